import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import fc from 'fast-check';

import { redact } from '../../../nodes/Qiscus/redact';
import { eventOptions, type EventName } from '../../../nodes/Qiscus/trigger/events';
import { simplify } from '../../../nodes/Qiscus/trigger/output';
import type { TriggerSettings } from '../../../nodes/Qiscus/trigger/settings';
import { qiscusSteps } from '../../../nodes/Qiscus/trigger/steps';
import { parseLossless } from '../../../nodes/shared/json/parseLossless';
import type { JsonObject, JsonValue } from '../../../nodes/shared/json/types';

const FIXTURES = join(__dirname, '../../fixtures/qiscus');
const APP_ID = 'oni-bgo2lummmhvzqxbt5';
const NOW = Date.UTC(2025, 6, 14, 3, 21, 9, 5);

const EVENTS = eventOptions.map(({ value }) => value as EventName);
const names = readdirSync(join(FIXTURES, 'events'))
	.filter((file) => file.endsWith('.json'))
	.map((file) => file.slice(0, -'.json'.length));

const parsed = (text: string) => parseLossless(text) as JsonObject;
const read = (folder: string, name: string) =>
	parsed(readFileSync(join(FIXTURES, folder, `${name}.json`), 'utf8'));
/** A payload as the trigger has it: without secrets. */
const payload = (name: string) => redact(read('events', name)) as JsonObject;
const eventOf = (name: string) => name.split('.')[0] as EventName;
const simplified = (event: EventName, body: JsonObject) => simplify(event, body, APP_ID);
const itemOf = (name: string, body: JsonObject = payload(name)) => simplified(eventOf(name), body);

/** What the trigger makes of a body, from its recognition to its item. */
function delivered(event: EventName, body: JsonObject, isSimplified = true): JsonObject {
	const settings: TriggerSettings = {
		isManual: false,
		events: EVENTS,
		replaces: false,
		isSimplified,
		filters: {},
		hasChosenSenders: false,
		confirmsRooms: false,
		repeatWindowMs: 10_000,
	};
	const steps = qiscusSteps(settings, {
		token: 'token',
		access: { appId: APP_ID, signatureSecret: '', webhookToken: '' },
		knowsRoom: async () => ({ ok: true, data: true }),
		now: () => NOW,
	});
	const delivery = { method: 'POST', headers: {}, query: { event }, rawBody: Buffer.alloc(0) };
	const step = steps.recognise(body, delivery);
	if ('end' in step) throw new Error('The body was not recognised');
	return steps.output(step.next, steps.identify(step.next).eventId);
}

type Path = readonly string[];
type Leaf = { path: Path; value: JsonValue };

/** Every value that holds no other, with the names and places that lead to it. */
function leavesOf(value: JsonValue | undefined, path: Path = []): Leaf[] {
	if (value === undefined) return [];
	if (typeof value !== 'object' || value === null) return [{ path, value }];
	return Object.entries(value).flatMap(([key, member]) => leavesOf(member, [...path, key]));
}

/** A copy with every member that is no list and no object replaced. */
function rewritten(
	value: JsonValue,
	change: (value: JsonValue, path: Path) => JsonValue | undefined,
	path: Path = [],
): JsonValue {
	if (typeof value !== 'object' || value === null) return change(value, path) ?? value;
	if (Array.isArray(value)) {
		return value.map((member, at) => rewritten(member, change, [...path, String(at)]));
	}
	return Object.fromEntries(
		Object.entries(value).map(([key, member]) => [
			key,
			rewritten(member ?? null, change, [...path, key]),
		]),
	);
}

/** Members that Qiscus sends as objects at one time and as texts with JSON at another. */
const isPackable = (path: Path) =>
	/^(?:extras|room_log\.extras|payload\.room\.options)$/.test(path.join('.'));

function unpacked(value: JsonValue): JsonValue {
	return rewritten(value, (text, path) =>
		isPackable(path) && typeof text === 'string' ? parseLossless(text) : text,
	);
}

function packed(value: JsonValue, path: Path = []): JsonValue {
	if (typeof value !== 'object' || value === null) return value;
	if (isPackable(path)) return JSON.stringify(value);
	if (Array.isArray(value)) return value;
	return Object.fromEntries(
		Object.entries(value).map(([key, member]) => [key, packed(member ?? null, [...path, key])]),
	);
}

/** The forms in which a value may come out, from the documented conversions. */
function formsOf(value: JsonValue): JsonValue[] {
	if (typeof value === 'number') {
		const isPointInTime = value >= 1e8 && value < 1e11;
		return [
			value,
			String(value),
			...(isPointInTime ? [new Date(value * 1_000).toISOString()] : []),
		];
	}
	if (typeof value !== 'string') return [value];
	return [
		value,
		value.replace(/^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)$/, '$1T$2'),
		...(/^\d{1,15}$/.test(value) ? [Number(value)] : []),
		...(value === 'true' || value === 'false' ? [value === 'true'] : []),
	];
}

