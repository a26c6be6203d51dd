import type { JsonObject } from '../n8n/json.ts';
import type { DemoNode } from './types.ts';

/** What the nodes of this package are called by n8n. */
export const PACKAGE = 'n8n-nodes-qiscus-salesiq';

/** A node that does nothing, in the place of what a user builds next. */
export function nextStep(name: string, position: DemoNode['position']): DemoNode {
	return { name, type: 'n8n-nodes-base.noOp', typeVersion: 1, position, parameters: {} };
}

/** A note in the editor, above the nodes. */
export function note(content: string): DemoNode {
	return {
		name: 'What This Is',
		type: 'n8n-nodes-base.stickyNote',
		typeVersion: 1,
		position: [-48, -224],
		parameters: { content, width: 560, height: 176, color: 7 },
	};
}

/** A connection from each of a node's outputs to one other node. */
export function to(...names: string[]): JsonObject {
	return { main: names.map((node) => [{ node, type: 'main', index: 0 }]) };
}
