import { setTimeout as sleep } from 'node:timers/promises';

import { createRandom, type Random } from '../../../sandbox/vendors/shared/random.ts';
import type { Qiscus, RoomRecord } from '../../../sandbox/vendors/qiscus/index.ts';
import { type DeskEvent, longestIdleMs, overtakings } from './deskHistory';
import { startVendor } from './qiscus';

type Agent = Qiscus['agents'][number];

export const AGENTS = 20;
export const CAP = 4;
export const PLACES = AGENTS * CAP;
/** Every agent serves the website, every other one WhatsApp as well. */
const WHATSAPP = 901;
const WEBSITE = 902;
const WHATSAPP_SHARE = 1 / 3;
/** So many stay online, of each kind, so that all are served in the end. */
const STAY_ONLINE = 6;
const FIRST_AGENT_ID = 7_001;
const LOOK_MS = 10;

/** What is true of a desk. */
export interface Verdict {
	/** Rooms that were given to somebody. */
	assigned: number;
	/** Rooms that were given to somebody more than once; each customer writes once. */
	twice: string[];
	/** The most customers that any agent ever had at a time. */
	highestLoad: number;
	/** Rooms that wait. */
	waiting: number;
	/** Calls to the API since the customers wrote. */
	calls: number;
	/** From the first customer to the last assignment. */
	lastAssignedMs: number;
}

/** What can be said once people have worked at a desk. */
export interface Course {
	/** Each time that somebody got a room while another waited longer whom they serve too. */
	overtakings: string[];
	/** The longest time in which nobody got a room, though somebody had a place for one that waited. */
	idleMs: number;
	/** The same of a single agent. */
	idleAgentMs: number;
}

/** A team in a sandbox vendor of its own, its customers, and what happened to them. */
export interface Desk {
	readonly vendor: Qiscus;
	/** The ids of all rooms, the oldest first. */
	roomIds(): string[];
	/** So many customers write, all at once; resolves when n8n has answered. */
	burst(customers: number): Promise<void>;
	/** Waits until so many rooms were assigned, or it took too long. */
	untilAssigned(rooms: number, timeoutMs: number): Promise<void>;
	/** Waits until nobody has been assigned for a while. */
	untilQuiet(quietMs: number): Promise<void>;
	/**
	 * Agents resolve rooms, go and come, until each room was served once, or it took too long.
	 *
	 * @returns what can be said of that time
	 */
	live(timeoutMs: number): Promise<Course>;
	verdict(): Verdict;
}

/** Opens a desk of 20 agents with all that goes wrong at Qiscus; everything random is from the seed. */
export async function openDesk(seed: number): Promise<Desk> {
	const vendor = await startVendor({
		seed,
		// 600 deliveries at once take n8n longer than Qiscus waits by default.
		deliveryTimeoutMs: 60_000,
		quirks: {
			allocationRepeats: 'twice',
			countLagMs: 8_000,
			newRoomLagMs: 3_000,
			spuriousMaxAgents: 0.05,
		},
	});
	employ(vendor);
	const random = createRandom(seed);
	let startMs = Date.now();
	let callsBefore = 0;
	const assignments = () => vendor.assignments.filter(({ outcome }) => outcome === 'assigned');

	async function untilAssigned(rooms: number, timeoutMs: number): Promise<void> {
		const deadline = Date.now() + timeoutMs;
		while (assignments().length < rooms && Date.now() < deadline) await sleep(LOOK_MS);
	}

	return {
		vendor,
		roomIds: () => vendor.rooms().map(({ id }) => id),
		untilAssigned,
		async burst(customers) {
			startMs = Date.now();
			callsBefore = vendor.requests.length;
			const channelIds = Array.from({ length: customers }, () =>
				random() < WHATSAPP_SHARE ? WHATSAPP : WEBSITE,
			);
			await Promise.all(channelIds.map(async (channelId) => await vendor.writes({ channelId })));
		},
		async untilQuiet(quietMs) {
			const since = () => Date.now() - (assignments().at(-1)?.at ?? startMs);
			while (since() < quietMs) await sleep(LOOK_MS);
		},
		async live(timeoutMs) {
			const fromMs = Date.now();
			const stop = new AbortController();
			const events: DeskEvent[] = [];
			const working = work(vendor, random, events, stop.signal);
			await untilAssigned(vendor.rooms().length, timeoutMs);
			stop.abort();
			await working;
			const team = teamOf(vendor);
			const history = { fromMs, events, team, cap: CAP, rooms: vendor.rooms() };
			const told = { ...history, assignments: [...vendor.assignments] };
			return {
				overtakings: overtakings(told),
				idleMs: longestIdleMs(told, team),
				idleAgentMs: Math.max(...team.map((agent) => longestIdleMs(told, [agent]))),
			};
		},
		verdict() {
			const rooms = vendor.rooms();
			return {
				assigned: rooms.filter(({ assignedTimes }) => assignedTimes > 0).length,
				twice: rooms.filter(({ assignedTimes }) => assignedTimes > 1).map(({ id }) => id),
				highestLoad: Math.max(...teamOf(vendor).map(({ id }) => vendor.maxLoadSeen(id))),
				waiting: rooms.filter(({ isWaiting }) => isWaiting).length,
				calls: vendor.requests.length - callsBefore,
				lastAssignedMs: (assignments().at(-1)?.at ?? startMs) - startMs,
			};
		},
	};
}