/** What another member of the item tells, and so need not be there in the vendor's words. */
const TOLD: ReadonlyArray<readonly [path: RegExp, value: JsonValue, by: Path, as: JsonValue]> = [
	[/^(?:payload\.)?type$/, 'post_comment_mobile', ['message', 'origin'], 'client'],
	[/^(?:payload\.)?type$/, 'post_comment_rest', ['message', 'origin'], 'api'],
	[/^type$/, 'auth', ['event'], 'userLogout'],
	[/^webhook_type$/, 'NEW_SESSION_WEBHOOK', ['event'], 'newSession'],
	[/^candidate_agent\.type$/, 2, ['candidateAgent', 'role'], 'agent'],
	[/^payload\.user\.type$/, 1, ['user', 'role'], 'admin'],
	[/^payload\.user\.type$/, 2, ['user', 'role'], 'agent'],
	[/^payload\.user\.type$/, 3, ['user', 'role'], 'supervisor'],
];

function isTold(item: JsonObject, { path, value }: Leaf): boolean {
	return TOLD.some(([pattern, held, by, as]) => {
		if (!pattern.test(path.join('.')) || held !== value) return false;
		return leavesOf(item).some((leaf) => leaf.path.join() === by.join() && leaf.value === as);
	});
}

/** Extras without content, and an empty twin, tell nothing. */
const isEmpty = ({ path, value }: Leaf) =>
	(/^(?:room_log\.)?extras$/.test(path.join('.')) && (value === null || value === '')) ||
	(path.at(-1)?.endsWith('_str') === true && value === '');

describe('simplify', () => {
	it('has an expected item for every payload', () => {
		expect(readdirSync(join(FIXTURES, 'expected')).sort()).toEqual(
			names.map((name) => `${name}.json`).sort(),
		);
		expect([...new Set(names.map(eventOf))].sort()).toEqual([...EVENTS].sort());
	});

	it.each(names)('makes the expected item of %s', (name) => {
		const { eventId, receivedAt, ...item } = delivered(eventOf(name), read('events', name));
		expect(item).toStrictEqual(read('expected', name));
		expect(eventId).toMatch(/^[0-9a-f]{32}$/);
		expect(receivedAt).toBe('2025-07-14T03:21:09.005Z');
	});

	it.each(names)('has the members of %s in their order', (name) => {
		const item = delivered(eventOf(name), read('events', name));
		const orders: Array<[JsonValue | undefined, string]> = [
			[
				item,
				'eventId event receivedAt appId room customer message agent candidateAgent resolvedBy service latestService user action actionAt tags notes additionalInfo isNewSession participants roomLog',
			],
			[item.room, 'id name source channel isResolved isWaiting'],
			[(item.room as JsonObject | undefined)?.channel, 'id name'],
			[item.customer, 'id name email phone avatarUrl properties'],
			[item.message, 'id type origin sender text payload sentAt'],
		];
		for (const [object, order] of orders) {
			const keys = Object.keys(object ?? {});
			const wanted = order.split(' ').filter((key) => keys.includes(key));
			expect(keys.slice(0, wanted.length)).toEqual(wanted);
		}
	});

	it.each(names)('leaves the body of %s as it was', (name) => {
		const body = payload(name);
		itemOf(name, body);
		expect(body).toEqual(payload(name));
	});

	it.each(names)(
		'gives nothing of the secrets of %s away, and in the raw mode all else',
		(name) => {
			const body = read('events', name);
			const raw = delivered(eventOf(name), body, false);
			const secrets = leavesOf(body).filter(
				({ value }) => typeof value === 'string' && value.startsWith('<<secret:'),
			);
			for (const item of [raw, delivered(eventOf(name), body)]) {
				expect(JSON.stringify(item)).not.toMatch(/<<|_token|_key\b|sdkKey|Token/);
			}
			const left = leavesOf(raw).map(({ path }) => path.join('.'));
			const isSecret = (path: string) => /_token$|(?:sdk|qismo)_key$/.test(path);
			expect(left).toEqual(
				leavesOf(body)
					.map(({ path }) => path.join('.'))
					.filter((path) => !isSecret(path)),
			);
			expect(secrets.every(({ path }) => isSecret(path.join('.')))).toBe(true);
		},
	);

	describe.each(names)('loses of %s', (name) => {
		const event = eventOf(name);
		const body = unpacked(payload(name)) as JsonObject;

		it('no value', () => {
			const item = { event, ...itemOf(name) };
			const found = new Set(leavesOf(item).map(({ value }) => value));
			for (const leaf of leavesOf(body)) {
				const isFound = formsOf(leaf.value).some((form) => found.has(form));
				expect({ ...leaf, isFound: isFound || isTold(item, leaf) || isEmpty(leaf) }).toEqual({
					...leaf,
					isFound: true,
				});
			}
		});

		/** So that a value is not taken for found because another member has the same. */
		it('no member, whatever its value is', () => {
			leavesOf(body).forEach(({ path, value }, at) => {
				const other = typeof value === 'number' ? 700_000_000 + at : `value ${at}`;
				const changed = rewritten(body, (old, where) =>
					where.join('.') === path.join('.') ? other : old,
				) as JsonObject;
				for (const shape of [changed, packed(changed) as JsonObject]) {
					const found = leavesOf(simplified(event, shape)).map((leaf) => leaf.value);
					const isFound = formsOf(other).some((form) => found.includes(form));
					expect({ path, isFound }).toEqual({ path, isFound: true });
				}
			});
		});
	});
});

