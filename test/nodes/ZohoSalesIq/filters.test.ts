import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import fc from 'fast-check';

import { eventOptions } from '../../../nodes/ZohoSalesIq/trigger/events';
import { filterProperty } from '../../../nodes/ZohoSalesIq/trigger/filterDescription';
import {
	type FilterName,
	FILTERS,
	type FilterSettings,
} from '../../../nodes/ZohoSalesIq/trigger/filters';
import { compileFilters, uselessFilters } from '../../../nodes/shared/filters/filters';
import { parseLossless } from '../../../nodes/shared/json/parseLossless';
import type { JsonObject, JsonValue } from '../../../nodes/shared/json/types';

const FIXTURES = join(__dirname, '../../fixtures/zohoSalesIq/events');
const DOCS = join(__dirname, '../../../docs/zoho-salesiq-trigger.md');

const EVENTS = eventOptions.map(({ value }) => String(value));
const payload = (name: string) =>
	parseLossless(readFileSync(join(FIXTURES, `${name}.json`), 'utf8')) as JsonObject;
const passes = (settings: FilterSettings, body: JsonObject) =>
	compileFilters(FILTERS, settings)({ name: String(body.event), body });
const told = (event: string, entity: JsonObject, more: JsonObject = {}): JsonObject => ({
	event,
	...more,
	entity,
});
const message = (text: JsonValue, event = 'conversation.visitor.replied') =>
	told(event, { message: { text } });
const sent = (event: string, members: JsonObject, more: JsonObject = {}) =>
	told(event, { message: members, ...more });

const REPLIED = 'conversation.operator.replied';
const EDITED = 'conversation.message.edited';

