import { resources } from '../../nodes/ZohoSalesIq/resources';
import { permissionOptions } from '../../nodes/ZohoSalesIq/scopes';
import type { N8nApi, Workflow, WorkflowNode } from '../../sandbox/n8n/api.ts';
import type { Execution } from '../../sandbox/n8n/executions.ts';
import type {
	Conversation,
	ConversationQuirks,
	ZohoSalesIq,
} from '../../sandbox/vendors/zohoSalesIq/index.ts';
import {
	actionNodes,
	byHand,
	jsonOf,
	type RunByHand,
	type RunNodes,
	salesIqMaker,
	START,
} from './support/actionNode';
import { nodeOf, to } from './support/allocation';
import { askEach, type Questions } from './support/questions';
import { connect, portal, startVendor } from './support/salesIq';
import { signedIn } from './support/sharedN8n';
import type { Parameters } from './support/workflows';

const APP = '40526000000002043';
const SALES = '301050000004';
const PATRICIA = { id: '30000000000006', name: 'Patricia', email: 'patricia@zylker.com' };
const AMELIA = '30102333033336';
const VIP = '30000000210001';
const ARCHIVED = '30000000210005';
const ISO = expect.stringMatching(/^\d{4}-\d\d-\d\dT/);

/** What an operation is asked about a chat of its own, what comes out, and how the chat is then. */
interface Case {
	parameters?: Parameters;
	items: object[];
	chat?: object;
}

const id = portal;

/** Every operation; the chat has been picked up, and rated, and one message of each side is in it. */
const CASES: Record<string, (chat: Conversation) => Case> = {
	addTags: (chat) => ({
		parameters: { tagIds: `${VIP}, ${ARCHIVED}` },
		items: [
			{ id: VIP, conversationId: chat.id, added: true, name: 'VIP' },
			{ id: ARCHIVED, conversationId: chat.id, added: false },
		],
		chat: { tagIds: [VIP] },
	}),
	close: (chat) => ({
		items: [{ conversation: { id: chat.id, status: 'Ended', endTime: ISO } }],
		chat: { standing: 'ended' },
	}),
	create: () => ({
		parameters: {
			appId: id(APP),
			departmentId: id(SALES),
			visitorId: 'crm-7',
			question: 'In stock?',
			additionalFields: { name: 'Dewi', customerInfo: { info: [{ name: 'Plan', value: 'Gold' }] } },
		},
		items: [{ id: expect.stringMatching(/^[0-9a-f]{32}$/), visitor: { name: 'Dewi' } }],
	}),
	get: (chat) => ({
		items: [
			{
				conversation: { id: chat.id, question: chat.question, openedTime: ISO },
				visitor: { name: 'Tricia' },
				operator: PATRICIA,
			},
		],
	}),
	getAll: (chat) => ({
		parameters: {
			limit: 1,
			sortBy: 'updated_time',
			filters: { visitorEmail: chat.visitor.email, status: 'connected' },
		},
		items: [{ conversation: { id: chat.id }, visitor: { email: chat.visitor.email } }],
	}),
	getFeedback: (chat) => ({
		items: [{ conversationId: chat.id, rating: 4, feedback: 'Good' }],
	}),
	getMessages: (chat) => ({
		parameters: { returnAll: true, order: 'newestFirst' },
		items: [
			{ conversationId: chat.id, text: 'Hello', sender: { type: 'operator', ...named(PATRICIA) } },
			{ text: chat.question, time: ISO, sender: { type: 'visitor' } },
		],
	}),
	pickUp: (chat) => ({
		items: [{ conversation: { id: chat.id, status: 'Connected' }, attender: PATRICIA }],
		chat: { standing: 'connected', attenderId: PATRICIA.id },
	}),
	sendMessage: (chat) => ({
		parameters: { text: 'One moment' },
		items: [{ conversationId: chat.id, text: 'One moment', sender: { type: 'operator' } }],
		chat: { messages: [{}, {}, { text: 'One moment' }] },
	}),
	transfer: (chat) => ({
		parameters: { departmentId: id(SALES), operatorId: id(AMELIA), note: 'VIP' },
		items: [{ conversation: { id: chat.id } }],
		chat: { transfer: { departmentId: SALES, operatorId: AMELIA } },
	}),
};
const NAMES = Object.keys(CASES);
/** Tried with a file. */
const DOWNLOAD = 'downloadAttachment';

const named = ({ id: operatorId, name }: typeof PATRICIA) => ({ id: operatorId, name });

let api: N8nApi;
let vendor: ZohoSalesIq;
let asOperator: WorkflowNode['credentials'];
let asVisitor: WorkflowNode['credentials'];
let run: RunByHand;
let runChain: RunNodes;
const made: Workflow[] = [];