describe('simplify makes the same item of', () => {
	const isId = (path: Path) => /^(?:id|.*_id)$/.test(path.at(-1) ?? '');
	const isOwnId = (path: Path) => isId(path) || /^(?:from\.)?email$/.test(path.slice(-2).join('.'));
	const asNumber = (value: JsonValue) =>
		typeof value === 'string' && /^[1-9]\d{0,14}$/.test(value) ? Number(value) : value;
	const asText = (value: JsonValue) => (typeof value === 'number' ? String(value) : value);
	const all =
		(change: (value: JsonValue, path: Path) => JsonValue) =>
		(body: JsonObject): JsonObject =>
			rewritten(body, change) as JsonObject;

	const idsAsNumbers = all((value, path) => (isOwnId(path) ? asNumber(value) : value));
	const idsAsTexts = all((value, path) => (isId(path) ? asText(value) : value));
	const truthsAsTexts = all((value) => (typeof value === 'boolean' ? String(value) : value));
	const truths = all((value) => (value === 'true' || value === 'false' ? value === 'true' : value));
	const isUnix = (path: Path) => /^(?:unix_(?:nano_)?)?timestamp$/.test(path.at(-1) ?? '');
	const timesAsTexts = all((value, path) => (isUnix(path) ? asText(value) : value));
	const timesAsNumbers = all((value, path) => (isUnix(path) ? asNumber(value) : value));

	function withoutTwins(value: JsonValue): JsonValue {
		if (typeof value !== 'object' || value === null) return value;
		if (Array.isArray(value)) return value.map(withoutTwins);
		return Object.fromEntries(
			Object.entries(value)
				.filter(([key]) => !key.endsWith('_str'))
				.map(([key, member]) => [key, withoutTwins(member ?? null)]),
		);
	}

	const SHAPES: Array<[string, (body: JsonObject) => JsonObject]> = [
		['its texts with JSON as objects', (body) => unpacked(body) as JsonObject],
		['its objects as texts with JSON', (body) => packed(body) as JsonObject],
		['ids as numbers', idsAsNumbers],
		['ids as texts', idsAsTexts],
		['truths as texts', truthsAsTexts],
		['truths as truths', truths],
		['seconds as texts', timesAsTexts],
		['seconds as numbers', timesAsNumbers],
		['ids once, without the twins that are texts', (body) => withoutTwins(body) as JsonObject],
		[
			'everything as texts',
			(body) => packed(idsAsTexts(truthsAsTexts(timesAsTexts(body)))) as JsonObject,
		],
		[
			'everything as it should be',
			(body) => withoutTwins(idsAsNumbers(truths(timesAsNumbers(body)))) as JsonObject,
		],
	];
	const pairs = SHAPES.flatMap(([shape, change]) =>
		names.map((name): [string, string, (body: JsonObject) => JsonObject] => [name, shape, change]),
	);

	it.each(pairs)('%s with %s', (name, _shape, change) => {
		const body = unpacked(payload(name)) as JsonObject;
		const changed = change(body);
		expect(itemOf(name, changed)).toStrictEqual(itemOf(name));
		// Redacting the other shape comes to the same, too.
		expect(delivered(eventOf(name), changed)).toMatchObject(read('expected', name));
	});

	it('changes something in each shape', () => {
		for (const [shape, change] of SHAPES) {
			const changed = names.filter((name) => {
				const body = payload(name);
				const start = shape.includes('as objects') ? body : (unpacked(body) as JsonObject);
				return JSON.stringify(change(start)) !== JSON.stringify(start);
			});
			expect([shape, changed.length > 0]).toEqual([shape, true]);
		}
	});

	it('an older and a newer allocation', () => {
		const newer = payload('agentAllocation.newer');
		const { app_code: _code, ...withoutCode } = newer;
		const { app_id: _id, ...withoutId } = newer;
		expect(simplified('agentAllocation', withoutCode)).toStrictEqual(
			simplified('agentAllocation', newer),
		);
		expect(simplified('agentAllocation', withoutId)).toStrictEqual(
			simplified('agentAllocation', newer),
		);
	});

	it('an older and a newer message', () => {
		const newer = payload('botMessage.whatsApp');
		const { app_code: _code, channel: _channel, ...older } = newer;
		const { type: _type, ...inner } = older.payload as JsonObject;
		for (const body of [older, { ...older, payload: inner }, { ...newer, type: undefined }]) {
			expect(simplified('botMessage', body)).toStrictEqual(simplified('botMessage', newer));
		}
	});

	it.each([[null], [''], ['{}'], [{}], [{ user_properties: [] }], ['{"user_properties":[]}']])(
		'no extras and extras that are %j',
		(extras) => {
			const { extras: _, ...without } = payload('agentAllocation.extrasNull');
			expect(simplified('agentAllocation', { ...without, extras })).toStrictEqual(
				simplified('agentAllocation', without),
			);
			const session = payload('newSession.attachment');
			const log = session.room_log as JsonObject;
			expect(simplified('newSession', { ...session, room_log: { ...log, extras } })).toStrictEqual(
				simplified('newSession', session),
			);
		},
	);

	it('properties of each kind', () => {
		const button = (members: JsonObject) => simplified('customButton', members);
		const expected = [{ key: 'Domicile', value: 'Bandung' }];
		for (const entry of [
			{ key: 'Domicile', value: 'Bandung' },
			{ label: 'Domicile', value: 'Bandung' },
			{ Domicile: 'Bandung' },
		]) {
			expect(button({ additional_info: [entry] }).additionalInfo).toEqual(expected);
			expect(button({ customer_properties: [entry] }).customer).toEqual({ properties: expected });
			expect(
				simplified('agentAllocation', { extras: { user_properties: [entry] } }).additionalInfo,
			).toEqual(expected);
			expect(
				simplified('markAsResolved', { customer: { additional_info: [entry] } }).additionalInfo,
			).toEqual(expected);
		}
	});
});