/** The agents without those who administrate and supervise. */
function teamOf({ agents }: Qiscus): Agent[] {
	return agents.filter(({ type }) => type === 2);
}

/** Puts 20 agents in the place of those who are there; the administrator and the supervisor stay. */
function employ(vendor: Qiscus): void {
	const [model] = teamOf(vendor);
	if (model === undefined) throw new Error('The vendor has no agents');
	const others = vendor.agents.filter(({ type }) => type !== 2);
	const team = Array.from({ length: AGENTS }, (_, at): Agent => ({
		...model,
		id: FIRST_AGENT_ID + at,
		name: `Agent ${at + 1}`,
		email: `agent.${at + 1}@example.com`,
		sdkEmail: `${vendor.app.code}_agent.${at + 1}@example.com`,
		divisionIds: [],
		channelIds: at % 2 === 0 ? [WEBSITE] : [WEBSITE, WHATSAPP],
		isAvailable: true,
		forceOffline: false,
	}));
	vendor.agents.splice(0, vendor.agents.length, ...others, ...team);
}

/** Lets the agents work until it is enough, something every few 100 ms. */
async function work(
	vendor: Qiscus,
	random: Random,
	events: DeskEvent[],
	signal: AbortSignal,
): Promise<void> {
	const told: Array<Promise<unknown>> = [];
	while (!signal.aborted) {
		await sleep(100 + 300 * random());
		const act = ACTS.find(([upTo]) => random() < upTo)?.[1] ?? comeBack;
		act({ vendor, draw: (list) => list[Math.floor(random() * list.length)], events, told });
	}
	for (const agent of teamOf(vendor)) if (!isOnline(agent)) setOnline(vendor, agent, events);
	await Promise.all(told);
}

interface Acting {
	vendor: Qiscus;
	draw<T>(list: readonly T[]): T | undefined;
	events: DeskEvent[];
	/** The deliveries that are under way. */
	told: Array<Promise<unknown>>;
}

/** How often each is done, of what the ones before it leave. */
const ACTS: ReadonlyArray<readonly [share: number, act: (acting: Acting) => void]> = [
	[0.75, resolveOne],
	[0.3, logOut],
	[0.2, forceOffline],
];

/** Somebody who is there is done with a customer. */
function resolveOne({ vendor, draw, events, told }: Acting): void {
	const online = new Set(
		teamOf(vendor)
			.filter(isOnline)
			.map(({ id }) => id),
	);
	const served = vendor.rooms().filter((room) => servesNow(room, online));
	const room = draw(served);
	const [agentId] = room?.agents ?? [];
	if (room === undefined || agentId === undefined) return;
	events.push({ at: Date.now(), kind: 'resolved', agentId });
	told.push(vendor.resolves(room.id));
}

function servesNow({ isResolved, agents }: RoomRecord, online: ReadonlySet<number>): boolean {
	return !isResolved && agents.some((id) => online.has(id));
}

/** Of which Qiscus tells. */
function logOut({ vendor, draw, events, told }: Acting): void {
	const agent = draw(dispensable(vendor));
	if (agent === undefined) return;
	events.push({ at: Date.now(), kind: 'offline', agentId: agent.id });
	told.push(vendor.logsOut(agent.id));
}

/** Of which Qiscus tells nobody. */
function forceOffline({ vendor, draw, events }: Acting): void {
	const agent = draw(dispensable(vendor));
	if (agent === undefined) return;
	events.push({ at: Date.now(), kind: 'offline', agentId: agent.id });
	vendor.setAgent(agent.id, { forceOffline: true });
}

function comeBack({ vendor, draw, events }: Acting): void {
	const agent = draw(teamOf(vendor).filter((one) => !isOnline(one)));
	if (agent !== undefined) setOnline(vendor, agent, events);
}

function setOnline(vendor: Qiscus, { id, isAvailable }: Agent, events: DeskEvent[]): void {
	events.push({ at: Date.now(), kind: 'online', agentId: id });
	vendor.setAgent(id, { forceOffline: false });
	if (!isAvailable) vendor.logsIn(id);
}

function isOnline({ isAvailable, forceOffline: isForced }: Agent): boolean {
	return isAvailable && !isForced;
}

/** Those who may go, so that enough of each kind stay. */
function dispensable(vendor: Qiscus): Agent[] {
	const online = teamOf(vendor).filter(isOnline);
	const ofKind = (size: number) => online.filter(({ channelIds }) => channelIds.length === size);
	return [1, 2].flatMap((size) => (ofKind(size).length > STAY_ONLINE ? ofKind(size) : []));
}
