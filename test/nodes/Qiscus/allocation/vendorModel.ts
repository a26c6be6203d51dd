import type { Agent } from '../../../../nodes/Qiscus/allocation/agents';
import type { ListedRoom, Outcome } from '../../../../nodes/Qiscus/allocation/queue';
import { agentOf } from './samples';

export interface ModelAgent {
	id: string;
	isOnline: boolean;
	/** How many rooms there are at each time, the newest last. */
	loads: Array<{ atMs: number; load: number }>;
	/** The most rooms at any time. */
	highest: number;
}

export interface ModelRoom {
	id: string;
	channelId: string;
	waitingSinceMs: number;
	/** When it last stopped waiting. */
	servedMs: number;
	agentId: string | undefined;
	isResolved: boolean;
	/** How often somebody has taken it since it waited. */
	answers: number;
}

/** A call that has been sent, and is carried out later. */
interface Pending {
	atMs: number;
	roomId: string;
	agentId: string;
}

/** For so long a list lacks a new room, or still shows a served one. */
const LIST_LAG_MS = 3_000;

/** What is true at Qiscus, of which the API shows a part, and that late. */
export class VendorModel {
	nowMs = 1_000_000;
	/** How often one room was answered without having waited again. */
	mostAnswers = 0;
	readonly agents = new Map<string, ModelAgent>();
	readonly rooms = new Map<string, ModelRoom>();
	private pending: Pending[] = [];

	/** Puts an agent there who has so many rooms already. */
	addAgent(id: string, load = 0): void {
		this.agents.set(id, { id, isOnline: true, loads: [{ atMs: 0, load: 0 }], highest: 0 });
		for (let at = 0; at < load; at++) {
			const roomId = `old-${id}-${at}`;
			this.customerWrites(roomId);
			this.put(roomId, id);
		}
	}

	/** A new room, or one that was resolved, waits. */
	customerWrites(id: string): void {
		const room = this.rooms.get(id);
		if (room !== undefined && !room.isResolved) return;
		this.rooms.set(id, {
			id,
			channelId: '1',
			waitingSinceMs: this.nowMs,
			servedMs: -Infinity,
			agentId: undefined,
			isResolved: false,
			answers: 0,
		});
	}

	/** Time passes, in which calls that are on the way are carried out. */
	pass(ms: number): void {
		const endMs = this.nowMs + ms;
		for (const call of this.pending.filter(({ atMs }) => atMs <= endMs)) {
			this.nowMs = Math.max(this.nowMs, call.atMs);
			this.put(call.roomId, call.agentId);
		}
		this.pending = this.pending.filter(({ atMs }) => atMs > endMs);
		this.nowMs = endMs;
	}

	/** Carries out a call that the node has given up. */
	putLater(roomId: string, agentId: string, atMs: number): void {
		this.pending.push({ atMs, roomId, agentId });
	}

	put(roomId: string, agentId: string): Outcome {
		const room = this.rooms.get(roomId);
		if (room === undefined || room.isResolved) return 'resolved';
		if (room.agentId !== undefined) return 'alreadyServed';
		if (this.agents.get(agentId)?.isOnline !== true) return 'agentGone';
		room.agentId = agentId;
		room.servedMs = this.nowMs;
		room.answers += 1;
		this.mostAnswers = Math.max(this.mostAnswers, room.answers);
		this.change(agentId, 1);
		return 'assigned';
	}

	resolve(room: ModelRoom): void {
		room.isResolved = true;
		if (room.agentId !== undefined) this.change(room.agentId, -1);
	}

	loadOf(agentId: string): number {
		return this.agents.get(agentId)?.loads.at(-1)?.load ?? 0;
	}

	/** @param lagOf how old what is shown of each agent is */
	shownAgents(lagOf: (agent: ModelAgent) => number): Agent[] {
		return [...this.agents.values()].map((agent) => {
			const untilMs = this.nowMs - lagOf(agent);
			const shown = agent.loads.filter(({ atMs }) => atMs <= untilMs).at(-1);
			const count = shown?.load ?? 0;
			return agentOf(agent.id, { count, isOnline: agent.isOnline, channelIds: ['1'] });
		});
	}

	waitingRooms(): ModelRoom[] {
		return [...this.rooms.values()].filter((room) => !room.isResolved && !room.agentId);
	}

	servedRooms(): ModelRoom[] {
		return [...this.rooms.values()].filter((room) => !room.isResolved && room.agentId);
	}

	/** @param isHonest whether the row of a served room says so */
	listedRooms(isHonest: boolean): ListedRoom[] {
		const isLate = (ms: number) => this.nowMs - ms < LIST_LAG_MS;
		return [...this.rooms.values()]
			.filter(({ waitingSinceMs }) => !isLate(waitingSinceMs))
			.filter(({ agentId, servedMs }) => agentId === undefined || isLate(servedMs))
			.map(({ id, channelId, waitingSinceMs, agentId, isResolved }) => ({
				id,
				channelId,
				waitingSinceMs,
				isResolved: isHonest && isResolved,
				isWaiting: !isHonest || (agentId === undefined && !isResolved),
			}));
	}

	private change(agentId: string, by: number): void {
		const agent = this.agents.get(agentId);
		if (agent === undefined) return;
		const load = this.loadOf(agentId) + by;
		agent.loads.push({ atMs: this.nowMs, load });
		agent.highest = Math.max(agent.highest, load);
	}
}
