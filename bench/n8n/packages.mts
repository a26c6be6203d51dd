import type { CpuProfile, ProfileNode } from './inspector.mts';

export const OWN_PACKAGE = 'n8n-nodes-qiscus-salesiq';
const PACKAGE = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//;
const NODE_JS = 'Node.js';
/** What V8 calls a time in which no function runs, and what it is called here; undefined is no work. */
const WITHOUT_FUNCTION: Readonly<Record<string, string | undefined>> = {
	'(idle)': undefined,
	'(garbage collector)': 'garbage collection',
	'(program)': 'outside of JavaScript',
};

/**
 * Adds up a profile by npm package. What Node.js itself does counts for the package that called it:
 * `crypto.verify`, called by a trigger, is the trigger's.
 *
 * @returns microseconds
 */
export function timeByPackage({ nodes, samples, timeDeltas }: CpuProfile): Map<string, number> {
	const owners = ownersOf(nodes);
	const times = new Map<string, number>();
	for (const [at, id] of samples.entries()) {
		const owner = owners.get(id);
		if (owner === undefined) continue;
		times.set(owner, (times.get(owner) ?? 0) + (timeDeltas[at] ?? 0));
	}
	return times;
}

/** The package that each function's time counts for. */
function ownersOf(nodes: readonly ProfileNode[]): Map<number, string> {
	const byId = new Map(nodes.map((node) => [node.id, node]));
	const owners = new Map<number, string>();
	const visit = (id: number, callers: string): void => {
		const node = byId.get(id);
		if (node === undefined) return;
		const { functionName, url } = node.callFrame;
		const owner = PACKAGE.exec(url)?.[1] ?? callers;
		if (functionName in WITHOUT_FUNCTION) {
			const name = WITHOUT_FUNCTION[functionName];
			if (name !== undefined) owners.set(id, name);
		} else {
			owners.set(id, owner);
		}
		for (const child of node.children ?? []) visit(child, owner);
	};
	const [root] = nodes;
	if (root !== undefined) visit(root.id, NODE_JS);
	return owners;
}