describe('a filter', () => {
	/** Per filter: the setting, a body that passes, and one that does not. A name stands for the vendor's payload. */
	it.each<[FilterName, unknown, string | JsonObject, string | JsonObject]>([
		['apps', ['40526000000002040'], 'conversation.rated', 'conversation.created'],
		['apps', ['40526000000002040'], 'conversation.rated.feedback', 'conversation.created'],
		['apps', '1, 30185567778889', 'conversation.created', 'visitor.updated'],
		['apps', ['5'], told('conversation.metrics', { app_id: 5 }), told('x.y', { app_id: 6 })],
		[
			'channels',
			'facebook, Website',
			'conversation.created',
			told(REPLIED, { visitor: { channel: 'line' } }),
		],
		['statuses', 'MISSED\nClosed', 'conversation.missed', 'conversation.created'],
		['departments', ['301050000004'], 'conversation.created', 'conversation.transfer.accepted'],
		['departments', ['30000000000018'], 'conversation.transfer.initiated', 'conversation.missed'],
		[
			'departments',
			['30000000148001'],
			'conversation.transfer.initiated',
			'conversation.transfer.rejected',
		],
		['departments', '6000000009015', 'department.created', 'department.deleted'],
		['departments', ['40526000001808025'], 'department.deleted', 'operator.updated'],
		['departments', ['115000000000018'], 'operator.created', 'operator.departments.associated'],
		['departments', [115000000000018], 'operator.updated', 'operator.departments.dissociated'],
		[
			'departments',
			['9'],
			told('operator.created', { departments: [{ id: 9 }] }),
			told('operator.created', { departments: [{ id: 8 }] }),
		],
		[
			'messageContainsAny',
			'refund, DINING SET',
			'conversation.visitor.replied',
			'conversation.operator.replied.envelope',
		],
		[
			'messageContainsAny',
			'help you?',
			'conversation.operator.replied.bot',
			'conversation.operator.replied',
		],
		[
			'messageContainsAny',
			'pricing',
			'conversation.operator.replied.file',
			'conversation.visitor.replied.file',
		],
		['messageContainsAny', ['a,b'], message('x A,B y'), message('a b')],
		['messageContainsAny', '17', message(17), message(18)],
		['messageContainsAny', '.*', message('a .* b'), message('anything')],
		['messageContainsAny', 'hi', sent(REPLIED, { list: ['Hi!'] }), sent(REPLIED, { list: ['No'] })],
		['messageContainsNone', 'refund, spam', message('Hello'), message('SPAM!')],
		[
			'messageContainsNone',
			'assistant',
			message('Hello', REPLIED),
			'conversation.operator.replied.bot',
		],
		[
			'messageSenders',
			['visitor'],
			'conversation.visitor.replied',
			'conversation.operator.replied',
		],
		[
			'messageSenders',
			['operator'],
			'conversation.operator.replied',
			'conversation.operator.replied.bot',
		],
		[
			'messageSenders',
			['bot'],
			'conversation.operator.replied.bot.text',
			'conversation.operator.replied.file',
		],
		['messageSenders', ['bot'], sent(REPLIED, { meta: { a: 1 } }), sent(REPLIED, { meta: {} })],
		['messageSenders', ['bot'], sent(REPLIED, { list: ['a'] }), sent(REPLIED, { list: [] })],
		[
			'messageSenders',
			['bot'],
			sent(REPLIED, { sender: { type: 'Bot ' } }),
			sent(REPLIED, { sender: { type: 'operator' }, meta: { a: 1 } }),
		],
		[
			'messageSenders',
			['bot'],
			sent(REPLIED, { sender: { is_bot: 'true' } }),
			'conversation.visitor.replied',
		],
		[
			'messageSenders',
			['visitor'],
			sent('conversation.visitor.replied', { meta: { a: 1 } }),
			'conversation.message.edited',
		],
		[
			'messageSenders',
			['visitor'],
			sent(EDITED, { sender: { id: '$24' } }),
			sent(EDITED, { sender: { id: 24 } }),
		],
		[
			'messageSenders',
			['visitor'],
			sent(EDITED, { sender: { id: 5 } }, { visitor: { id: '5' } }),
			'conversation.message.deleted',
		],
		[
			'messageSenders',
			'bot,operator',
			'conversation.message.deleted',
			'conversation.visitor.replied',
		],
		[
			'modifiedFields',
			'phone, email',
			told('visitor.updated', {}, { modified_fields: ['email_id'] }),
			told('visitor.updated', {}, { modified_fields: ['first_name'] }),
		],
		[
			'modifiedFields',
			['email_id'],
			told('operator.updated', {}, { modified_fields: ['email_id'] }),
			told('operator.updated', {}, { modified_fields: [] }),
		],
		[
			'modifiedFields',
			'firstName',
			told('operator.updated', {}, { modified_fields: ['first_name'] }),
			told('department.updated', {}, { modified_fields: ['name'] }),
		],
		['operators', ['30102333033335'], 'conversation.created', 'conversation.message.edited'],
		['operators', ['30000000000006'], 'conversation.message.edited', 'conversation.missed'],
		['operators', ['30000000000006'], 'conversation.message.deleted', 'conversation.rated'],
		[
			'operators',
			['30000000000006'],
			'conversation.transfer.accepted',
			'conversation.transfer.initiated',
		],
		['operators', ['30000000000006'], 'conversation.transfer.rejected', 'conversation.completed'],
		[
			'operators',
			['30000000099007'],
			'conversation.participants.added',
			'conversation.participants.deleted',
		],
		[
			'operators',
			['30000000000006'],
			'conversation.participants.deleted',
			'conversation.attender.updated',
		],
		['operators', ['30000000000006'], 'conversation.supervisor.added', 'operator.updated'],
		[
			'operators',
			['8000000000005'],
			'conversation.operator.replied',
			'conversation.visitor.replied.file',
		],
		[
			'operators',
			['5'],
			told('conversation.transfer.initiated', { transfer: { transferred_by: { id: 5 } } }),
			told('conversation.transfer.initiated', { transfer: { transferred_to: [{ id: 5 }] } }),
		],
		['operators', ['115000000029087'], 'operator.deleted', 'operator.departments.associated'],
		['operators', ['115000000029087'], 'operator.created', 'operator.departments.dissociated'],
		['operators', ['6000000000005'], 'department.created', 'operator.deleted'],
		['operators', ['30000000099007'], 'visitor.updated', 'department.created'],
		['ratingAtLeast', 4, 'conversation.rated', told('conversation.rated', { rating: 3 })],
		[
			'ratingAtLeast',
			'4',
			told('conversation.rated', { rating: '5' }),
			told('conversation.rated', { rating: 'good' }),
		],
		['ratingAtMost', 4, 'conversation.rated', told('conversation.rated', { rating: 5 })],
		['ratingAtMost', 0, told('conversation.rated', { rating: 0 }), 'conversation.rated'],
		[
			'transferTypes',
			['user'],
			told('conversation.transfer.initiated', { transfer: { type: 'user ' } }),
			told('conversation.transfer.initiated', { transfer: { type: 'department' } }),
		],
		['visitorEmails', 'tricia@ZYLKER.com', 'conversation.created', 'visitor.updated.contact'],
		[
			'visitorEmails',
			'example.com, zylker.com',
			'visitor.updated.contact',
			told('conversation.created', { visitor: { email_id: 'a@sub.zylker.com' } }),
		],
		[
			'visitorEmails',
			'@zylker.com',
			told('conversation.created', { visitor: { email: 'A@Zylker.com' } }),
			told('conversation.created', { visitor: { email_id: 'a@notzylker.com' } }),
		],
		['visitorTypes', ['contact'], 'conversation.message.deleted', 'visitor.updated'],
		['visitorTypes', ['lead'], 'visitor.updated', 'conversation.rated'],
	])('%s %j lets %j in, and not %j', (name, setting, wanted, other) => {
		const bodyOf = (body: string | JsonObject) => (typeof body === 'string' ? payload(body) : body);
		expect(passes({ [name]: setting }, bodyOf(wanted))).toBe(true);
		expect(passes({ [name]: setting }, bodyOf(other))).toBe(false);
	});

	const SET: Required<FilterSettings> = {
		apps: ['1'],
		channels: 'website',
		statuses: 'Live',
		departments: ['1'],
		messageContainsAny: 'a',
		messageContainsNone: 'a',
		messageSenders: ['operator'],
		modifiedFields: 'phone',
		operators: ['1'],
		ratingAtLeast: 1,
		ratingAtMost: 5,
		transferTypes: ['user'],
		visitorEmails: 'zylker.com',
		visitorTypes: ['lead'],
	};
	const applies = ({ readsOf }: (typeof FILTERS)[number]) =>
		EVENTS.filter((event) => readsOf(event) !== undefined);
	const pairs = (isApplying: boolean) =>
		FILTERS.flatMap((filter) =>
			EVENTS.filter((event) => applies(filter).includes(event) === isApplying).map(
				(event): [FilterName, string] => [filter.name, event],
			),
		);

	it('is one of the settings, and each setting is one', () => {
		expect(FILTERS.map(({ name }) => name).sort()).toEqual(Object.keys(SET).sort());
	});

	it.each(pairs(true))('%s holds back %s where the value is missing', (name, event) => {
		for (const body of [
			{ event },
			told(event, {}),
			told(event, { id: null, owner: null, visitor: '', message: 'x', rating: '' }),
		]) {
			expect(passes({ [name]: SET[name] }, body)).toBe(false);
		}
	});

	it.each(pairs(false))('%s does not count for %s', (name, event) => {
		expect(passes({ [name]: SET[name] }, { event })).toBe(true);
	});

	it('does not count for an event that came later, but for the apps', () => {
		const body = told('conversation.reopened', {
			department_id: '2',
			visitor: { type: 'contact' },
		});
		expect(passes({ ...SET, apps: [] }, body)).toBe(true);
		expect(passes(SET, body)).toBe(false);
		expect(passes(SET, told('brands.enabled', {}))).toBe(true);
	});

	it.each([[undefined], [null], [''], [' ,\n'], [[]], [['', ' ']], [{}], [true], [[{}]], [NaN]])(
		'that is %j does not count',
		(setting) => {
			for (const { name } of FILTERS) {
				const settings = { [name]: setting } as FilterSettings;
				for (const event of EVENTS) expect(passes(settings, { event })).toBe(true);
				expect(uselessFilters(FILTERS, EVENTS, settings)).toEqual([]);
			}
		},
	);

	it('is one of several that all have to be passed', () => {
		const body = payload('conversation.created');
		const settings = { statuses: 'Live', visitorTypes: ['contact'], ratingAtMost: 1 };
		expect(passes(settings, body)).toBe(true);
		expect(passes({ ...settings, channels: 'line' }, body)).toBe(false);
	});

	it('is compiled once for many events', () => {
		const isWanted = compileFilters(FILTERS, { statuses: 'Live' });
		const asked = ['conversation.created', 'conversation.missed', 'operator.deleted'].map((name) =>
			isWanted({ name, body: payload(name) }),
		);
		expect(asked).toEqual([true, false, true]);
	});

	it('searches a text of 16 MB for texts of any length', () => {
		const text = 'a'.repeat(16_000_000);
		const hard = `${'a'.repeat(2_000)}b${'a'.repeat(2_000)}`;
		expect(passes({ messageContainsAny: `b, ${text}b` }, message(text))).toBe(true);
		expect(passes({ messageContainsNone: ['b', 'c', hard] }, message(text))).toBe(false);
		expect(passes({ messageContainsAny: [`b${hard}`] }, message(text))).toBe(false);
	});

	it('follows lists of lists no deeper than one, and so ends', () => {
		const deep = parseLossless(
			`{"event":"operator.created","entity":{"departments":${'['.repeat(100_000)}"1"${']'.repeat(100_000)}}}`,
		) as JsonObject;
		expect(passes({ departments: ['1'] }, deep)).toBe(false);
	});
});

