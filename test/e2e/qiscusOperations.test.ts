import { resources } from '../../nodes/Qiscus/resources';
import type { N8nApi, Workflow } from '../../sandbox/n8n/api.ts';
import type { Qiscus, RoomRecord } from '../../sandbox/vendors/qiscus/index.ts';
import { actionNodes, qiscusMaker, type RunNodes } from './support/actionNode';
import { createCredential, leaks, startVendor } from './support/qiscus';
import { signedIn } from './support/sharedN8n';
import type { Parameters } from './support/workflows';

/** Of the vendor's people: two of the website's agents, and one who is not there. */
const [AYU, BAYU, KARTIKA] = [150_001, 150_002, 150_011];
const [BILLING, CARE, ORDER_UPDATE] = [304, 901, 28_001];
const FOREIGN = { url: 'https://crm.example.com/qiscus', enabled: true };

let api: N8nApi;
let vendor: Qiscus;
let run: RunNodes;
const made: Workflow[] = [];

beforeAll(async () => {
	api = await signedIn();
	vendor = await startVendor({ quirks: { countLagMs: 0, newRoomLagMs: 0, spuriousMaxAgents: 0 } });
	run = actionNodes(api, qiscusMaker(await createCredential(api, vendor)), made);
});
afterAll(async () => {
	expect(await leaks(api, vendor, made)).toEqual([]);
	for (const { id } of made) await api.deleteWorkflow(id);
	await vendor.close();
});

interface Case {
	/** What else is so before: in any case a customer has written and waits. */
	before?(roomId: string): unknown;
	/** Beside resource and operation. The item that comes in is the room. */
	parameters?: Parameters;
	/** What the only item that comes out has. */
	item(room: RoomRecord): object;
	/** What the room has then at Qiscus; where it is left out, nothing has changed. */
	room?: object;
	/** What else is true at Qiscus then. */
	after?(): void;
}

const byId = (id: number) => ({ __rl: true, mode: 'id', value: String(id) });
const only = ({ id }: RoomRecord) => ({ room: { id } });
const setForeign = () => vendor.setSlot('userLogout', FOREIGN);
const toAgent = (agentId: number) => async (roomId: string) =>
	await run({
		resource: 'agentAllocation',
		operation: 'handOverToAgent',
		roomId,
		agent: byId(agentId),
	});

