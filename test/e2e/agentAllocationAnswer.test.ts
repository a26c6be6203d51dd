import type { N8nApi, NewWorkflow, Workflow, WorkflowNode } from '../../sandbox/n8n/api.ts';
import { type Execution, itemsOf } from '../../sandbox/n8n/executions.ts';
import type { Qiscus } from '../../sandbox/vendors/qiscus/index.ts';
import { ASSIGNED, nodeOf, qiscusNode, to, WAITING } from './support/allocation';
import { type ChatModel, startChatModel } from './support/chatModel';
import { createCredential, leaks, startVendor } from './support/qiscus';
import { signedIn } from './support/sharedN8n';
import type { Parameters } from './support/workflows';

const START = 'Start';
const QISCUS = 'Qiscus';
const AGENT = 'AI Agent';
const MODEL = 'Chat Model';

let api: N8nApi;
let vendor: Qiscus;
let model: ChatModel;
let credentials: { qiscusApi: { id: string; name: string } };
let openAi: { id: string; name: string };
const made: Workflow[] = [];

beforeAll(async () => {
	api = await signedIn();
	// So that no run has to wait for the counts.
	vendor = await startVendor({ quirks: { countLagMs: 0, newRoomLagMs: 0, spuriousMaxAgents: 0 } });
	model = await startChatModel();
	credentials = { qiscusApi: await createCredential(api, vendor) };
	const { id, name } = await api.createCredential({
		name: `OpenAI ${crypto.randomUUID()}`,
		type: 'openAiApi',
		data: { apiKey: 'sk-sandbox', url: model.url },
	});
	openAi = { id, name };
});
afterAll(async () => {
	expect(await leaks(api, vendor, made)).toEqual([]);
	for (const { id } of made) await api.deleteWorkflow(id);
	await model.close();
	await vendor.close();
});

/** Runs a workflow by hand. */
async function run(
	nodes: WorkflowNode[],
	connections: NewWorkflow['connections'],
): Promise<Execution> {
	const start = nodeOf(START, 'n8n-nodes-base.manualTrigger');
	const workflow = await api.createWorkflow({
		name: `Qiscus ${crypto.randomUUID()}`,
		nodes: [start, ...nodes],
		connections,
	});
	made.push(workflow);
	await api.runWorkflow(workflow.id, START);
	const [execution] = await api.waitForExecutions(workflow.id, 1, 60_000);
	if (execution === undefined) throw new Error('No execution');
	if (execution.error !== undefined) throw new Error(execution.error.message);
	return execution;
}

async function newRoom(): Promise<string> {
	const { roomId } = await vendor.writes();
	return roomId;
}

const agentsOf = (roomId: string) => vendor.rooms().find(({ id }) => id === roomId)?.agents;

/** Lets nobody be online while something happens. */
async function withNobody<T>(what: () => Promise<T>): Promise<T> {
	const online = vendor.agents.filter(({ isAvailable }) => isAvailable);
	for (const { id } of online) vendor.setAgent(id, { isAvailable: false });
	try {
		return await what();
	} finally {
		for (const { id } of online) vendor.setAgent(id, { isAvailable: true });
	}
}

