import type { N8nApi, Workflow } from '../../sandbox/n8n/api.ts';
import type { Qiscus } from '../../sandbox/vendors/qiscus/index.ts';
import { type ChatModel, type Message, startChatModel } from './support/chatModel';
import {
	endedExecutions,
	eventually,
	type Filling,
	madeUpFields,
	publishExample,
} from './support/examples';
import { createCredential, leaks, startVendor } from './support/qiscus';
import { signedIn } from './support/sharedN8n';

const AI_REPLY = 'qiscus-ai-reply.json';
const EVENTS = 'qiscus-events.json';
const HAND_OVER = 'HAND_OVER';

let api: N8nApi;
let vendor: Qiscus;
let model: ChatModel;
let credentials: Required<Filling>['credentials'];
/** With the file of the example. */
const made: Array<{ file: string; workflow: Workflow }> = [];

beforeAll(async () => {
	api = await signedIn();
	model = await startChatModel();
	const openAi = await api.createCredential({
		name: 'Model',
		type: 'openAiApi',
		data: { apiKey: 'sandbox', url: model.url },
	});
	credentials = { openAiApi: openAi };
});
beforeEach(async () => {
	vendor = await startVendor({ quirks: { countLagMs: 0, newRoomLagMs: 0, spuriousMaxAgents: 0 } });
	credentials = { ...credentials, qiscusApi: await createCredential(api, vendor) };
});
afterEach(async () => {
	// Who calls the others goes first.
	for (const { workflow } of [...made].reverse()) await api.deactivate(workflow.id);
	await vendor.settled();
	await vendor.close();
	for (const { file, workflow } of made) {
		const ended = await endedExecutions(api, [workflow]);
		expect(ended.length).toBeGreaterThan(0);
		expect(ended.filter(({ status }) => status !== 'success')).toEqual([]);
		expect(madeUpFields(file, ended)).toEqual([]);
	}
	const workflows = made.splice(0).map(({ workflow }) => workflow);
	expect(await leaks(api, vendor, workflows)).toEqual([]);
	for (const { id } of workflows) await api.deleteWorkflow(id);
});
afterAll(async () => await model.close());

async function publish(file: string, filling: Filling = {}): Promise<Workflow> {
	const workflow = await publishExample(api, file, { credentials, ...filling });
	made.push({ file, workflow });
	return workflow;
}

const roomOf = (id: string) => vendor.rooms().find((room) => room.id === id);
const saidByBot = (id: string) =>
	(roomOf(id)?.comments ?? [])
		.filter(({ senderType }) => senderType === 'bot')
		.map(({ text }) => text);

/** Everybody but one who answers on the website, or everybody, is logged out. */
function online(howMany: 0 | 1): number {
	const agent = vendor.agents.find(({ name }) => name === 'Ayu Lestari');
	if (agent === undefined) throw new Error('No agent');
	for (const { id } of vendor.agents) {
		vendor.setAgent(id, { isAvailable: howMany === 1 && id === agent.id });
	}
	return agent.id;
}

describe('idle rooms', () => {
	const FILE = 'qiscus-idle-rooms.json';
	const REMINDER = 'Still there?';

	/** As another system does. */
	async function botSays(roomId: string, message: string): Promise<void> {
		const { url, app, admin } = vendor;
		const answer = await fetch(`${url}/${app.code}/bot`, {
			method: 'POST',
			headers: {
				'Content-Type': 'application/json',
				'Qiscus-App-Id': app.code,
				'Qiscus-Secret-Key': app.secretKey,
			},
			body: JSON.stringify({ sender_email: admin.sdkEmail, room_id: roomId, message }),
		});
		expect(answer.status).toBe(200);
	}

	it('are reminded once and closed later, but not where a customer waits or answers', async () => {
		const { roomId: waits } = await vendor.writes({ text: 'Hello?' });
		const { roomId: silent } = await vendor.writes();
		const { roomId: answers } = await vendor.writes();
		for (const roomId of [silent, answers]) await botSays(roomId, 'Anything else?');
		const { id } = await publish(FILE, {
			everySeconds: 2,
			settings: {
				remindAfterMinutes: 0.05,
				closeAfterMinutes: 0.1,
				reminderText: REMINDER,
				closingNotes: 'No answer',
			},
		});
		await eventually(() => saidByBot(answers).includes(REMINDER));
		await vendor.writes({ roomId: answers, text: 'Yes' });
		await eventually(() => roomOf(silent)?.isResolved === true);
		expect(roomOf(silent)).toMatchObject({ notes: 'No answer' });
		expect(saidByBot(silent)).toEqual(['Anything else?', REMINDER]);
		const { length } = await api.waitForExecutions(id, 1);
		await api.waitForExecutions(id, length + 2);
		expect(saidByBot(waits)).toEqual([]);
		for (const roomId of [waits, answers]) {
			expect(roomOf(roomId)).toMatchObject({ isResolved: false });
		}
	});
});

