import type { N8nApi, Workflow } from '../../sandbox/n8n/api.ts';
import type { Qiscus } from '../../sandbox/vendors/qiscus/index.ts';
import { writeJson } from '../../sandbox/vendors/shared/jsonText.ts';
import { actionNodes, qiscusMaker, type RunNodes } from './support/actionNode';
import { createCredential, leaks, startVendor } from './support/qiscus';
import { signedIn } from './support/sharedN8n';
import type { Parameters } from './support/workflows';

let api: N8nApi;
let vendor: Qiscus;
let run: RunNodes;
const made: Workflow[] = [];

beforeAll(async () => {
	api = await signedIn();
	vendor = await startVendor({ quirks: { newRoomLagMs: 0 } });
	run = actionNodes(api, qiscusMaker(await createCredential(api, vendor)), made);
});
afterAll(async () => {
	expect(await leaks(api, vendor, made)).toEqual([]);
	for (const { id } of made) await api.deleteWorkflow(id);
	await vendor.close();
});

const roomOf = (roomId: string) => vendor.rooms().find(({ id }) => id === roomId);
const NOWHERE = { url: '', method: 'get', payload: null };
const FILE = 'https://files.example.com/invoice.pdf';
const SHOP = 'https://shop.example.com/?a=1';
const PICTURE = 'https://files.example.com/shirt.png';

/** What the bot says beside a text, and what the customer gets of it. */
const MESSAGES: Array<[string, Parameters, { type: string; text: string; payload: object }]> = [
	[
		'a file',
		{ messageType: 'attachment', fileUrl: FILE, caption: 'Invoice' },
		{ type: 'file_attachment', text: 'Invoice', payload: { url: FILE, caption: 'Invoice' } },
	],
	[
		'buttons',
		{
			messageType: 'buttons',
			text: 'Which?',
			buttons: {
				button: [
					{ label: 'Yes', click: 'postback', replyText: 'I want it' },
					{ label: 'Shop', click: 'link', url: SHOP },
				],
			},
		},
		{
			type: 'buttons',
			text: 'Which?',
			payload: {
				text: 'Which?',
				buttons: [
					{ label: 'Yes', type: 'postback', postback_text: 'I want it', payload: NOWHERE },
					{ label: 'Shop', type: 'link', payload: { ...NOWHERE, url: SHOP } },
				],
			},
		},
	],
	[
		'a carousel',
		{
			messageType: 'carousel',
			cards: {
				card: [
					{
						title: 'Shirt',
						description: 'Blue',
						image: PICTURE,
						click: 'link',
						url: SHOP,
						buttons: { button: [{ label: 'Buy', click: 'postback' }] },
					},
					{ title: 'Hat' },
				],
			},
		},
		{
			type: 'carousel',
			text: 'Shirt, Hat',
			payload: {
				cards: [
					{
						title: 'Shirt',
						description: 'Blue',
						image: PICTURE,
						default_action: { type: 'link', payload: { ...NOWHERE, url: SHOP } },
						buttons: [{ label: 'Buy', postback_text: 'Buy' }],
					},
					{ title: 'Hat', default_action: { type: 'postback', postback_text: 'Hat' } },
				],
			},
		},
	],
];

it.each(MESSAGES)('the bot sends %s', async (_, parameters, comment) => {
	const { roomId } = await vendor.writes();
	const items = await run({ resource: 'message', operation: 'sendAsBot', roomId, ...parameters });
	expect(items).toMatchObject([{ room: { id: roomId }, sent: true }]);
	const [first, second] = roomOf(roomId)?.comments ?? [];
	expect(first).toMatchObject({ text: 'Halo' });
	const { payload, ...said } = comment;
	expect(second).toMatchObject({ ...said, senderType: 'bot' });
	expect(JSON.parse(writeJson(second?.payload))).toMatchObject(payload);
});

describe('with Return All', () => {
	/** More than one page of a hundred. */
	const MANY = 105;
	const asked = (path: string) => vendor.requests.filter((request) => request.path === path);
	const isOnce = (ids: unknown[]) => new Set(ids).size === ids.length;

	it('Message: Get Many gives each message of the room', async () => {
		const { roomId } = await vendor.writes({ text: '0' });
		for (let at = 1; at < MANY; at++) await vendor.writes({ roomId, text: String(at) });
		vendor.requests.length = 0;
		const items = await run({ resource: 'message', operation: 'getAll', roomId, returnAll: true });
		const messages = items.map(({ message }) => message as { id: string; text: string });
		expect(isOnce(messages.map(({ id }) => id))).toBe(true);
		expect(messages.map(({ text }) => Number(text)).sort((a, b) => a - b)).toEqual(
			Array.from({ length: MANY }, (__, at) => at),
		);
		expect(asked('/api/v2.1/rest/load_comments').length).toBeGreaterThan(1);
	});

	it('Room: Get Many gives each room that waits', async () => {
		while (vendor.rooms().length < MANY) await vendor.writes();
		vendor.requests.length = 0;
		const items = await run({
			resource: 'room',
			operation: 'getAll',
			returnAll: true,
			filters: { serveStatus: 'unserved' },
		});
		const ids = items.map(({ room }) => (room as { id: string }).id);
		expect(isOnce(ids)).toBe(true);
		expect([...ids].sort()).toEqual(
			vendor
				.rooms()
				.filter(({ isWaiting, isResolved }) => isWaiting && !isResolved)
				.map(({ id }) => id)
				.sort(),
		);
		expect(ids.length).toBeGreaterThan(100);
		expect(asked('/api/v2/customer_rooms').length).toBeGreaterThan(1);
	});
});
