import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { N8nApi, NewWorkflow, Workflow, WorkflowNode } from '../../../sandbox/n8n/api.ts';
import type { Execution } from '../../../sandbox/n8n/executions.ts';
import type { JsonObject, JsonValue } from '../../../sandbox/n8n/json.ts';
import { startHttpServer } from '../../../sandbox/vendors/shared/httpServer.ts';

const folder = join(__dirname, '..', '..', '..', 'examples');
const PACKAGE = 'n8n-nodes-qiscus-salesiq';
const WAIT_MS = 30_000;

/** The type of credential that a node wants, of those that the examples have. */
const CREDENTIAL_OF: Readonly<Record<string, string>> = {
	[`${PACKAGE}.qiscus`]: 'qiscusApi',
	[`${PACKAGE}.qiscusTrigger`]: 'qiscusApi',
	[`${PACKAGE}.zohoSalesIq`]: 'zohoSalesIqOAuth2Api',
	[`${PACKAGE}.zohoSalesIqTrigger`]: 'zohoSalesIqOAuth2Api',
	'@n8n/n8n-nodes-langchain.lmChatOpenAi': 'openAiApi',
};

/** What a user fills in after the import. */
export interface Filling {
	/** By type. */
	credentials?: Record<string, { id: string; name: string }>;
	/** Of the triggers of Zoho SalesIQ. */
	portal?: JsonObject;
	/** Fields of the node Settings; a name alone stands for all fields below it. */
	settings?: Record<string, string | number>;
	/** How often a Schedule Trigger starts. */
	everySeconds?: number;
	/** Nodes to delete or to switch off, by name. */
	without?: string[];
	/** Parameters to set, by the node's name. */
	parameters?: Record<string, JsonObject>;
}

interface Example extends NewWorkflow {
	nodes: WorkflowNode[];
	pinData: Record<string, Array<{ json: JsonObject }>>;
}

export function readExample(file: string): Example {
	return JSON.parse(readFileSync(join(folder, file), 'utf8')) as Example;
}

/** An example as a user has it who has filled it in and removed its pins. */
export function filledExample(file: string, filling: Filling): NewWorkflow {
	const { pinData: _, ...example } = readExample(file);
	for (const node of example.nodes) fillIn(node, filling);
	return example;
}

/** Imports an example, fills it in and publishes it. */
export async function publishExample(
	api: N8nApi,
	file: string,
	filling: Filling,
): Promise<Workflow> {
	const workflow = await api.createWorkflow(filledExample(file, filling));
	await api.activateAndWait(workflow.id);
	return workflow;
}

function fillIn(node: WorkflowNode, filling: Filling): void {
	const { credentials = {}, portal, settings, everySeconds, without = [], parameters } = filling;
	const type = CREDENTIAL_OF[node.type];
	const credential = type === undefined ? undefined : credentials[type];
	if (type !== undefined && credential !== undefined) node.credentials = { [type]: credential };
	if (without.includes(node.name)) node.disabled = true;
	if (portal !== undefined && node.type.endsWith('.zohoSalesIqTrigger')) {
		node.parameters.portal = portal;
	}
	if (everySeconds !== undefined && node.type.endsWith('.scheduleTrigger')) {
		node.parameters.rule = { interval: [{ field: 'seconds', secondsInterval: everySeconds }] };
	}
	if (settings !== undefined && node.name === 'Settings') fillInSettings(node, settings);
	Object.assign(node.parameters, parameters?.[node.name]);
}

function fillInSettings({ parameters }: WorkflowNode, values: Record<string, JsonValue>): void {
	const { assignments } = parameters.assignments as unknown as {
		assignments: Array<{ name: string; value: unknown }>;
	};
	for (const [name, value] of Object.entries(values)) {
		const fields = assignments.filter((field) => field.name.startsWith(`settings.${name}`));
		if (fields.length === 0) throw new Error(`Settings has no ${name}`);
		for (const field of fields) field.value = value;
	}
}

/** Waits until something is true, up to half a minute. */
export async function eventually(
	isTrue: () => boolean | Promise<boolean>,
	waitMs = WAIT_MS,
): Promise<void> {
	const endMs = Date.now() + waitMs;
	let isTrueNow = await isTrue();
	while (!isTrueNow && Date.now() < endMs) {
		await pause(200);
		isTrueNow = await isTrue();
	}
	expect(isTrueNow).toBe(true);
}

export async function pause(ms: number): Promise<void> {
	await new Promise((resolve) => setTimeout(resolve, ms));
}

/** The executions of workflows, which have all ended. */
export async function endedExecutions(
	api: N8nApi,
	workflows: ReadonlyArray<Pick<Workflow, 'id'>>,
): Promise<Execution[]> {
	const list = async () =>
		(
			await Promise.all(
				workflows.map(async ({ id }) => await api.listExecutions({ workflowId: id })),
			)
		).flat();
	await eventually(async () => (await list()).every(({ stoppedAt }) => stoppedAt !== null));
	return await Promise.all((await list()).map(async ({ id }) => await api.getExecution(id)));
}

/** The fields of an example's pins that no item of the same node had in executions. */
export function madeUpFields(file: string, executions: readonly Execution[]): string[] {
	return Object.entries(readExample(file).pinData).flatMap(([name, pins]) => {
		const given = executions.flatMap(({ runData }) =>
			(runData[name] ?? []).flatMap(({ data }) =>
				(data?.main ?? []).flatMap((items) => items ?? []),
			),
		);
		const known = new Set(given.flatMap(({ json }) => Object.keys(json)));
		const fields = pins.flatMap(({ json }) => Object.keys(json));
		return given.length === 0
			? []
			: fields.filter((field) => !known.has(field)).map((field) => `${name}: ${field}`);
	});
}

/** Somebody's messenger with an incoming webhook. */
export interface Messenger {
	url: string;
	/** What was posted, the oldest first. */
	posts: unknown[];
	close(): Promise<void>;
}

/** @param answers the status of each answer, the first for the first; then 200 */
export async function startMessenger(...answers: number[]): Promise<Messenger> {
	const posts: unknown[] = [];
	const server = await startHttpServer({
		handle: ({ body }) => {
			posts.push(JSON.parse(body.toString('utf8')));
			return { status: answers.shift() ?? 200, body: 'ok' };
		},
	});
	return { url: `${server.url}/hooks/support`, posts, close: server.close };
}