describe('filters, whatever they get', () => {
	const anySettings = fc.dictionary(
		fc.constantFrom(...FILTERS.map(({ name }) => name)),
		fc.oneof(fc.anything(), fc.string(), fc.array(fc.string()), fc.integer()),
	);
	const anyEntity = fc.dictionary(
		fc.constantFrom(
			...['id', 'owner', 'visitor', 'message', 'rating', 'status', 'transfer', 'departments'],
		),
		fc.oneof(
			fc.jsonValue(),
			fc.dictionary(
				fc.constantFrom('id', 'type', 'sender', 'text', 'list', 'meta', 'file', 'email_id'),
				fc.jsonValue(),
			),
		),
	);

	it('answer yes or no', () => {
		fc.assert(
			fc.property(
				anySettings,
				fc.constantFrom(...EVENTS, 'x.y', '__proto__', 'constructor'),
				fc.oneof(fc.jsonValue(), anyEntity),
				(settings, event, entity) => {
					const isWanted = compileFilters(FILTERS, settings as FilterSettings);
					expect(typeof isWanted({ name: event, body: { entity } as JsonObject })).toBe('boolean');
					expect(Array.isArray(uselessFilters(FILTERS, [event], settings as FilterSettings))).toBe(
						true,
					);
				},
			),
			{ numRuns: 500 },
		);
	});

	it.each(['null', '7', '"departments"', '[]', '{"owner":1}'])(
		'take settings that are %s',
		(text) => {
			const settings: FilterSettings = JSON.parse(text);
			expect(passes(settings, { event: 'conversation.created' })).toBe(true);
			expect(uselessFilters(FILTERS, EVENTS, settings)).toEqual([]);
		},
	);

	it('find what is in a text and nothing else, in any case', () => {
		const word = fc.stringMatching(/^[a-zA-Z0-9.*+?[(]{1,5}$/);
		fc.assert(
			fc.property(word, fc.string(), fc.string(), (search, before, after) => {
				const body = message(`x${before}${search.toUpperCase()}${after}`);
				expect(passes({ messageContainsAny: [search] }, body)).toBe(true);
				expect(passes({ messageContainsNone: [search] }, body)).toBe(false);
				const text = `x${before}`;
				const isIn = text.toLowerCase().includes(search.toLowerCase());
				expect(passes({ messageContainsAny: [search] }, message(text))).toBe(isIn);
				expect(passes({ messageContainsNone: [search] }, message(text))).toBe(!isIn);
			}),
		);
	});
});

describe('uselessFilters', () => {
	it('names the chosen events that a filter never sees', () => {
		const events = ['conversation.created', 'conversation.visitor.replied', 'operator.deleted'];
		expect(
			uselessFilters(FILTERS, events, {
				departments: ['1'],
				messageContainsAny: 'refund',
				visitorTypes: '',
				operators: ['1'],
				ratingAtMost: 2,
			}),
		).toEqual([
			{
				filter: 'Department Names or IDs',
				events: ['conversation.visitor.replied', 'operator.deleted'],
			},
			{
				filter: 'Message Contains Any Of',
				events: ['conversation.created', 'operator.deleted'],
			},
			{ filter: 'Rating at Most', events },
		]);
	});

	it('names nothing where every filter sees every event', () => {
		expect(
			uselessFilters(FILTERS, ['conversation.rated'], {
				ratingAtMost: 2,
				operators: ['1'],
				apps: ['1'],
			}),
		).toEqual([]);
		expect(uselessFilters(FILTERS, [], { ratingAtMost: 2 })).toEqual([]);
	});
});

describe('the editor’s filters', () => {
	const options = (filterProperty.options ?? []).flatMap((option) =>
		'displayName' in option && 'type' in option ? [option] : [],
	);

	it('are those of the table, but for the apps', () => {
		expect(options.map(({ name, displayName }) => [name, displayName])).toEqual(
			FILTERS.filter(({ name }) => name !== 'apps').map(({ name, label }) => [name, label]),
		);
	});

	it('are sorted by name', () => {
		const labels = options.map(({ displayName }) => displayName);
		expect(labels).toEqual([...labels].sort((a, b) => a.localeCompare(b)));
	});

	it.each([
		['ratingAtMost', 'Applies to Conversation Rated.'],
		['channels', 'Applies to all conversation events.'],
		[
			'departments',
			'Applies to all conversation events but Message Deleted, Message Edited, Operator Replied, Rated and Visitor Replied; all department events; all operator events but Deleted.',
		],
		[
			'operators',
			'all conversation events; Department Created; all operator events; Visitor Updated.',
		],
		[
			'messageSenders',
			'Applies to Conversation Message Deleted, Message Edited, Operator Replied and Visitor Replied.',
		],
	])('say of %s: %s', (filter, sentence) => {
		const { description } = options.find(({ name }) => name === filter) ?? {};
		expect(description).toContain(sentence);
	});
});

describe('the filters in the docs', () => {
	const sections = readFileSync(DOCS, 'utf8').split(/^## /m);
	const section = sections.find((text) => text.startsWith('Filters\n')) ?? '';
	const rows = [...section.matchAll(/^\| ([A-Z][^|]*?) +\| ([^|]*?) +\| (`[^|]*?`) +\|$/gm)].map(
		([, label = '', , events = '']) => ({
			label,
			patterns: [...events.matchAll(/`([^`]+)`/g)].map(([, pattern = '']) => pattern),
		}),
	);

	const isListed = (patterns: string[], event: string) =>
		patterns.some((pattern) =>
			pattern.endsWith('*') ? event.startsWith(pattern.slice(0, -1)) : event === pattern,
		);

	it('are those of the table', () => {
		expect(rows.map(({ label }) => label)).toEqual(FILTERS.map(({ label }) => label));
	});

	it.each(FILTERS)('name the events that $name applies to', ({ label, readsOf }) => {
		const { patterns = [] } = rows.find((row) => row.label === label) ?? {};
		expect(EVENTS.filter((event) => isListed(patterns, event))).toEqual(
			EVENTS.filter((event) => readsOf(event) !== undefined),
		);
	});
});
