import type { JsonObject } from '../../../shared/json/types';
import type { Result } from '../../../shared/problem';
import type { Given, OutputItem } from '../../../shared/resources/types';
import type { Candidate } from '../../allocation/pool';
import { waitOf } from '../../allocation/room';
import type { Verdict } from '../../allocation/verdicts';
import { shownAgent } from './shownAgent';

const ASSIGNED = 'Assigned';
const WAITING = 'Waiting';
/** More of them would fill n8n’s database: there is an item for each room that waits, in each run. */
const MAX_SHOWN = 50;
/** The outputs of each operation that decides. */
export const OUTPUTS = [ASSIGNED, WAITING] as const;

/**
 * What came of each room, as what is given for each input item: it comes out for the first item that
 * names the room, and where none does for the first that names any.
 *
 * @param roomIds of the input items; undefined where one names none
 */
export function verdictItems(
	roomIds: ReadonlyArray<string | undefined>,
	decided: Result<readonly Verdict[]>,
): Given[] {
	if (!decided.ok) return roomIds.map(() => decided);
	const nowMs = Date.now();
	const given = roomIds.map((): OutputItem[] => []);
	const first = Math.max(
		roomIds.findIndex((id) => id !== undefined),
		0,
	);
	for (const verdict of decided.data) {
		const at = roomIds.indexOf(verdict.room.id);
		// That a room which no item names needs nobody is no news.
		const isNews = at !== -1 || verdict.outcome === 'assigned' || verdict.outcome === 'waiting';
		if (isNews) given[at === -1 ? first : at]?.push(verdictItem(verdict, nowMs));
	}
	return given.map((data) => ({ ok: true, data }));
}

/** On Waiting while the room needs somebody, else on Assigned. */
function verdictItem(verdict: Verdict, nowMs: number): OutputItem {
	const { room, outcome, reason, candidates } = verdict;
	const isWaiting = outcome === 'waiting';
	const json: JsonObject = {
		room: { id: room.id, channelId: room.channelId ?? null },
		outcome,
		agent: outcome === 'assigned' ? shownChosen(verdict.candidate) : null,
		reason,
		waitingReason: isWaiting ? verdict.waiting : null,
		...waitOf(room, nowMs),
		candidates: shownFirst(candidates).slice(0, MAX_SHOWN).map(shownCandidate),
	};
	return { json, output: isWaiting ? WAITING : ASSIGNED };
}

/** Those who are online, then the others, each in their order. */
function shownFirst(candidates: readonly Candidate[]): Candidate[] {
	const isOnline = ({ agent }: Candidate) => Number(agent.isOnline);
	return [...candidates].sort((a, b) => isOnline(b) - isOnline(a));
}

/** With the count by which they were chosen, which is without this room. */
function shownChosen({ agent, count, cap }: Candidate): JsonObject {
	return { ...shownAgent(agent), customerCount: count ?? null, cap };
}

function shownCandidate({ agent: { id, name }, count, cap, obstacle }: Candidate): JsonObject {
	return { id, name, customerCount: count ?? null, cap, obstacle: obstacle ?? null };
}
