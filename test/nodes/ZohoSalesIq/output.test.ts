import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import fc from 'fast-check';

import { simplify } from '../../../nodes/ZohoSalesIq/trigger/output';
import { asBoolean, asObject } from '../../../nodes/shared/json/read';
import { parseLossless } from '../../../nodes/shared/json/parseLossless';
import type { JsonObject, JsonValue } from '../../../nodes/shared/json/types';

const FIXTURES = join(__dirname, '../../fixtures/zohoSalesIq');
const DOCS = join(__dirname, '../../../docs/zoho-salesiq-trigger.md');
const EVENT_ID = '<eventId>';

const read = (folder: string, name: string) =>
	parseLossless(readFileSync(join(FIXTURES, folder, `${name}.json`), 'utf8')) as JsonObject;
const names = readdirSync(join(FIXTURES, 'events'))
	.filter((file) => file.endsWith('.json'))
	.map((file) => file.slice(0, -'.json'.length));

const simplified = (body: JsonObject) => simplify({ name: String(body.event), body }, EVENT_ID);
const ofEntity = (event: string, entity: JsonValue, more: JsonObject = {}) =>
	simplified({ event, entity_id: '7', ...more, entity });

type Leaf = { path: string; value: JsonValue };

/** Every value that holds no other, with its path; `[]` is each member of a list. */
function leavesOf(value: JsonValue | undefined, path = ''): Leaf[] {
	if (Array.isArray(value)) return value.flatMap((member) => leavesOf(member, `${path}[]`));
	if (typeof value !== 'object' || value === null) {
		return value === undefined ? [] : [{ path, value }];
	}
	return Object.entries(value).flatMap(([key, member]) =>
		leavesOf(member, path === '' ? key : `${path}.${key}`),
	);
}

/** The forms in which a value may come out, from the documented conversions. */
function formsOf(value: JsonValue): JsonValue[] {
	if (typeof value !== 'string' && typeof value !== 'number') return [value];
	const number = Number(value);
	const isPointInTime = number >= 1e11 && number < 253402300800000;
	return [
		value,
		String(value),
		String(value).trim(),
		...(String(value).trim() === '' ? [] : [number]),
		...(isPointInTime ? [new Date(number).toISOString()] : []),
		asBoolean(value) ?? value,
	];
}