describe('simplify takes', () => {
	it('customers whose id is an address, a phone number, or neither', () => {
		const customer = (email: JsonValue) => simplified('agentAllocation', { email }).customer;
		expect(customer('a@x.com')).toEqual({ id: 'a@x.com', email: 'a@x.com' });
		expect(customer('6280000000001')).toEqual({ id: '6280000000001', phone: '6280000000001' });
		expect(customer(6280000000001)).toEqual({ id: '6280000000001', phone: '6280000000001' });
		expect(customer('+6280000000001')).toEqual({ id: '+6280000000001', phone: '+6280000000001' });
		expect(customer('line-U4af4980629')).toEqual({ id: 'line-U4af4980629' });
		expect(customer('12345')).toEqual({ id: '12345' });
		expect(customer(null)).toBeUndefined();
	});

	it('a phone number as phone in every event that has a customer', () => {
		const whatsApp = names.filter((name) =>
			JSON.stringify(payload(name)).includes('"6280000000001"'),
		);
		expect([...new Set(whatsApp.map(eventOf))].sort()).toEqual(
			['agentAllocation', 'botMessage', 'markAsResolved', 'newSession'].sort(),
		);
		for (const name of whatsApp) {
			const customer = itemOf(name).customer as JsonObject;
			expect(customer).toMatchObject({ id: '6280000000001', phone: '6280000000001' });
			expect(customer.email).toBeUndefined();
		}
	});

	it('roles as numbers and as words', () => {
		const user = (members: JsonObject) =>
			(simplified('userLogout', { payload: { user: members } }).user as JsonObject).role;
		expect([1, 2, 3, '1', 'Agent', 'supervisor'].map((type) => user({ type }))).toEqual([
			'admin',
			'agent',
			'supervisor',
			'admin',
			'agent',
			'supervisor',
		]);
		expect(user({ type_as_string: 'agent' })).toBe('agent');
		expect(simplified('userLogout', { payload: { user: { type: 9 } } }).user).toEqual({ type: 9 });
		expect(simplified('userLogout', { payload: { user: { type: 'owner' } } }).user).toEqual({
			type: 'owner',
		});
	});

	it('messages of the app’s own people', () => {
		const message = { text: 'Hi', timestamp: '2025-07-14T03:21:09Z' };
		const admin = { id: 5, email: `${APP_ID}_admin@qismo.com`, name: 'Bot' };
		expect(simplified('botMessage', { payload: { from: admin, message } })).toEqual({
			appId: APP_ID,
			message: { sender: 'admin', text: 'Hi', sentAt: '2025-07-14T03:21:09Z' },
			agent: { sdkId: '5', email: `${APP_ID}_admin@qismo.com`, name: 'Bot' },
		});
		const agent = { ...admin, email: `${APP_ID}_agent-one@example.com` };
		expect(simplified('botMessage', { payload: { from: agent, message } })).toMatchObject({
			message: { sender: 'agent' },
			agent: { sdkId: '5' },
		});
	});

	it('messages by client, by API, and of no known origin', () => {
		const message = (type: JsonValue) => simplified('botMessage', { type, payload: {} });
		expect(message('post_comment_mobile')).toEqual({
			appId: APP_ID,
			message: { origin: 'client' },
		});
		expect(message('post_comment_rest')).toEqual({ appId: APP_ID, message: { origin: 'api' } });
		expect(message('post_comment')).toEqual({ appId: APP_ID, type: 'post_comment' });
	});

	it('what a bot puts into a message as it is', () => {
		const free = { is_x: 'true', user_id: 5, created_at: '2019-02-04 04:49:47', 'a b': [1] };
		const message = { payload: free, extras: free, text: ' true ' };
		expect(simplified('botMessage', { payload: { message } }).message).toEqual(message);
	});

	it('times with and without a zone, and keeps what is no time', () => {
		const service = (created_at: JsonValue) =>
			(
				simplified('agentAllocation', { latest_service: { created_at } })
					.latestService as JsonObject
			).createdAt;
		expect(service('2019-02-04 04:49:47')).toBe('2019-02-04T04:49:47');
		expect(service('2022-10-03T02:15:40Z')).toBe('2022-10-03T02:15:40Z');
		expect(service('2022-12-01T04:03:02')).toBe('2022-12-01T04:03:02');
		expect(service('yesterday')).toBe('yesterday');
		expect(service(null)).toBeNull();
		const logout = (timestamp: JsonValue) =>
			simplified('userLogout', { payload: { timestamp } }).actionAt;
		expect(logout(1669004080)).toBe('2022-11-21T04:14:40.000Z');
		expect(logout('1669004080')).toBe('2022-11-21T04:14:40.000Z');
		expect(logout(1669004080123)).toBe('2022-11-21T04:14:40.123Z');
		expect(logout('soon')).toBe('soon');
		const unix = (unix_timestamp: JsonValue) =>
			(simplified('botMessage', { payload: { message: { unix_timestamp } } }).message as JsonObject)
				.unixTimestamp;
		expect([1752463269, '1752463269', 1752463269000].map(unix)).toEqual([
			1752463269, 1752463269, 1752463269000,
		]);
	});

	it('every digit of ids', () => {
		const body = parsed('{"payload":{"message":{"id":68564000016029999,"comment_before_id":0}}}');
		expect(simplified('botMessage', body).message).toEqual({
			id: '68564000016029999',
			commentBeforeId: '0',
		});
		expect(simplified('customButton', parsed('{"room_id":12345678901234567890}')).room).toEqual({
			id: '12345678901234567890',
		});
	});

	it('a customer’s other fields beside the id', () => {
		const customer = (members: JsonObject) =>
			simplified('markAsResolved', { customer: members }).customer;
		expect(customer({ user_id: 'line-U4af', email: 'a@x.com' })).toEqual({
			id: 'line-U4af',
			email: 'a@x.com',
		});
		expect(customer({ user_id: '628000000001', email: 'a@x.com' })).toEqual({
			id: '628000000001',
			phone: '628000000001',
			email: 'a@x.com',
		});
	});

	it('members that it does not know, beside what they came with', () => {
		expect(
			simplified('botMessage', {
				new_member: 1,
				payload: {
					other_member: { deep_er: [{ last_id: 5 }] },
					from: { email: 'a@x.com', is_vip: 'true' },
					message: { is_read: 'false', reply_to: null },
					room: {
						options: { bot_state: 'on', channel_details: { sub_type: 'x' } },
						sub_room_id: 7,
					},
				},
			}),
		).toEqual({
			appId: APP_ID,
			newMember: 1,
			otherMember: { deepEr: [{ lastId: '5' }] },
			customer: { id: 'a@x.com', email: 'a@x.com', isVip: true },
			message: { sender: 'customer', isRead: false, replyTo: null },
			room: { botState: 'on', subRoomId: '7', channel: { subType: 'x' } },
		});
		expect(
			simplified('markAsResolved', {
				csat: { is_rated: true },
				service: { duration: 5 },
				resolved_by: { team_id: 3 },
				customer: { home_city: 'x' },
			}),
		).toEqual({
			appId: APP_ID,
			csat: { isRated: true },
			service: { duration: 5 },
			resolvedBy: { teamId: '3' },
			customer: { homeCity: 'x' },
			additionalInfo: [],
		});
		expect(simplified('userLogout', { payload: { ip: '::1', user: { team_id: 3 } } })).toEqual({
			appId: APP_ID,
			ip: '::1',
			user: { teamId: '3' },
		});
	});

	it('a member that bears the name of one of its own, without a loss', () => {
		const item = delivered('botMessage', {
			event: 'other',
			event_id: 5,
			received_at: 'never',
			payload: {},
		});
		expect(item.event).toBe('botMessage');
		expect(item.eventId).toMatch(/^[0-9a-f]{32}$/);
		expect(item.receivedAt).toBe('2025-07-14T03:21:09.005Z');
		expect(leavesOf(item).map(({ value }) => value)).toEqual(
			expect.arrayContaining(['other', '5', 'never']),
		);
		expect(simplified('agentAllocation', { app_id: 'a', app_code: 'b' })).toMatchObject({
			appId: APP_ID,
			app_id: 'a',
			app_code: 'b',
		});
	});

	it.each<[string, EventName, JsonObject]>([
		[
			'two ids of a customer',
			'markAsResolved',
			{ customer: { user_id: 'line-U4af', email: 'a@x.com' } },
		],
		[
			'a phone number beside the id',
			'markAsResolved',
			{ customer: { phone: '+62 1', user_id: '628000000001' } },
		],
		[
			'a pair with two names',
			'customButton',
			{ additional_info: [{ key: 'a', label: 'b', value: 'c' }] },
		],
		[
			'a role beside the type',
			'userLogout',
			{ payload: { user: { type_as_string: 'agent', type: 'admin' } } },
		],
		[
			'a sender in the message',
			'botMessage',
			{ payload: { message: { sender: 'x' }, from: { email: 'a' } } },
		],
		[
			'properties of two kinds',
			'customButton',
			{ customer: { properties: 'x' }, customer_properties: [] },
		],
		['a room that is told twice', 'botMessage', { room: 'x', payload: { room: { id: 'y' } } }],
		[
			'two rooms',
			'newSession',
			{ payload: { room: { id: 'y', id_str: 'z' } }, room_log: { room_id: 'x' } },
		],
		[
			'a channel that is told differently',
			'botMessage',
			{
				channel: { id: 1, name: 'a', source: 'b' },
				payload: {
					room: { options: { source: 'c', channel_details: { channel_id: 2, name: 'd' } } },
				},
			},
		],
		[
			'notes of a room and of its customer',
			'customButton',
			{ notes: 'a', customer: { notes: 'b' } },
		],
		[
			'names that are one in camel case',
			'customButton',
			{ foo_bar: 'a', fooBar: 'b', foo__bar: 'c' },
		],
	])('%s without a loss', (_what, event, body) => {
		const found = leavesOf(simplified(event, body)).map(({ value }) => value);
		// The name of a pair comes out as a value, and what is a name in a free pair too.
		for (const { path, value } of leavesOf(body)) {
			const isFound = formsOf(value).some((form) => found.includes(form));
			expect({ path, value, isFound }).toEqual({ path, value, isFound: true });
		}
	});
});

