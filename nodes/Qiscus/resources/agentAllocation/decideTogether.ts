import { type IExecuteFunctions, sleep } from 'n8n-workflow';

import type { Clock } from '../../../shared/patience';
import { failed, type Result } from '../../../shared/problem';
import type { AllocationSettings } from '../../allocation/decide';
import type { Desk } from '../../allocation/desk';
import { deskOf } from '../../allocation/desks';
import { CALL_MS, type Holding, Lease } from '../../allocation/lease';
import type { AllocationVendor } from '../../allocation/rounds';
import { AllocationRun, type Brought } from '../../allocation/run';
import { sharedSetOf } from '../../allocation/sharedSet';
import type { Verdict } from '../../allocation/verdicts';
import { listAgents, listAgentsOfRoom } from '../../lists';
import { listRooms, readRoom } from '../../rooms';
import { assignAgent } from '../../service';
import { askQiscus, callQiscus } from '../../transport';

const CLOCK: Clock = { now: Date.now, sleep };

/** What is different for each operation that decides. */
export interface Decisions {
	brought: Brought;
	/** For rooms that no item names; undefined where those are not for this node. */
	listSettings: AllocationSettings | undefined;
	/** Whether that list is read at once, or only when others have come meanwhile. */
	listsFirst: boolean;
	/** What is done in another way than Answer does it. */
	vendor?: Partial<AllocationVendor>;
}

/**
 * Decides, if no other run of this node does so now, in whatever process.
 *
 * @returns undefined where another run decides, which has been told
 */
export async function decideTogether(
	this: IExecuteFunctions,
	{ brought, listSettings, listsFirst, vendor }: Decisions,
): Promise<Result<Verdict[]> | undefined> {
	const desk = deskOf(this.getWorkflow().id ?? '', this.getNode().id);
	if (desk.bring(brought)) return tellUser.call(this);
	const lease = await leaseFor.call(this, desk);
	if (lease === 'no database') return NO_DATABASE;
	if (lease === undefined) {
		// It may be one of this process that has begun meanwhile: it gets all that is known.
		desk.bring(brought);
		return tellUser.call(this);
	}
	const turn = turnOf.call(this, brought.tasks[0]?.settings ?? listSettings);
	desk.state = { ...desk.state, cursor: desk.state.cursor ?? turn?.agentId };
	const run = new AllocationRun({
		vendor: { ...vendorOf.call(this), ...vendor },
		lease,
		desk,
		clock: CLOCK,
		random: Math.random,
		listSettings,
		isCancelled: () => this.getExecutionCancelSignal()?.aborted === true,
	});
	const verdicts = await run.run(brought, listsFirst);
	const { cursor } = desk.state;
	// n8n writes its database whenever this is set.
	if (turn !== undefined && cursor !== undefined && turn.agentId !== cursor) turn.agentId = cursor;
	return verdicts;
}

/** What the process has of the last run, or the right that all processes contend for. */
async function leaseFor(
	this: IExecuteFunctions,
	desk: Desk,
): Promise<Holding | 'no database' | undefined> {
	const kept = desk.takeKept();
	if (kept !== undefined) return kept;
	return await Lease.take(sharedSetOf.call(this), CLOCK, desk).catch(() => 'no database');
}

const NO_DATABASE = failed({
	kind: 'unreachable',
	message: 'n8n’s database did not say whether another run of this node decides',
	advice:
		'Nobody was assigned. If it happens again, look at n8n’s log: its database may be down or overloaded.',
});

/** Whoever runs the node by hand sees why nothing comes out. */
function tellUser(this: IExecuteFunctions): undefined {
	this.addExecutionHints({
		message:
			'Another run of this node decides just now. It has been told, and puts the items out there.',
		location: 'outputPane',
	});
	return undefined;
}

/** Whose turn was last, as n8n keeps it for the runs of all processes. */
function turnOf(
	this: IExecuteFunctions,
	settings: AllocationSettings | undefined,
): { agentId?: string } | undefined {
	return settings?.strategy === 'roundRobin' ? this.getWorkflowStaticData('node') : undefined;
}

/** Each call within the time that a run may take for one. */
function vendorOf(this: IExecuteFunctions): AllocationVendor {
	const call = callQiscus.bind(this);
	const ask = askQiscus.bind(this);
	const timeoutMs = CALL_MS;
	return {
		agents: async () => await listAgents(ask, timeoutMs),
		agentsOf: async (roomId) => await listAgentsOfRoom(ask, roomId, { timeoutMs }),
		waitingRooms: async () => await listRooms(ask, { unserved: true }, timeoutMs),
		room: async (roomId) => await readRoom(call, roomId, timeoutMs),
		assign: async (roomId, agentId) =>
			await assignAgent(call, { roomId, agentId, replacesLatest: false, timeoutMs }),
	};
}
