import { join } from 'node:path';

import { startQiscus } from '../../sandbox/vendors/qiscus/index.ts';
import type { Qiscus } from '../../sandbox/vendors/qiscus/index.ts';

const fixturesFolder = join(import.meta.dirname, '..', '..', 'test', 'fixtures', 'qiscus');

export const ROOMS = 300;
export const AGENTS = 20;
export const CAP = 4;
const FIRST_AGENT_ID = 151_000;

/** What came of a burst. */
export interface Figures {
	/** Rooms that an agent was put into. */
	assigned: number;
	/** Customers above the cap, of all agents, at their worst time. */
	over: number;
	/** Rooms that more than one assignment was made for. */
	twice: number;
	/** Calls of the API for each assigned room. */
	callsPerRoom: number;
	/** From the first message to the last assignment, in seconds. */
	lastSeconds: number;
}

/** Answers what Qiscus tells; resolves when nothing is left to do. */
export type Answerer = (vendor: Qiscus) => { told(payload: Payload): void; end(): Promise<void> };

export type Payload = Record<string, unknown>;

/** A desk of 20 agents in the sandbox's Qiscus, and 300 customers who write at once. */
export async function burst(seed: number, answerer: Answerer): Promise<Figures> {
	const vendor = await startQiscus({
		fixturesFolder,
		seed,
		quirks: { countLagMs: 8_000, newRoomLagMs: 3_000, spuriousMaxAgents: 0.05 },
	});
	try {
		hireAgents(vendor);
		const { told, end } = answerer(vendor);
		const startMs = Date.now();
		const roomIds = await Promise.all(
			Array.from({ length: ROOMS }, async (_, at) => {
				const customerId = `customer-${at}@example.com`;
				return (await vendor.writes({ source: 'qiscus', customerId })).roomId;
			}),
		);
		// Under load Qiscus tells each twice.
		for (const roomId of [...roomIds, ...roomIds]) told(payloadOf(roomId));
		await end();
		return figuresOf(vendor, startMs);
	} finally {
		await vendor.close();
	}
}

function payloadOf(roomId: string): Payload {
	return { event: 'agentAllocation', room: { id: roomId, source: 'qiscus' } };
}

function hireAgents({ agents }: Qiscus): void {
	const model = agents.find(({ type }) => type === 2);
	const others = agents.filter(({ type }) => type !== 2);
	if (model === undefined) throw new Error('The sandbox has no agents');
	const hired = Array.from({ length: AGENTS }, (_, at) => ({
		...model,
		id: FIRST_AGENT_ID + at,
		name: `Agent ${at + 1}`,
		email: `agent-${at + 1}@example.com`,
		isAvailable: true,
		forceOffline: false,
	}));
	agents.splice(0, agents.length, ...others, ...hired);
}

function figuresOf(vendor: Qiscus, startMs: number): Figures {
	const done = vendor.assignments.filter(({ outcome }) => outcome === 'assigned');
	const rooms = new Set(done.map(({ roomId }) => roomId));
	const over = vendor.agents.map(({ id }) => Math.max(0, vendor.maxLoadSeen(id) - CAP));
	return {
		assigned: rooms.size,
		over: over.reduce((sum, one) => sum + one, 0),
		twice: done.length - rooms.size,
		callsPerRoom: vendor.requests.length / Math.max(1, rooms.size),
		lastSeconds: ((done.at(-1)?.at ?? startMs) - startMs) / 1_000,
	};
}