describe('simplify takes odd shapes:', () => {
	it.each(EVENTS)('an empty body of %s', (event) => {
		const { additionalInfo = [], ...item } = simplified(event, {});
		expect(item).toEqual({ appId: APP_ID });
		expect(additionalInfo).toEqual([]);
	});

	it.each<[EventName, JsonObject, JsonObject]>([
		['botMessage', { payload: null }, { payload: null }],
		['botMessage', { payload: 'x' }, { payload: 'x' }],
		['botMessage', { payload: [1] }, { payload: [1] }],
		['botMessage', { payload: { from: 'x' } }, { from: 'x' }],
		['botMessage', { payload: { message: ['x'] } }, { message: ['x'] }],
		['botMessage', { payload: { room: 5 } }, { room: 5 }],
		['botMessage', { payload: { room: [{ room_id: 5 }] } }, { room: [{ roomId: '5' }] }],
		['botMessage', { payload: { room: { options: 'x' } } }, { room: { options: 'x' } }],
		['botMessage', { payload: { room: { options: null } } }, { room: { options: null } }],
		['botMessage', { payload: { room: { options: [1] } } }, { room: { options: [1] } }],
		['botMessage', { payload: { room: { participants: 7 } } }, { room: {}, participants: 7 }],
		['botMessage', { payload: { message: { text: 7 } } }, { message: { text: '7' } }],
		['botMessage', { payload: { message: { text: ['a'] } } }, { message: { text: ['a'] } }],
		['botMessage', { type: 5, payload: {} }, { type: 5 }],
		['botMessage', { channel: 'x' }, { channel: 'x' }],
		['botMessage', { app_code: 5 }, { app_code: '5' }],
		['agentAllocation', { candidate_agent: 'x' }, { candidateAgent: 'x', additionalInfo: [] }],
		[
			'agentAllocation',
			{ candidate_agent: [{ id: 1 }] },
			{ candidateAgent: [{ id: '1' }], additionalInfo: [] },
		],
		['agentAllocation', { latest_service: [] }, { latestService: [], additionalInfo: [] }],
		['agentAllocation', { extras: 'not {JSON' }, { extras: 'not {JSON', additionalInfo: [] }],
		['agentAllocation', { extras: [1] }, { extras: [1], additionalInfo: [] }],
		[
			'agentAllocation',
			{ email: ['a'], name: 5 },
			{ email: ['a'], customer: { name: '5' }, additionalInfo: [] },
		],
		['customButton', { tag: 'x', notes: 5 }, { tags: 'x', notes: '5', additionalInfo: [] }],
		['customButton', { agent: null }, { agent: null, additionalInfo: [] }],
		['customButton', { customer: 'x' }, { customer: 'x', additionalInfo: [] }],
		[
			'customButton',
			{ additional_info: ['x', 5, null, [1]] },
			{ additionalInfo: ['x', 5, null, [1]] },
		],
		['customButton', { channel_type: 5 }, { room: { channel: { type: 5 } }, additionalInfo: [] }],
		['markAsResolved', { resolved_by: ['x'] }, { resolvedBy: ['x'], additionalInfo: [] }],
		['markAsResolved', { service: 'x' }, { service: 'x', additionalInfo: [] }],
		['newSession', { room_log: 'x' }, { roomLog: 'x', additionalInfo: [] }],
		['newSession', { webhook_type: 'OTHER' }, { webhookType: 'OTHER', additionalInfo: [] }],
		['newSession', { is_new_session: 'maybe' }, { isNewSession: 'maybe', additionalInfo: [] }],
		['userLogout', { payload: { user: 'x', action: 5 } }, { user: 'x', action: 5 }],
		['userLogout', { payload: 'x', type: 'x' }, { payload: 'x', type: 'x' }],
	])('%s %j', (event, body, expected) => {
		expect(simplified(event, body)).toEqual({ appId: APP_ID, ...expected });
	});

	it('objects where lists are, and objects with JSON in place of themselves', () => {
		const info = simplified('customButton', { additional_info: { city: 'Bandung' } });
		expect(leavesOf(info).map(({ value }) => value)).toContain('Bandung');
		const body = payload('botMessage.whatsApp');
		expect(
			simplified('botMessage', { ...body, payload: JSON.stringify(body.payload) }),
		).toStrictEqual(simplified('botMessage', body));
	});

	it('names that change what objects are', () => {
		for (const event of EVENTS) {
			const text =
				'{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"hasOwnProperty":1,"room":{"__proto__":1}}';
			const members = text.slice(1, -1);
			const item = simplified(
				event,
				parsed(
					`{${members},"payload":{${members},"from":${text},"message":${text},"user":${text}},"customer":${text},"service":${text},"extras":${JSON.stringify(text)},"room_log":${text},"candidate_agent":${text},"additional_info":[${text}]}`,
				),
			);
			expect('polluted' in {}).toBe(false);
			expect('polluted' in item).toBe(false);
			expect(Object.getPrototypeOf(item)).toBe(Object.prototype);
			expect(JSON.stringify(item)).toContain('"polluted":1');
		}
	});

	it('members nested as deep as a delivery may be', () => {
		const deep = (levels: number) =>
			parsed(`{"payload":{"x_y":${'{"x_y":['.repeat(levels)}7${']}'.repeat(levels)}}}`);
		expect(JSON.stringify(simplified('botMessage', deep(10)))).not.toContain('x_y');
		expect(JSON.stringify(simplified('botMessage', deep(49)))).toMatch(/xY.*7/);
		expect(simplified('botMessage', deep(100_000))).toHaveProperty('xY');
	});

	it('many names, none of which it knows', () => {
		const members = Array.from({ length: 200_000 }, (_, index) => `"a_${index}_b":1`).join(',');
		const item = simplified('customButton', parsed(`{${members}}`));
		expect(Object.keys(item)).toHaveLength(200_002);
	});

	it('a name of any length', () => {
		const name = `a${'_'.repeat(500_000)}b`;
		expect(simplified('customButton', { [name]: 1 })).toMatchObject({ [name]: 1 });
	});
});

