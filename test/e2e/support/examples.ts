import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { NewWorkflow } from '../../../sandbox/n8n/api.ts';

const folder = join(__dirname, '..', '..', '..', 'examples');

/** An example workflow, with credentials chosen in the nodes of this package. */
export function exampleOf(
	file: string,
	credentials: Record<string, { id: string; name: string }>,
): NewWorkflow {
	const example = JSON.parse(readFileSync(join(folder, file), 'utf8')) as NewWorkflow;
	const nodes = example.nodes.map((node) =>
		node.type.startsWith('n8n-nodes-qiscus-salesiq.') ? { ...node, credentials } : node,
	);
	return { ...example, nodes };
}
