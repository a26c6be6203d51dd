import { parseFlatted } from './flatted.ts';
import type { JsonObject } from './json.ts';
import { isObject } from './json.ts';
import type { RestSession } from './restSession.ts';
import { waitFor } from './waiting.ts';

const PAGE = 100;
const UNFINISHED = new Set(['new', 'running', 'waiting', 'unknown']);

/** One row of n8n's list of executions. */
export interface ExecutionSummary {
	id: string;
	workflowId: string;
	/** `webhook`, `manual`, ... */
	mode: string;
	/** `success`, `error`, `running`, ... */
	status: string;
	startedAt: string;
	stoppedAt: string | null;
}

/** What went wrong in an execution or in one of its nodes. */
export interface ExecutionError {
	message: string;
	description?: string | null;
	[detail: string]: unknown;
}

/** One item that a node gave. */
export interface NodeItem {
	json: JsonObject;
	[detail: string]: unknown;
}

/** One run of one node. */
export interface NodeRun {
	executionStatus?: string;
	error?: ExecutionError;
	/** By kind of connection, then by output; null where an output gave nothing. */
	data?: Record<string, Array<NodeItem[] | null>>;
	[detail: string]: unknown;
}

/** Where n8n keeps what is still to be run. */
interface StoredExecution {
	executionData?: { nodeExecutionStack?: Array<Pick<NodeRun, 'data'>> };
}

/** An execution with everything that its nodes gave. */
export interface Execution extends ExecutionSummary {
	/** By the node's name, one entry for each of its runs. */
	runData: Record<string, NodeRun[]>;
	/** What it began with, as n8n stored it before anything ran; none once it has ended by itself. */
	startItems: NodeItem[];
	lastNodeExecuted?: string;
	error?: ExecutionError;
}

/**
 * Picks what a node gave in its last run.
 *
 * @param execution as `getExecution` gives it
 * @param nodeName the node's name in the workflow
 * @param output which of its main outputs
 * @returns the items; none when the node did not run
 */
export function itemsOf(execution: Execution, nodeName: string, output = 0): NodeItem[] {
	return execution.runData[nodeName]?.at(-1)?.data?.main?.[output] ?? [];
}

/** Lists the executions of a workflow, newest first. */
export async function listExecutions(
	session: RestSession,
	workflowId: string,
): Promise<ExecutionSummary[]> {
	const filter = encodeURIComponent(JSON.stringify({ workflowId }));
	const found: ExecutionSummary[] = [];
	let cursor: string | undefined;
	do {
		const from = cursor === undefined ? '' : `&cursor=${encodeURIComponent(cursor)}`;
		const page = (await session.call(
			'GET',
			`/rest/executions?filter=${filter}&limit=${PAGE}${from}`,
		)) as { results: ExecutionSummary[]; nextCursor?: string | null };
		found.push(...page.results.map(summaryOf));
		cursor = page.nextCursor ?? undefined;
	} while (cursor !== undefined);
	return found;
}

/** Reads one execution with the data of its nodes. */
export async function getExecution(session: RestSession, id: string): Promise<Execution> {
	const { data, ...summary } = (await session.call(
		'GET',
		`/rest/executions/${id}`,
	)) as ExecutionSummary & { data?: string };
	const stored: unknown = data === undefined ? undefined : parseFlatted(data);
	const result = isObject(stored) && isObject(stored.resultData) ? stored.resultData : {};
	const { runData = {}, lastNodeExecuted, error } = result as Partial<Execution>;
	return {
		...summaryOf(summary),
		runData,
		startItems: startItemsIn(stored),
		...(lastNodeExecuted === undefined ? {} : { lastNodeExecuted }),
		...(error === undefined ? {} : { error }),
	};
}

/**
 * Waits until a workflow has so many finished executions.
 *
 * @returns all finished ones with their data, oldest first; may be more than asked for
 */
export async function waitForExecutions(
	session: RestSession,
	workflowId: string,
	count: number,
	timeoutMs: number,
): Promise<Execution[]> {
	let seen: ExecutionSummary[] = [];
	const finished = await waitFor(
		async () => {
			seen = await listExecutions(session, workflowId);
			const done = seen.filter(({ status }) => !UNFINISHED.has(status));
			return done.length >= count ? done : undefined;
		},
		timeoutMs,
		() => {
			const states = seen.map(({ id, status }) => `${id} ${status}`).join(', ');
			return new Error(
				`Workflow ${workflowId} did not finish ${count} executions within ${timeoutMs} ms; n8n lists: ${states || 'none'}.`,
			);
		},
	);
	return await Promise.all(
		finished.reverse().map(async ({ id }) => await getExecution(session, id)),
	);
}

function startItemsIn(stored: unknown): NodeItem[] {
	const { executionData } = isObject(stored) ? (stored as StoredExecution) : {};
	return executionData?.nodeExecutionStack?.[0]?.data?.main?.[0] ?? [];
}

/** n8n lists more about an execution, most of it about who may do what with it. */
function summaryOf(row: ExecutionSummary): ExecutionSummary {
	const { id, workflowId, mode, status, startedAt, stoppedAt } = row;
	return { id, workflowId, mode, status, startedAt, stoppedAt };
}