/** By resource and operation. */
const CASES: Record<string, Case> = {
	'agent: get': {
		parameters: { agent: byId(AYU) },
		item: () => ({ id: String(AYU), name: 'Ayu Lestari', isOnline: true }),
	},
	'agent: getAll': {
		parameters: { filters: { search: 'ayu lestari' } },
		item: () => ({ id: String(AYU), name: 'Ayu Lestari' }),
	},
	'agent: getByDivision': {
		parameters: { division: byId(BILLING) },
		item: () => ({ name: 'Indah Kusuma', divisions: [{ id: String(BILLING), name: 'Billing' }] }),
	},
	'agentAllocation: getAvailableAgents': {
		parameters: { roomId: '={{ $json.room.id }}', limit: 1 },
		item: ({ channelId }) => ({
			isOnline: true,
			customerCount: 0,
			channelIds: expect.arrayContaining([String(channelId)]),
		}),
	},
	'agentAllocation: getWaitingCount': {
		item: () => ({
			waiting: vendor.rooms().filter(({ isWaiting, isResolved }) => isWaiting && !isResolved)
				.length,
		}),
	},
	'agentAllocation: handOverToAgent': {
		parameters: { agent: byId(AYU) },
		item: (room) => ({ ...only(room), agent: { id: String(AYU) }, isHandledByBot: false }),
		room: { agents: [AYU], isWaiting: false, isHandledByBot: false },
	},
	'agentAllocation: handOverToBot': {
		before: toAgent(AYU),
		item: (room) => ({ ...only(room), isHandledByBot: true }),
		room: { agents: [AYU], isHandledByBot: true },
	},
	'agentAllocation: reassignRooms': {
		before: toAgent(KARTIKA),
		parameters: { gracePeriod: 0, pool: 'agents', agentIds: [String(BAYU)] },
		item: (room) => ({ ...only(room), outcome: 'assigned', agent: { id: String(BAYU) } }),
		room: { agents: [BAYU] },
	},
	'agentAllocation: removeAgent': {
		before: toAgent(AYU),
		parameters: { agent: byId(AYU) },
		item: (room) => ({ ...only(room), agent: { id: String(AYU) }, removed: true }),
		room: { agents: [], isWaiting: true },
	},
	'broadcast: sendTemplate': {
		parameters: {
			channel: byId(CARE),
			template: byId(ORDER_UPDATE),
			language: 'en',
			phoneNumber: '+62 812-3456-789',
			variables: { variable: [{ value: 'Siti' }, { value: '17' }] },
		},
		item: () => ({ status: 'sent', template: { name: 'order_update', language: 'en' } }),
		after: () =>
			expect(vendor.broadcasts).toMatchObject([
				{ templateName: 'order_update', phoneNumber: '628123456789', variables: ['Siti', '17'] },
			]),
	},
	'channel: getAll': {
		parameters: { limit: 1 },
		item: () => ({ id: '903', name: 'Marketplace', kind: 'custom', source: 'marketplace' }),
	},
	'customer: getInformation': {
		before: async (roomId) => await vendor.writes({ roomId, properties: { City: 'Bandung' } }),
		item: (room) => ({
			room: { id: room.id, channel: { name: 'Website' } },
			customer: { id: room.customer.id },
			additionalInfo: [{ key: 'City', value: 'Bandung' }],
		}),
	},
	'customer: setProperty': {
		parameters: { label: 'COMPANY', value: 'Acme & Co' },
		item: ({ contactId }) => ({
			customer: { contactId: String(contactId) },
			property: { label: 'COMPANY', value: 'Acme & Co' },
		}),
		room: { contactProperties: { COMPANY: 'Acme & Co' } },
	},
	'customer: updateInformation': {
		before: async (roomId) => await vendor.writes({ roomId, properties: { City: 'Bandung' } }),
		parameters: { information: { values: [{ key: 'Plan', value: 'Gold' }] } },
		item: only,
		room: { userProperties: { City: 'Bandung', Plan: 'Gold' } },
	},
	'division: getAll': {
		parameters: { limit: 1 },
		item: () => ({ id: '301', name: 'Sales', isDefault: false }),
	},
	'message: getAll': {
		item: (room) => ({
			...only(room),
			message: { type: 'text', text: 'Halo' },
			user: { id: room.customer.id },
		}),
	},
	'message: sendAsBot': {
		parameters: { text: 'Can I help?' },
		item: (room) => ({ ...only(room), sent: true, message: { text: 'Can I help?' } }),
		room: { comments: [{ text: 'Halo' }, { text: 'Can I help?', senderType: 'bot' }] },
	},
	'message: sendSystemEvent': {
		parameters: { text: 'Paid', data: { values: [{ name: 'order', value: '17' }] } },
		item: (room) => ({ ...only(room), sent: true, message: { sender: 'system', text: 'Paid' } }),
		room: { comments: [{ text: 'Halo' }, { type: 'system_event', text: 'Paid' }] },
	},
	'officeHours: get': {
		item: () => ({
			isOpen: expect.any(Boolean),
			timezone: '+07:00',
			days: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'].map((day) => ({
				day,
				start: '09:00',
				end: '17:00',
			})),
		}),
	},
	'room: get': {
		item: ({ id, contactId, customer }) => ({
			room: { id, isWaiting: true, isResolved: false },
			customer: { ...customer, contactId: String(contactId) },
			lastMessage: { text: 'Halo' },
		}),
	},
	'room: getAll': {
		parameters: { limit: 1, filters: { serveStatus: 'unserved' } },
		item: only,
		after: () =>
			expect(vendor.requests.at(-1)).toMatchObject({ path: '/api/v2/customer_rooms', status: 200 }),
	},
	'room: resolve': {
		parameters: { notes: 'Done' },
		item: ({ id }) => ({ room: { id, isResolved: true }, service: { notes: 'Done' } }),
		room: { isResolved: true, notes: 'Done' },
	},
	'room: setBotActive': {
		parameters: { active: true },
		item: (room) => ({ ...only(room), isHandledByBot: true }),
		room: { isHandledByBot: true },
	},
	'tag: add': {
		parameters: { tag: 'vip' },
		item: (room) => ({ ...only(room), name: 'vip' }),
		room: { tags: ['vip'] },
	},
	'tag: getAll': {
		before: async (roomId) => await run({ resource: 'tag', operation: 'add', roomId, tag: 'late' }),
		item: (room) => ({ ...only(room), name: 'late' }),
	},
	'webhook: disable': {
		before: setForeign,
		parameters: { event: 'userLogout' },
		item: () => ({ event: 'userLogout', url: FOREIGN.url, enabled: false, previous: FOREIGN }),
		after: () => expect(vendor.slots().userLogout).toEqual({ ...FOREIGN, enabled: false }),
	},
	'webhook: get': {
		before: setForeign,
		parameters: { event: 'userLogout' },
		item: () => ({ event: 'userLogout', ...FOREIGN, belongsToThisN8n: false }),
		after: () => expect(vendor.slots().userLogout).toEqual(FOREIGN),
	},
};

/** By the test file that runs them. */
const ELSEWHERE = {
	'agentAllocation.test.ts': ['agentAllocation: assignWaitingRooms'],
	'agentAllocationAnswer.test.ts': ['agentAllocation: answer'],
	'qiscusNode.test.ts': [
		'app: getConfiguration',
		'webhook: getAll',
		'webhook: restore',
		'webhook: set',
	],
};

function roomOf(roomId: string): RoomRecord {
	const room = vendor.rooms().find(({ id }) => id === roomId);
	if (room === undefined) throw new Error(`There is no room ${roomId}`);
	return room;
}

it.each(Object.entries(CASES))('%s', async (name, { before, parameters, item, room, after }) => {
	const { roomId } = await vendor.writes();
	await before?.(roomId);
	const was = roomOf(roomId);
	const [resource = '', operation = ''] = name.split(': ');
	const items = await run(
		{ resource: 'room', operation: 'get', roomId },
		{ resource, operation, ...parameters },
	);
	expect(items).toMatchObject([item(was)]);
	if (room === undefined) expect(roomOf(roomId)).toEqual(was);
	else expect(roomOf(roomId)).toMatchObject(room);
	after?.();
});

it('leaves out no operation of the node', () => {
	const all = resources.flatMap(({ value, operations }) =>
		operations.map((operation) => `${value}: ${operation.value}`),
	);
	const tested = [...Object.keys(CASES), ...Object.values(ELSEWHERE).flat()];
	expect(tested.sort()).toEqual(all.sort());
});