describe('simplify, for any JSON', () => {
	const vocabulary = new Set<string>();
	const collect = (value: JsonValue | undefined): void => {
		if (typeof value !== 'object' || value === null) return;
		for (const [key, member] of Object.entries(value)) {
			if (!Array.isArray(value)) vocabulary.add(key);
			collect(member);
		}
	};
	for (const name of names) collect(unpacked(payload(name)));

	const scalar = fc.oneof(
		fc.integer(),
		fc.double({ noNaN: true, noDefaultInfinity: true }),
		fc.string(),
		fc.boolean(),
		fc.constant(null),
		fc.constantFrom(
			...['true', '2019-02-04 04:49:47', '6280000000001', 'a@x.com', '68564000016029999', ''],
			...['post_comment_rest', 'agent', 'NEW_SESSION_WEBHOOK', 'auth', 'WhatsApp', 1669004080, 2],
		),
	);
	const key = fc.oneof(
		{ weight: 6, arbitrary: fc.constantFrom(...vocabulary) },
		{ weight: 1, arbitrary: fc.constantFrom('__proto__', 'constructor', 'toString', 'a_b', 'aB') },
		{ weight: 1, arbitrary: fc.string() },
	);
	const { json, object } = fc.letrec<{ json: JsonValue; object: JsonObject }>((tie) => ({
		object: fc
			.array(fc.tuple(key, tie('json')), { maxLength: 8 })
			.map((entries) => Object.fromEntries(entries) as JsonObject),
		json: fc.oneof(
			{ maxDepth: 5 },
			scalar,
			tie('object'),
			fc.array(tie('json'), { maxLength: 4 }),
			tie('object').map((value) => JSON.stringify(value)),
		),
	}));
	/** The names that two things may want for themselves. */
	const rivals = fc.constantFrom(
		...['id', 'id_str', 'sdk_id', 'email', 'user_id', 'phone', 'name', 'avatar', 'avatar_url'],
		...['type', 'type_as_string', 'role', 'properties', 'additional_info', 'additionalInfo'],
		...['sender', 'origin', 'timestamp', 'sent_at', 'source', 'channel', 'channel_id', 'notes'],
		...['room_id', 'is_resolved', 'resolved', 'participants', 'options', 'extras'],
	);
	const crowded = fc
		.array(fc.tuple(rivals, json), { maxLength: 6 })
		.map((entries) => Object.fromEntries(entries) as JsonObject);
	const pair = fc.oneof(
		fc.dictionary(fc.constantFrom('key', 'label', 'value', 'id', 'x'), scalar),
		fc.record({ key: fc.string(), value: object, id: json }, { noNullPrototype: true }),
	);
	const pairs = fc.array(fc.oneof(pair, json), { maxLength: 3 });
	const channel = fc.oneof(crowded, json);
	/** A body of the right outline, whatever stands in it. */
	const outlined = fc.record(
		{
			payload: fc.record(
				{
					from: crowded,
					message: crowded,
					room: fc.oneof(
						crowded,
						fc.record({ options: fc.record({ channel, channel_details: channel }), source: json }),
					),
					user: crowded,
					timestamp: json,
					action: json,
				},
				{ requiredKeys: [], noNullPrototype: true },
			),
			customer: fc.oneof(crowded, fc.record({ additional_info: pairs, properties: json })),
			room_log: crowded,
			extras: fc.oneof(json, fc.record({ user_properties: pairs })),
			candidate_agent: crowded,
			latest_service: crowded,
			agent: crowded,
			resolved_by: crowded,
			service: crowded,
			channel,
			channel_type: json,
			tag: json,
			additional_info: pairs,
			customer_properties: pairs,
		},
		{ requiredKeys: [], noNullPrototype: true },
	);
	const body = fc
		.tuple(outlined, fc.oneof(crowded, object))
		// As parsing makes objects, whatever fast-check makes of them.
		.map(([known, other]) => JSON.parse(JSON.stringify({ ...known, ...other })) as JsonObject);

	/** What is the user's own and stays as it came. */
	const FREE = /^(?:payload|extras|options)_*$/;

	it('never throws, changes nothing, and has no id that is a number', () => {
		/** The paths of ids that are numbers, and of objects that are no plain ones. */
		const wrongIn = (value: JsonValue | undefined, path = ''): string[] => {
			if (typeof value !== 'object' || value === null) return [];
			const isPlain = Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype;
			const wrong = Object.entries(value).flatMap(([name, member]) => {
				if (!Array.isArray(value) && FREE.test(name)) return [];
				const isWrong = /^id$|Id$/.test(name) && typeof member === 'number';
				return [...(isWrong ? [`${path}.${name}`] : []), ...wrongIn(member, `${path}.${name}`)];
			});
			return isPlain ? wrong : [path, ...wrong];
		};
		fc.assert(
			fc.property(fc.constantFrom(...EVENTS), body, (event, value) => {
				const before = JSON.stringify(value);
				const item = simplified(event, value);
				expect(JSON.stringify(value)).toBe(before);
				expect(wrongIn(item)).toEqual([]);
			}),
			{ numRuns: 500 },
		);
	});

	it('loses nothing', () => {
		fc.assert(
			fc.property(fc.constantFrom(...EVENTS), body, (event, value) => {
				let count = 0;
				// Each with a value of its own, so that none is taken for another.
				const marked = rewritten(value, () => `value ${++count}.`) as JsonObject;
				const found = new Set(leavesOf(simplified(event, marked)).map((leaf) => leaf.value));
				expect(leavesOf(marked).filter((leaf) => !found.has(leaf.value))).toEqual([]);
			}),
			{ numRuns: 500 },
		);
	});
});