describe('Answer', () => {
	/** What comes out behind each of the two outputs. */
	async function answer(roomId: string, more: Partial<WorkflowNode> = {}) {
		const parameters = { operation: 'answer', roomId };
		const outputs = [ASSIGNED, WAITING].map((node) => [{ node, type: 'main', index: 0 }]);
		const execution = await run(
			[
				{ ...qiscusNode(QISCUS, parameters, credentials), ...more },
				nodeOf(ASSIGNED, 'n8n-nodes-base.noOp'),
				nodeOf(WAITING, 'n8n-nodes-base.noOp'),
			],
			{ [START]: to(QISCUS), [QISCUS]: { main: outputs } },
		);
		const items = (name: string) => itemsOf(execution, name).map(({ json }) => json);
		return { assigned: items(ASSIGNED), waiting: items(WAITING) };
	}

	it('assigns a room, on the first output', async () => {
		const roomId = await newRoom();
		const { assigned, waiting } = await answer(roomId);
		expect(waiting).toEqual([]);
		expect(assigned).toEqual([
			expect.objectContaining({
				room: expect.objectContaining({ id: roomId }),
				outcome: 'assigned',
				agent: expect.objectContaining({ id: String(agentsOf(roomId)?.[0]), isOnline: true }),
				waitingReason: null,
			}),
		]);
	});

	it('keeps a room waiting where nobody is online, on the second', async () => {
		const roomId = await newRoom();
		const { assigned, waiting } = await withNobody(async () => await answer(roomId));
		expect(assigned).toEqual([]);
		expect(waiting).toEqual([
			expect.objectContaining({
				room: expect.objectContaining({ id: roomId }),
				outcome: 'waiting',
				agent: null,
				waitingReason: 'nobodyOnline',
				waitingMs: expect.any(Number),
			}),
		]);
		expect(agentsOf(roomId)).toEqual([]);
	});

	it('goes on after an empty Room ID, if it is told to', async () => {
		// As of an event without a room: a field that is empty itself is refused by n8n.
		const nothing = '={{ $json.room?.id }}';
		const { assigned, waiting } = await answer(nothing, { onError: 'continueRegularOutput' });
		expect(assigned).toEqual([{ error: 'Room ID is empty' }]);
		expect(waiting).toEqual([]);
		await expect(answer(nothing)).rejects.toThrow('Room ID is empty');
	});
});

describe('as the tool of an AI agent', () => {
	/** What the tool's answer is for the model; the agent's own answer holds it too. */
	async function ask(parameters: Parameters, toolArguments: Record<string, string> = {}) {
		model.toolArguments = toolArguments;
		const execution = await run(
			[
				nodeOf(AGENT, '@n8n/n8n-nodes-langchain.agent', {
					typeVersion: 2.2,
					parameters: { promptType: 'define', text: 'Please', options: {} },
				}),
				nodeOf(MODEL, '@n8n/n8n-nodes-langchain.lmChatOpenAi', {
					typeVersion: 1.2,
					parameters: { model: { __rl: true, mode: 'id', value: 'sandbox' }, options: {} },
					credentials: { openAiApi: openAi },
				}),
				qiscusNode(QISCUS, { descriptionType: 'auto', ...parameters }, credentials, 'Tool'),
			],
			{
				[START]: to(AGENT),
				[MODEL]: to(AGENT, 'ai_languageModel'),
				[QISCUS]: to(AGENT, 'ai_tool'),
			},
		);
		const [item] = itemsOf(execution, AGENT);
		const result = model.toolResults.at(-1) ?? '';
		expect(item?.json).toEqual({ output: `The tool says: ${result}` });
		expect(model.toolNames()).toEqual([QISCUS]);
		return JSON.parse(result) as unknown;
	}

	const ANSWER = { operation: 'answer', roomId: "={{ $fromAI('room', 'The room', 'string') }}" };

	it('says who has a room now', async () => {
		const roomId = await newRoom();
		const result = await ask(ANSWER, { room: roomId });
		expect(result).toMatchObject([
			{ room: { id: roomId }, outcome: 'assigned', agent: { id: String(agentsOf(roomId)?.[0]) } },
		]);
	});

	it('says that a room waits, though that is the second output elsewhere', async () => {
		const roomId = await newRoom();
		const result = await withNobody(async () => await ask(ANSWER, { room: roomId }));
		expect(result).toMatchObject([
			{ room: { id: roomId }, outcome: 'waiting', waitingReason: 'nobodyOnline' },
		]);
	});

	it('says who is there', async () => {
		const result = await ask({ operation: 'getAvailableAgents', roomId: '' });
		const online = vendor.agents.filter((one) => one.isAvailable && !one.forceOffline);
		const names = (result as Array<{ name: string }>).map(({ name }) => name);
		expect(names.sort()).toEqual(online.map(({ name }) => name).sort());
	});
});