beforeAll(async () => {
	api = await signedIn();
	run = byHand(api, made);
	vendor = await startVendor();
	const permissions = permissionOptions.map(({ value }) => String(value));
	const organisation = { permissions, authoriseAs: '/oauth/v2/org/auth' };
	const operator = await connect(api, vendor, { permissions });
	asOperator = { zohoSalesIqOAuth2Api: operator };
	runChain = actionNodes(api, salesIqMaker(operator), made);
	asVisitor = { zohoSalesIqOAuth2Api: await connect(api, vendor, organisation) };
});
afterAll(async () => {
	for (const { id: workflowId } of made) await api.deleteWorkflow(workflowId);
	await vendor.close();
});

function conversationNode(
	name: string,
	operation: string,
	{ id: chatId }: Conversation,
	parameters: Parameters = {},
): WorkflowNode {
	return nodeOf(name, 'n8n-nodes-qiscus-salesiq.zohoSalesIq', {
		parameters: {
			resource: 'conversation',
			operation,
			portal: portal('zylker'),
			conversationId: id(chatId),
			...parameters,
		},
		credentials: operation === 'create' ? asVisitor : asOperator,
	});
}

/** A chat of a visitor of its own. */
async function beginChat(operation: string): Promise<Conversation> {
	const { conversations: desk } = vendor;
	const email = `${operation.toLowerCase()}@example.com`;
	const { conversation } = await desk.start({ visitor: { email } });
	if (operation === 'pickUp') return conversation;
	await desk.pickUp(conversation.id);
	await desk.reply(conversation.id, 'Hello');
	await desk.rate(conversation.id, { rating: 4, feedback: 'Good' });
	return conversation;
}

it('every operation of conversations is here', () => {
	const operations = resources.find(({ value }) => value === 'conversation')?.operations ?? [];
	expect([...NAMES, DOWNLOAD].sort()).toEqual(operations.map(({ value }) => value).sort());
});

describe('an operation on conversations', () => {
	let execution: Execution;
	const chats = new Map<string, Conversation>();

	// All in one workflow, each with a chat of its own.
	beforeAll(async () => {
		const nodes: WorkflowNode[] = [];
		for (const name of NAMES) {
			const chat = await beginChat(name);
			chats.set(name, chat);
			const node = conversationNode(name, name, chat, CASES[name]?.(chat).parameters);
			// So that the others run, and the item tells the error.
			nodes.push({ ...node, onError: 'continueRegularOutput' });
		}
		vendor.expireTokens();
		const targets = NAMES.map((node) => ({ node, type: 'main', index: 0 }));
		execution = await run(nodes, { [START]: { main: [targets] } });
	});

	it.each(NAMES)('%s does what it says', (name) => {
		const chat = chats.get(name);
		const one = chat && CASES[name]?.(chat);
		if (one === undefined) throw new Error(name);
		expect(jsonOf(execution, name)).toMatchObject(one.items);
		expect(chat).toMatchObject(one.chat ?? {});
	});
});

it('sends a file, downloads it from the message, and sends that again, to the last byte', async () => {
	const chat = await beginChat('file');
	const text = 'Grüße aus Bandung\n'.repeat(10_000);
	const [TEXT, FILE, SEND, MESSAGES, GET, AGAIN] = ['1', '2', '3', '4', '5', '6'] as const;
	const execution = await run(
		[
			nodeOf(TEXT, 'n8n-nodes-base.set', {
				typeVersion: 3.4,
				parameters: { mode: 'raw', jsonOutput: JSON.stringify({ text }) },
			}),
			nodeOf(FILE, 'n8n-nodes-base.convertToFile', {
				typeVersion: 1.1,
				parameters: {
					operation: 'toText',
					sourceProperty: 'text',
					options: { fileName: 'greetings.txt' },
				},
			}),
			conversationNode(SEND, 'sendMessage', chat, { messageType: 'file', comment: 'See' }),
			conversationNode(MESSAGES, 'getMessages', chat, { order: 'newestFirst', limit: 1 }),
			conversationNode(GET, DOWNLOAD, chat),
			conversationNode(AGAIN, 'sendMessage', chat, { messageType: 'file' }),
		],
		{
			[START]: to(TEXT),
			[TEXT]: to(FILE),
			[FILE]: to(SEND),
			[SEND]: to(MESSAGES),
			[MESSAGES]: to(GET),
			[GET]: to(AGAIN),
		},
	);
	const size = Buffer.byteLength(text);
	const [sent, again] = chat.messages.slice(-2);
	const file = { name: 'greetings.txt', type: 'text/plain' };
	expect(sent?.file).toMatchObject({ ...file, comment: 'See' });
	expect(again?.file).toMatchObject({ ...file, comment: '' });
	expect(sent?.file?.content.toString('utf8')).toBe(text);
	expect(again?.file?.content.equals(sent?.file?.content ?? Buffer.alloc(0))).toBe(true);
	expect(jsonOf(execution, SEND)).toMatchObject([{ type: 'file', file: { size } }]);
	expect(jsonOf(execution, GET)).toMatchObject([{ fileName: 'greetings.txt', size }]);
});

