import type { Qiscus, RoomRecord } from '../../../sandbox/vendors/qiscus/index.ts';

type Agent = Qiscus['agents'][number];
type Attempt = Qiscus['assignments'][number];

/** What somebody of the team did. */
export interface DeskEvent {
	at: number;
	kind: 'offline' | 'online' | 'resolved';
	agentId: number;
}

/** What happened at a desk from some time on, at which everybody was online. */
export interface History {
	fromMs: number;
	/** Since then. */
	events: readonly DeskEvent[];
	/** Since the beginning, refused ones too. */
	assignments: readonly Attempt[];
	team: readonly Agent[];
	cap: number;
	/** The oldest first; each was listed long before. */
	rooms: readonly RoomRecord[];
}

/** A room that was refused is tried again, and others may come before. */
const REFUSED_MS = 30_000;

/** Each time that somebody got a room while another waited longer whom they serve too. */
export function overtakings({ fromMs, assignments, team, rooms }: History): string[] {
	const channelIds = new Map(team.map((agent) => [agent.id, agent.channelIds]));
	const servedAt = new Map(done(assignments).map(({ roomId, at }) => [roomId, at]));
	return done(assignments)
		.filter(({ at }) => at >= fromMs)
		.flatMap(({ roomId, agentId, at }) => {
			const place = rooms.findIndex(({ id }) => id === roomId);
			const overtaken = rooms
				.slice(0, place)
				.filter(({ id }) => (servedAt.get(id) ?? Infinity) > at)
				.filter(({ channelId }) => channelIds.get(agentId ?? 0)?.includes(channelId))
				.filter(({ id }) => !wasRefused(assignments, id, at));
			return overtaken.map(({ id }) => `${at}: ${agentId} got ${roomId} before ${id}`);
		});
}

function wasRefused(assignments: readonly Attempt[], id: string, untilMs: number): boolean {
	return assignments.some(
		({ roomId, outcome, at }) =>
			roomId === id && outcome !== 'assigned' && at <= untilMs && at > untilMs - REFUSED_MS,
	);
}

/**
 * The longest time in which none of some agents got a room, though one of them was there, had a place,
 * and served a channel in which a room waited.
 */
export function longestIdleMs(history: History, agents: readonly Agent[]): number {
	const { fromMs, events, assignments, cap, rooms } = history;
	const given = done(assignments);
	const loads = new Map<number, number>();
	const offline = new Set<number>();
	const waiting = new Set(rooms.map(({ id }) => id));
	const change = (agentId: number | null, by: number) =>
		loads.set(agentId ?? 0, (loads.get(agentId ?? 0) ?? 0) + by);
	for (const { agentId, roomId } of given.filter(({ at }) => at < fromMs)) {
		change(agentId, 1);
		waiting.delete(roomId);
	}
	const isPossible = () =>
		agents.some(
			({ id, channelIds }) =>
				!offline.has(id) &&
				(loads.get(id) ?? 0) < cap &&
				rooms.some((room) => waiting.has(room.id) && channelIds.includes(room.channelId)),
		);
	const since = given
		.filter(({ at }) => at >= fromMs)
		.map(({ at, agentId, roomId }) => ({ at, agentId, roomId, kind: 'assigned' as const }));

	let [longest, idleFromMs, couldServe] = [0, fromMs, isPossible()];
	for (const event of [...events, ...since].sort((a, b) => a.at - b.at)) {
		if (couldServe) longest = Math.max(longest, event.at - idleFromMs);
		if (event.kind === 'assigned') {
			change(event.agentId, 1);
			waiting.delete(event.roomId);
		} else if (event.kind === 'resolved') change(event.agentId, -1);
		else if (event.kind === 'offline') offline.add(event.agentId);
		else offline.delete(event.agentId);
		const isOurs = event.kind === 'assigned' && agents.some(({ id }) => id === event.agentId);
		if (isOurs || !couldServe) idleFromMs = event.at;
		couldServe = isPossible();
	}
	return longest;
}

function done(assignments: readonly Attempt[]): Attempt[] {
	return assignments.filter(({ outcome }) => outcome === 'assigned');
}
