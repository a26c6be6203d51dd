import { Desk } from './desk';

/** More nodes than one process has that decide. */
const MAX_DESKS = 1_000;

const desks = new Map<string, Desk>();

/** What this process remembers of a node. */
export function deskOf(workflowId: string, nodeId: string): Desk {
	const key = `${workflowId} ${nodeId}`;
	const desk = desks.get(key) ?? new Desk();
	// The one that was used least recently comes first.
	desks.delete(key);
	desks.set(key, desk);
	const [oldest] = desks.keys();
	if (desks.size > MAX_DESKS && oldest !== undefined) desks.delete(oldest);
	return desk;
}