describe('simplify', () => {
	it('takes a member’s name of any length in its stride', () => {
		const name = `a${'_'.repeat(500_000)}b`;
		expect(ofEntity('conversation.created', { [name]: 1 })).toMatchObject({
			conversation: { [name]: 1 },
		});
	});

	it('has an expected item for every payload of the vendor’s page', () => {
		expect(readdirSync(join(FIXTURES, 'expected')).sort()).toEqual(
			names.map((name) => `${name}.json`).sort(),
		);
	});

	it.each(names)('makes the expected item of %s', (name) => {
		expect(simplified(read('events', name))).toStrictEqual(read('expected', name));
	});

	it.each(names)('leaves the body of %s as it was', (name) => {
		const body = read('events', name);
		simplified(body);
		expect(body).toEqual(read('events', name));
	});

	it.each(names)('loses no value of %s', (name) => {
		const body = read('events', name);
		const found = new Set(leavesOf(simplified(body)).map(({ value }) => value));
		for (const { path, value } of leavesOf(body)) {
			expect({ path, found: formsOf(value).some((form) => found.has(form)) }).toEqual({
				path,
				found: true,
			});
		}
	});

	it('makes the same item of loose types', () => {
		const strict = {
			attempt: 2,
			org_id: '55778119',
			app_id: '40526000000002040',
			version: '1',
			event_time: 1566480708268,
		};
		const loose = {
			attempt: '2',
			org_id: 55778119,
			app_id: '40526000000002040',
			version: 1,
			event_time: ' 1566480708268',
		};
		const department = (flag: boolean | string | number, id: string | number) => ({
			id,
			is_enabled: flag,
			operators: [id],
			created_by: id,
			email_configurations: { is_cc_mail_enabled: flag },
		});
		const expected = ofEntity('department.created', department(true, '6000'), strict);
		expect(expected).toEqual({
			eventId: EVENT_ID,
			event: 'department.created',
			eventTime: '2019-08-22T13:31:48.268Z',
			attempt: 2,
			orgId: '55778119',
			appId: '40526000000002040',
			version: '1',
			entityId: '7',
			department: {
				id: '6000',
				isEnabled: true,
				operators: ['6000'],
				createdBy: '6000',
				emailConfigurations: { isCcMailEnabled: true },
			},
		});
		for (const flag of [true, 'true', ' TRUE', 1, '1']) {
			expect(ofEntity('department.created', department(flag, 6000), loose)).toEqual(expected);
		}
		expect(ofEntity('conversation.rated', { rating: '4', waiting_time: '60' })).toEqual(
			ofEntity('conversation.rated', { rating: 4, waiting_time: 60 }),
		);
	});

	it('turns booleans that are told as texts, and no text of a person', () => {
		const { operator, message } = {
			...ofEntity('operator.updated', { owner: 'false', deleted: '0', nick_name: 'true' }),
			...ofEntity('conversation.visitor.replied', { message: { text: 'true' } }),
		};
		expect(operator).toEqual({ owner: false, deleted: false, nickName: 'true', id: '7' });
		expect(message).toEqual({ text: 'true' });
	});

	it('keeps every digit of ids, and texts as they are', () => {
		const item = simplified(
			parseLossless(
				'{"event":"conversation.created","org_id":68564000016029999,"entity":{"id":68564000016029999,"department_id":17,"question":"  1566480708268 "}}',
			) as JsonObject,
		);
		expect(item).toMatchObject({
			orgId: '68564000016029999',
			conversation: { id: '68564000016029999', question: '  1566480708268 ' },
			department: { id: '17' },
		});
	});

	it('makes ISO 8601 only of points in time', () => {
		const { conversation } = ofEntity('conversation.metrics', {
			end_time: '1566480708268',
			first_response_time: '5000',
			queue_time: 'unknown',
			time_zone: '1566480708268',
			reopened_time: 68564000016029,
			chat_time: 1e20,
		});
		expect(conversation).toEqual({
			id: '7',
			endTime: '2019-08-22T13:31:48.268Z',
			firstResponseTime: 5000,
			queueTime: 'unknown',
			timeZone: '1566480708268',
			reopenedTime: '4142-09-15T19:33:36.029Z',
			chatTime: 1e20,
		});
	});

	describe('fills in the id', () => {
		it.each([
			['department.deleted', 'department'],
			['operator.deleted', 'operator'],
			['visitor.updated', 'visitor'],
			['conversation.missed', 'conversation'],
			['tag.deleted', 'entity'],
		])('of %s, without an entity', (event, object) => {
			expect(simplified({ event, entity_id: 68564000016 })[object]).toEqual({ id: '68564000016' });
			expect(simplified({ event })[object]).toBeUndefined();
		});

		it('where the entity has none, and only there', () => {
			expect(ofEntity('conversation.rated', { id: '' }).conversation).toEqual({ id: '7' });
			expect(ofEntity('conversation.rated', { id: null }).conversation).toEqual({ id: '7' });
			expect(ofEntity('conversation.rated', { id: '8' })).toMatchObject({
				entityId: '7',
				conversation: { id: '8' },
			});
		});
	});

	describe('takes what the vendor’s page does not have', () => {
		it('in live conversation events', () => {
			expect(
				ofEntity(
					'conversation.completed',
					{
						id: '7',
						ended_by: 'visitor',
						end_time: '1566480708268',
						owner: { id: 8, type: 'operator ', email: 'p@zylker.com', email_id: 'p@zylker.com' },
						visitor: { salutation: '', customer_info: { Order_No: 17, is_gold: 'true' } },
						message: { sender: { type: 'operator' }, is_private: 'true' },
						department: { id: 9, name: 'Sales' },
						department_id: '9',
						tags: [{ tag_id: 5 }],
					},
					{
						webhook: { id: 19367000000120, label: 'x' },
						modified_fields: ['end_time'],
						zone: 'EU',
					},
				),
			).toEqual({
				eventId: EVENT_ID,
				event: 'conversation.completed',
				entityId: '7',
				webhookId: '19367000000120',
				webhook: { label: 'x' },
				modifiedFields: ['end_time'],
				zone: 'EU',
				conversation: {
					id: '7',
					endedBy: 'visitor',
					endTime: '2019-08-22T13:31:48.268Z',
					tags: [{ tagId: '5' }],
				},
				operator: { id: '8', type: 'operator', email: 'p@zylker.com' },
				visitor: { salutation: '', customerInfo: { Order_No: 17, is_gold: 'true' } },
				message: { sender: { type: 'operator' }, isPrivate: true },
				department: { id: '9', name: 'Sales' },
			});
		});

		it('in events of an unknown kind', () => {
			expect(
				ofEntity('tag.created', { id: 5, tag_name: 'vip', modifier: { id: 6 }, owner: { id: 8 } }),
			).toMatchObject({
				entity: { id: '5', tagName: 'vip', owner: { id: '8' } },
				modifier: { id: '6' },
			});
			expect(ofEntity('__proto__.x', { id: 5 }).entity).toEqual({ id: '5' });
			expect(ofEntity('tag.created', [{ tag_id: 5 }]).entity).toEqual([{ tagId: '5' }]);
		});

		it('in forms that have no place of their own', () => {
			expect(
				ofEntity('conversation.created', { owner: '8', visitor: ['9'], message: null }),
			).toMatchObject({ conversation: { id: '7', owner: '8', visitor: ['9'], message: null } });
			expect(simplified({ event: 'x', webhook: 'w', entity: 'e' })).toMatchObject({
				webhook: 'w',
				entity: 'e',
			});
		});

		it('where two names are one, without a loss', () => {
			const one = { email_id: 'a@x.com', email: 'a@x.com' };
			const filled = { email: '', email_id: 'a@x.com' };
			const two = { email_id: 'a@x.com', email: 'b@x.com' };
			const reversed = { email: 'b@x.com', email_id: 'a@x.com' };
			const visitor = (value: JsonObject) =>
				ofEntity('conversation.created', { visitor: value }).visitor;
			expect(visitor(one)).toEqual({ email: 'a@x.com' });
			expect(visitor(filled)).toEqual({ email: 'a@x.com' });
			expect(visitor({ email_id: 'a@x.com', email: '' })).toEqual({ email: 'a@x.com' });
			expect(visitor(two)).toEqual({ email: 'b@x.com', emailId: 'a@x.com' });
			expect(visitor(reversed)).toEqual(visitor(two));
			expect(visitor({ foo_bar: 1, fooBar: 2, foo__bar: 3 })).toEqual({
				fooBar: 2,
				foo_bar: 1,
				foo__bar: 3,
			});
			expect(ofEntity('conversation.created', { app_id: 1 }, { app_id: 2 })).toMatchObject({
				appId: '2',
				conversation: { appId: '1' },
			});
			expect(ofEntity('conversation.created', { app_id: 1 })).toMatchObject({ appId: '1' });
			expect(
				ofEntity('conversation.created', { message: { text: 'a' } }, { message: 'b', event_id: 3 }),
			).toMatchObject({
				eventId: EVENT_ID,
				event_id: '3',
				message: { text: 'a' },
				message_: 'b',
			});
			expect(
				ofEntity('conversation.participants.added', {
					invite: { added_by: { id: 1 } },
					added_by: { id: 2 },
				}).participants,
			).toEqual({ addedBy: { id: '1' }, added_by: { id: '2' } });
		});
	});

	it('lets no name change what objects are', () => {
		const item = simplified(
			parseLossless(
				'{"event":"conversation.created","__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"entity":{"__proto__":{"polluted":1},"to_string":"x","proto":2,"visitor":{"__proto__":{"polluted":1},"valueOf":1}}}',
			) as JsonObject,
		);
		expect(Object.hasOwn({}, 'polluted') || 'polluted' in {}).toBe(false);
		expect('polluted' in item).toBe(false);
		expect(item).toMatchObject({
			proto: { polluted: 1 },
			constructor: { prototype: { polluted: 1 } },
			conversation: { proto: 2, proto_: { polluted: 1 }, toString: 'x' },
			visitor: { proto: { polluted: 1 }, valueOf: 1 },
		});
	});

	it('passes on what lies too deep as it is', () => {
		const deep = (levels: number) =>
			parseLossless(
				`{"event":"conversation.created","entity":{"x_y":${'{"x_y":['.repeat(levels)}7${']}'.repeat(levels)}}}`,
			) as JsonObject;
		expect(JSON.stringify(simplified(deep(10)).conversation)).not.toContain('x_y');
		expect(JSON.stringify(simplified(deep(100)).conversation)).toMatch(/xY.*x_y.*7/);
		expect(simplified(deep(200_000))).toHaveProperty('conversation');
	});

	it('reads a body of many names, none of which it knows', () => {
		const text = `{"event":"conversation.created","entity":{${Array.from({ length: 200_000 }, (_, index) => `"a_${index}_b":1`).join(',')}}}`;
		const { conversation } = simplified(parseLossless(text) as JsonObject);
		expect(Object.keys(asObject(conversation) ?? {})).toHaveLength(200_000);
	});
});