const about = ({ id: chatId }: Conversation, operation: string, more: object = {}) => ({
	resource: 'conversation',
	operation,
	conversationId: id(chatId),
	...more,
});
/** More than a page of 99, some of them begun in the same moment. */
const MANY = 110;
const addMany = async () => {
	const email = `${crypto.randomUUID()}@example.com`;
	const first = Date.now() - 60_000;
	for (let at = 0; at < MANY; at++) {
		const startTime = first + 10 * Math.floor(at / 3);
		await vendor.conversations.start({ startTime, visitor: { email } });
	}
	return { email, first };
};
const readsAll = async () => {
	const { email } = await addMany();
	const filters = { visitorEmail: email };
	const list = { resource: 'conversation', operation: 'getAll', returnAll: true, filters };
	const items = (await runChain(list)) as Array<{ conversation: { id: string } }>;
	expect(items).toHaveLength(MANY);
	expect(new Set(items.map(({ conversation }) => conversation.id)).size).toBe(MANY);
};
const readsLongChat = async () => {
	const { conversation } = await vendor.conversations.start({ question: '0' });
	const texts = [...Array(230).keys()].map(String);
	for (const text of texts.slice(1)) await vendor.conversations.visitorReply(conversation.id, text);
	const items = await runChain(about(conversation, 'getMessages', { returnAll: true }));
	expect(items.map(({ text }) => text)).toEqual(texts);
};

const QUESTIONS: Questions<ConversationQuirks> = {
	actionMethod: {
		positions: ['PUT', 'POST'],
		check: async () => {
			const { conversation } = await vendor.conversations.start();
			await runChain(about(conversation, 'pickUp'), about(conversation, 'close'));
			expect(conversation).toMatchObject({ attenderId: PATRICIA.id, standing: 'ended' });
		},
	},
	transferNote: {
		positions: ['note', 'notes'],
		check: async () => {
			const { conversation } = await vendor.conversations.start();
			const transfer = { departmentId: id(SALES), note: 'VIP' };
			await runChain(about(conversation, 'transfer', transfer));
			expect(conversation.transfer).toMatchObject({ departmentId: SALES });
		},
	},
	conversationsOrder: { positions: ['newestFirst', 'oldestFirst'], check: readsAll },
	timeBounds: {
		positions: ['exclusive', 'inclusive'],
		check: async () => {
			await readsAll();
			await readsLongChat();
		},
	},
	listOfOwnDepartment: {
		positions: [true, false],
		check: async (isOwn) => {
			const { conversation } = await vendor.conversations.start({ departmentId: SALES });
			const list = { resource: 'conversation', operation: 'getAll', limit: 1 };
			const [item] = await runChain(list);
			const isThere = (item?.conversation as { id: string }).id === conversation.id;
			expect(isThere).toBe(!isOwn);
			const filters = { departmentId: id(SALES) };
			expect(await runChain({ ...list, filters })).toMatchObject([
				{ conversation: { id: conversation.id } },
			]);
		},
	},
	messagesFromTime: { positions: ['onwards', 'backwards'], check: readsLongChat },
	moreDataAvailable: { positions: [true, false], check: readsLongChat },
	attachmentUrl: {
		positions: ['relative', 'absolute'],
		check: async () => {
			const { conversation } = await vendor.conversations.start();
			const file = { name: 'a.txt', type: 'text/plain', content: Buffer.from('abc') };
			await vendor.conversations.visitorReply(conversation.id, { file });
			const last = about(conversation, 'getMessages', { order: 'newestFirst', limit: 1 });
			expect(await runChain(last, about(conversation, DOWNLOAD))).toMatchObject([
				{ fileName: 'a.txt', mimeType: 'text/plain', size: 3 },
			]);
		},
	},
	visitorSideOfOrganisation: {
		positions: [true, false],
		check: async (isOfOrganisation) => {
			const { conversation } = await vendor.conversations.start();
			const created = runChain(
				about(conversation, 'create', CASES.create?.(conversation).parameters),
			);
			if (isOfOrganisation) await expect(created).rejects.toThrow(/may not do this/);
			else expect(await created).toMatchObject([{ question: 'In stock?' }]);
		},
	},
};

askEach(QUESTIONS, () => vendor.quirks);