describe('the AI reply', () => {
	const lastOf = (conversation: Message[]) => conversation.at(-1)?.content ?? '';

	it('answers, knows what was said before, and calls an agent on request', async () => {
		const agent = online(1);
		const asked: Message[][] = [];
		model.say = (conversation) => {
			asked.push(conversation);
			return `You said: ${lastOf(conversation)}`;
		};
		await publish(AI_REPLY);
		const { roomId } = await vendor.writes({ text: 'When are you open?' });
		await eventually(() => saidByBot(roomId).length === 1);
		await vendor.writes({ roomId, text: 'And on Sunday?' });
		await eventually(() => saidByBot(roomId).length === 2);
		expect(saidByBot(roomId)).toEqual(['You said: When are you open?', 'You said: And on Sunday?']);
		expect(asked[0]?.[0]?.content).toContain(HAND_OVER);
		expect(asked[1]?.map(({ content }) => content)).toContain('When are you open?');

		model.say = () => HAND_OVER;
		await vendor.writes({ roomId, text: 'A person, please' });
		await eventually(() => roomOf(roomId)?.isHandledByBot === false);
		expect(roomOf(roomId)?.agents).toEqual([agent]);
		expect(saidByBot(roomId)).toHaveLength(2);
	});

	it('calls an agent where the model fails, and asks to wait where nobody is there', async () => {
		online(0);
		model.say = () => undefined;
		await publish(AI_REPLY, { parameters: { 'Chat Model': { options: { maxRetries: 0 } } } });
		const { roomId } = await vendor.writes({ text: 'Hello' });
		await eventually(() => saidByBot(roomId).length === 1);
		expect(saidByBot(roomId)).toEqual([expect.stringMatching(/^All our agents are busy/)]);
		const agent = online(1);
		await vendor.writes({ roomId, text: 'Hello?' });
		await eventually(() => roomOf(roomId)?.agents.includes(agent) === true);
	});
});

it('hands each event to all examples that want it, and the model leaves a room that an agent has', async () => {
	online(0);
	model.say = () => 'Hello from the model';
	const without = ['Qiscus Trigger'];
	const assign = await publish('qiscus-assign-waiting-rooms.json', { without, everySeconds: 3 });
	const reply = await publish(AI_REPLY, { without });
	const contacts = await publish('crm-sync.json', {
		without: [...without, 'Zoho SalesIQ Trigger'],
	});
	const calls = ({ id }: Workflow) => ({ workflowId: { __rl: true, mode: 'list', value: id } });
	await publish(EVENTS, {
		parameters: {
			'Assign Waiting Rooms': calls(assign),
			'Answer With AI': calls(reply),
			'Update the Contact': calls(contacts),
		},
	});
	const { roomId } = await vendor.writes({ customerId: 'budi@example.com', name: 'Budi' });
	await eventually(() => saidByBot(roomId).length === 1);
	// The model answers while nobody is there.
	const agent = online(1);
	await eventually(() => roomOf(roomId)?.agents.includes(agent) === true);
	await vendor.writes({ roomId, text: 'To the agent' });
	await api.waitForExecutions(reply.id, 2);
	expect(saidByBot(roomId)).toEqual(['Hello from the model']);
	await vendor.resolves(roomId, { notes: 'All events' });
	await eventually(async () =>
		(await api.tableRows('contacts')).some(
			({ contactId, notes }) => contactId === 'qiscus-budi@example.com' && notes === 'All events',
		),
	);
	await vendor.logsOut(agent);
	// Agent allocation, mark as resolved and user logout.
	await eventually(async () => {
		const runs = await api.listExecutions({ workflowId: assign.id });
		return runs.filter(({ mode }) => mode === 'integrated').length >= 3;
	});
});