describe('simplify, for any JSON', () => {
	const key = fc.oneof(
		fc.string(),
		fc.constantFrom(
			'id',
			'email_id',
			'email',
			'end_time',
			'is_x',
			'type',
			'__proto__',
			'a_b',
			'aB',
		),
		fc.stringMatching(/^[a-c_]{1,4}(?:_ids?)?$/),
	);
	const scalar = fc.oneof(
		fc.integer(),
		fc.double({ noNaN: true, noDefaultInfinity: true }),
		fc.string(),
		fc.boolean(),
		fc.constant(null),
		fc.constantFrom('true', ' lead ', '1566480708268', 1566480708268, 68564000016029),
	);
	const { json } = fc.letrec<{ json: JsonValue }>((tie) => ({
		json: fc.oneof(
			{ maxDepth: 5 },
			scalar,
			fc.array(tie('json'), { maxLength: 4 }),
			fc
				.array(fc.tuple(key, tie('json')), { maxLength: 6 })
				.map((entries) => Object.fromEntries(entries)),
		),
	}));
	const envelope = fc
		.tuple(
			fc.constantFrom('conversation.created', 'operator.updated', 'visitor.updated', 'tag.x', ''),
			fc.dictionary(
				fc.constantFrom(
					...['event_time', 'app_id', 'webhook', 'entity_id', 'version', 'conversation', 'visitor'],
				),
				json,
			),
			fc.oneof(
				json,
				fc.dictionary(
					fc.constantFrom(
						...['id', 'app_id', 'owner', 'department_id', 'department', 'invite', 'added_by'],
						...['visitor', 'message', 'rating', 'transfer', 'accepted_by', 'modifier', 'x_y'],
					),
					json,
				),
			),
			json,
		)
		.map(([event, known, entity, other]): JsonObject => ({
			...known,
			...asObject(other),
			event,
			entity,
		}));

	it('never throws, and loses nothing', () => {
		fc.assert(
			fc.property(envelope, (body) => {
				const found = new Set(leavesOf(simplified(body)).map(({ value }) => value));
				for (const { path, value } of leavesOf(body)) {
					// An empty value gives way to one of the same name; `entity: null` is no entity.
					if (value === '' || value === null || Object.is(value, -0)) continue;
					expect([path, value, formsOf(value).some((form) => found.has(form))]).toEqual([
						path,
						value,
						true,
					]);
				}
			}),
			{ numRuns: 1_000 },
		);
	});

	it('has no id that is a number, and no prototype but the plain one', () => {
		const check = (value: JsonValue | undefined): void => {
			if (Array.isArray(value)) return value.forEach(check);
			if (typeof value !== 'object' || value === null) return;
			expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
			for (const [name, member] of Object.entries(value)) {
				if (/^ids?$|Ids?$/.test(name))
					expect([member].flat()).not.toContainEqual(expect.any(Number));
				check(member);
			}
		};
		fc.assert(
			fc.property(envelope, (body) => check(simplified(body))),
			{ numRuns: 1_000 },
		);
	});
});

describe('the map of fields in the docs', () => {
	/** The section of each entity type, as rows of source, target and conversion. */
	const sections = new Map(
		readFileSync(DOCS, 'utf8')
			.split(/^## /m)
			.filter((part) => part.startsWith('What comes out\n'))
			.flatMap((part) => part.split(/^### /m).slice(1))
			.map((section): [string, string[][]] => [
				section.slice(0, section.indexOf('\n')).split(' ')[0]?.toLowerCase() ?? '',
				[...section.matchAll(/^\| `([^`]+)` +\| `([^`]+)` +\| *([^|]*?) *\|$/gm)].map((row) =>
					row.slice(1),
				),
			]),
	);

	const kinds: Record<string, (value: JsonValue) => JsonValue> = {
		'': (value) => value,
		text: String,
		number: (value) => (value === 'none' ? value : Number(value)),
		time: (value) => new Date(Number(value)).toISOString(),
		'true/false': (value) => String(value) === 'true',
		trimmed: (value) => String(value).trim(),
	};

	it.each(names)('has every field of %s at its place', (name) => {
		const body = read('events', name);
		const out = leavesOf(simplified(body));
		const section = String(body.entity_type);
		const rows = [...(sections.get('every') ?? []), ...(sections.get(section) ?? [])];
		for (const { path, value } of leavesOf(body)) {
			const row = rows.find(
				([source = '']) =>
					source === path || (source.endsWith('.*') && path.startsWith(source.slice(0, -1))),
			);
			expect({ path, row }).toEqual({ path, row: expect.any(Array) });
			const [, target = '', kind = ''] = row ?? [];
			const at = out.filter((leaf) =>
				target.endsWith('.*') ? leaf.path.startsWith(target.slice(0, -1)) : leaf.path === target,
			);
			expect({ path, at: at.map((leaf) => leaf.value) }).toEqual({
				path,
				at: expect.arrayContaining([kinds[kind]?.(value)]),
			});
		}
	});

	it('has no field that no payload has, but the three that live deliveries or the page’s list have', () => {
		const fields = new Map<string, Set<string>>();
		for (const name of names) {
			const body = read('events', name);
			for (const { path } of leavesOf(body)) {
				for (const section of ['every', String(body.entity_type)]) {
					fields.set(section, (fields.get(section) ?? new Set()).add(path));
				}
			}
		}
		const missing = [...sections].flatMap(([section, rows]) =>
			rows
				.map(([source = '']) => source)
				.filter((source) => {
					const paths = [...(fields.get(section) ?? [])];
					return !paths.some((path) => path === source || path.startsWith(source.slice(0, -1)));
				}),
		);
		expect(missing).toEqual(['webhook.id', 'modified_fields[]']);
	});
});
