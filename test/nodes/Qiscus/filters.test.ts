import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import fc from 'fast-check';

import { redact } from '../../../nodes/Qiscus/redact';
import type { QiscusEvent } from '../../../nodes/Qiscus/trigger/event';
import { eventOptions, type EventName } from '../../../nodes/Qiscus/trigger/events';
import { filterProperty } from '../../../nodes/Qiscus/trigger/filterDescription';
import {
	type FilterName,
	FILTERS,
	type FilterSettings,
	isFromCustomer,
	SOURCES,
} from '../../../nodes/Qiscus/trigger/filters';
import { simplify } from '../../../nodes/Qiscus/trigger/output';
import type { TriggerSettings } from '../../../nodes/Qiscus/trigger/settings';
import { qiscusSteps } from '../../../nodes/Qiscus/trigger/steps';
import { compileFilters, uselessFilters } from '../../../nodes/shared/filters/filters';
import { parseLossless } from '../../../nodes/shared/json/parseLossless';
import type { JsonObject, JsonValue } from '../../../nodes/shared/json/types';

const FIXTURES = join(__dirname, '../../fixtures/qiscus/events');
const APP_ID = 'oni-bgo2lummmhvzqxbt5';
const ADMIN = `${APP_ID}_admin@qismo.com`;
const AGENT = `${APP_ID}_agent-one@example.com`;

const EVENTS = eventOptions.map(({ value }) => value as EventName);

/** A payload by its file's name, or a body of an event. */
type Told = string | readonly [EventName, JsonObject];

function eventOf(told: Told): QiscusEvent {
	const [name, received] =
		typeof told === 'string'
			? [
					told.split('.')[0] as EventName,
					parseLossless(readFileSync(join(FIXTURES, `${told}.json`), 'utf8')) as JsonValue,
				]
			: told;
	const body = redact(received) as JsonObject;
	return { name, body, simple: simplify(name, body, APP_ID), receivedMs: 0 };
}

const passes = (settings: FilterSettings, told: Told) =>
	compileFilters(FILTERS, settings)(eventOf(told));
const said = (text: JsonValue): Told => ['botMessage', { payload: { message: { text } } }];
const from = (email: JsonValue): Told => [
	'botMessage',
	{ payload: { from: { email, name: 'x' }, message: { text: 'x' } } },
];
const property = (...pairs: Array<[name: string, value: string]>) => ({
	property: pairs.map(([name, value]) => ({ name, value })),
});
/** What a property of the customer's looks like in each event that tells them. */
const informed = (key: string, value: JsonValue): Told[] => [
	['agentAllocation', { extras: JSON.stringify({ user_properties: [{ key, value }] }) }],
	['customButton', { additional_info: [{ key, value }] }],
	['customButton', { customer_properties: [{ id: 1, label: key, value }] }],
	['markAsResolved', { customer: { additional_info: [{ [key]: value }] } }],
	['newSession', { room_log: { extras: { user_properties: [{ key, value }] } } }],
];

describe('a filter', () => {
	/** Per filter: the setting, an event that passes, and one that does not. */
	it.each<[FilterName, unknown, Told, Told]>([
		['channels', ['901'], 'botMessage.whatsApp', 'botMessage.fromApi'],
		['channels', [902], 'customButton.filled', 'customButton'],
		['channels', '4, 5', 'customButton', 'customButton.filled'],
		['channels', ['901'], 'markAsResolved.newer', 'markAsResolved'],
		['channels', '1401', 'newSession', 'newSession.attachment'],
		[
			'channels',
			['901'],
			['newSession', { room_log: { channel_id: 901 } }],
			['newSession', { room_log: { channel_id: 902 } }],
		],
		[
			'channels',
			['903'],
			'botMessage.sdkRoom',
			['botMessage', { channel: { id: 904, name: '903' } }],
		],

		[
			'customerProperties',
			property(['Domicile', 'Bandung']),
			'agentAllocation.userProperties',
			'agentAllocation.newer',
		],
		[
			'customerProperties',
			property(['company', 'EXAMPLE LTD']),
			'customButton.filled',
			'customButton',
		],
		[
			'customerProperties',
			property(['domicile', 'bandung']),
			'customButton.filled',
			'customButton',
		],
		[
			'customerProperties',
			property(['Domicile', 'Bandung']),
			'markAsResolved.newer',
			'markAsResolved.notesNull',
		],
		[
			'customerProperties',
			property(['member_no', 'a-1001'], ['City', 'Bandung']),
			'markAsResolved.older',
			'markAsResolved.newer',
		],
		['customerProperties', property(['Address', '-']), 'newSession', 'newSession.attachment'],

		['logoutRoles', ['agent'], 'userLogout.agent', 'userLogout'],
		['logoutRoles', 'admin, supervisor', 'userLogout.supervisor', 'userLogout.agent'],
		[
			'logoutRoles',
			['admin'],
			['userLogout', { payload: { user: { type: 1 } } }],
			['userLogout', { payload: { user: { type: 9 } } }],
		],

		['messageContainsAny', 'refund, PESANAN', 'botMessage.whatsApp', 'botMessage.fromApi'],
		['messageContainsAny', 'halo', 'newSession', 'newSession.attachment'],
		[
			'messageContainsAny',
			'paket',
			['botMessage', { payload: { message: { payload: { caption: 'Foto Paket' } } } }],
			['botMessage', { payload: { message: { payload: { caption: 'Foto' } } } }],
		],
		['messageContainsAny', ['a,b'], said('x A,B y'), said('a b')],
		['messageContainsAny', '17', said(17), said(18)],
		['messageContainsAny', '.*', said('a .* b'), said('anything')],
		['messageContainsNone', 'refund, spam', 'botMessage.whatsApp', said('SPAM!')],
		['messageContainsNone', 'foto', 'newSession', 'newSession.attachment'],
		[
			'messageContainsNone',
			'foto',
			'botMessage.whatsApp',
			['botMessage', { payload: { message: { text: 'x', payload: { caption: 'Foto' } } } }],
		],

		['messageOrigins', ['api'], 'botMessage.fromApi', 'botMessage.whatsApp'],
		['messageOrigins', 'client', 'botMessage', 'botMessage.fromApi'],

		['messageSenders', ['customer'], 'botMessage', from(ADMIN)],
		['messageSenders', ['admin'], from(ADMIN), from(AGENT)],
		['messageSenders', ['agent'], from(AGENT), 'botMessage.whatsApp'],
		['messageSenders', 'agent,admin', from('vsC6x_dewi@mail.com'), from('budi@example.com')],

		['messageTypes', 'image, File_Attachment', 'botMessage.attachment', 'botMessage.whatsApp'],
		['messageTypes', ['text'], 'newSession', 'newSession.attachment'],

		['newSessionOnly', true, 'agentAllocation.newer', 'agentAllocation.extrasNull'],
		['newSessionOnly', true, 'newSession', ['newSession', { is_new_session: 'false' }]],
		[
			'newSessionOnly',
			true,
			['agentAllocation', { is_new_session: 'true' }],
			['agentAllocation', { is_new_session: 'maybe' }],
		],

		['resolvedByAgents', ['150001'], 'markAsResolved.newer', 'markAsResolved.older'],
		['resolvedByAgents', [4711], 'markAsResolved.older', 'markAsResolved.newer'],
		[
			'resolvedByAgents',
			'Agent-One@example.com',
			'markAsResolved.newer',
			'markAsResolved.notesNull',
		],
		['resolvedByRoles', ['agent'], 'markAsResolved.newer', 'markAsResolved'],
		['resolvedByRoles', ['admin', 'supervisor'], 'markAsResolved.older', 'markAsResolved.newer'],
		[
			'resolvedByRoles',
			['supervisor'],
			['markAsResolved', { resolved_by: { type: 3 } }],
			['markAsResolved', { resolved_by: { type: 'owner' } }],
		],

		['rooms', '280000001', 'agentAllocation.whatsApp', 'agentAllocation'],
		['rooms', '280000001, 41234567', 'botMessage.unixAsText', 'botMessage.sdkRoom'],
		['rooms', [280000002], 'customButton.filled', 'customButton'],
		['rooms', '280000002', 'markAsResolved.notesNull', 'markAsResolved.newer'],
		['rooms', '17xxxxxxxx', 'newSession', 'newSession.attachment'],

		['sources', ['wa'], 'agentAllocation.whatsApp', 'agentAllocation'],
		['sources', ['wa', 'qiscus'], 'botMessage.fromApi', 'botMessage.sdkRoom'],
		['sources', ['custom'], 'botMessage.sdkRoom', 'botMessage.whatsApp'],
		['sources', 'Custom', ['agentAllocation', { source: 'my_shop' }], 'agentAllocation'],
		['sources', ['qiscus'], 'customButton', ['customButton', { channel_type: 'WhatsApp' }]],
		['sources', ['wa'], 'markAsResolved.newer', 'markAsResolved'],
		['sources', ['wa'], 'newSession', ['newSession', { room_log: { source: 'fb' } }]],
		[
			'sources',
			['ig'],
			['newSession', { room_log: { source: 'ig' } }],
			['newSession', { room_log: { source: 'igloo' } }],
		],
	])('%s %j lets %j in, and not %j', (name, setting, wanted, other) => {
		expect(passes({ [name]: setting }, wanted)).toBe(true);
		expect(passes({ [name]: setting }, other)).toBe(false);
	});

	const SET: Required<FilterSettings> = {
		channels: ['1'],
		customerProperties: property(['a', 'b']),
		logoutRoles: ['agent'],
		messageContainsAny: 'a',
		messageContainsNone: 'a',
		messageOrigins: ['api'],
		messageSenders: ['customer'],
		messageTypes: 'text',
		newSessionOnly: true,
		resolvedByAgents: ['1'],
		resolvedByRoles: ['agent'],
		rooms: '1',
		sources: ['wa'],
	};

	/** Which events each applies to, by what their payloads carry. */
	const MESSAGES: EventName[] = ['botMessage', 'newSession'];
	const ROOMS: EventName[] = [
		...['agentAllocation', 'botMessage', 'customButton', 'markAsResolved', 'newSession'],
	] as EventName[];
	const APPLIES: Record<FilterName, EventName[]> = {
		channels: ROOMS.filter((event) => event !== 'agentAllocation'),
		customerProperties: ROOMS.filter((event) => event !== 'botMessage'),
		logoutRoles: ['userLogout'],
		messageContainsAny: MESSAGES,
		messageContainsNone: MESSAGES,
		messageOrigins: ['botMessage'],
		messageSenders: ['botMessage'],
		messageTypes: MESSAGES,
		newSessionOnly: ['agentAllocation', 'newSession'],
		resolvedByAgents: ['markAsResolved'],
		resolvedByRoles: ['markAsResolved'],
		rooms: ROOMS,
		sources: ROOMS,
	};
	const pairs = (isApplying: boolean) =>
		FILTERS.flatMap(({ name }) =>
			EVENTS.filter((event) => APPLIES[name].includes(event) === isApplying).map(
				(event): [FilterName, EventName] => [name, event],
			),
		);

	it('is one of the settings, and each setting is one', () => {
		expect(FILTERS.map(({ name }) => name).sort()).toEqual(Object.keys(SET).sort());
	});

	it.each(FILTERS)('$name applies to the events that carry its value', ({ name, readsOf }) => {
		expect(EVENTS.filter((event) => readsOf(event) !== undefined)).toEqual(
			EVENTS.filter((event) => APPLIES[name].includes(event)),
		);
		expect(readsOf('other')).toBeUndefined();
		expect(readsOf('__proto__')).toBeUndefined();
	});

	it.each(pairs(true))('%s holds back %s where the value is missing', (name, event) => {
		const nothing: JsonObject = { source: null, room_id: '', channel: {}, resolved_by: null };
		for (const body of [{}, { payload: {} }, nothing, { payload: nothing, room_log: nothing }]) {
			expect(passes({ [name]: SET[name] }, [event, body])).toBe(false);
		}
	});

	it.each(pairs(false))('%s does not count for %s', (name, event) => {
		expect(passes({ [name]: SET[name] }, [event, {}])).toBe(true);
	});

	it.each([[undefined], [null], [''], [' ,\n'], [[]], [['', ' ']], [{}], [[{}]], [NaN], [false]])(
		'that is %j does not count',
		(setting) => {
			for (const { name } of FILTERS) {
				const settings = { [name]: setting } as FilterSettings;
				for (const event of EVENTS) expect(passes(settings, [event, {}])).toBe(true);
				expect(uselessFilters(FILTERS, EVENTS, settings)).toEqual([]);
			}
		},
	);

	it('is one of several that all have to be passed', () => {
		const settings = { sources: ['wa'], messageTypes: 'text', logoutRoles: ['agent'] };
		expect(passes(settings, 'botMessage.whatsApp')).toBe(true);
		expect(passes(settings, 'botMessage.attachment')).toBe(false);
		expect(passes(settings, 'botMessage.fromApi')).toBe(false);
	});

	it('does not count for an event that is none of its own, and says so', () => {
		expect(
			uselessFilters(FILTERS, ['agentAllocation', 'botMessage', 'userLogout'], {
				channels: ['1'],
				newSessionOnly: true,
				rooms: '1',
				messageTypes: '',
			}),
		).toEqual([
			{ filter: 'Channel Names or IDs', events: ['agentAllocation', 'userLogout'] },
			{ filter: 'New Sessions Only', events: ['botMessage', 'userLogout'] },
			{ filter: 'Room IDs', events: ['userLogout'] },
		]);
	});
});

describe('the filter by a customer’s property', () => {
	const has = (settings: FilterSettings['customerProperties'], told: Told) =>
		passes({ customerProperties: settings }, told);

	it('finds it in every event that tells properties, in any case', () => {
		for (const told of informed('Domicile', 'Bandung')) {
			expect(has(property(['domicile', 'BANDUNG']), told)).toBe(true);
			expect(has(property([' Domicile ', ' Bandung ']), told)).toBe(true);
			expect(has(property(['Domicile', 'Bandun']), told)).toBe(false);
			expect(has(property(['Domicile', '']), told)).toBe(false);
			expect(has(property(['Domicil', 'Bandung']), told)).toBe(false);
			expect(has(property(['Bandung', 'Domicile']), told)).toBe(false);
		}
	});

	it('compares numbers, truths and what is empty as texts', () => {
		for (const told of informed('a', 5)) expect(has(property(['a', '5']), told)).toBe(true);
		for (const told of informed('a', true)) expect(has(property(['a', 'True']), told)).toBe(true);
		for (const value of ['', null]) {
			for (const told of informed('a', value)) {
				expect(has(property(['a', '']), told)).toBe(true);
				expect(has(property(['a', 'null']), told)).toBe(false);
			}
		}
	});

	it('wants every one that is set, of either kind', () => {
		const told = 'customButton.filled';
		expect(has(property(['Company', 'Example Ltd'], ['Domicile', 'Bandung']), told)).toBe(true);
		expect(has(property(['Company', 'Example Ltd'], ['Domicile', 'Jakarta']), told)).toBe(false);
		expect(has(property(['Company', 'Bandung']), told)).toBe(false);
		// Without a name nothing is set.
		expect(has(property(['', 'x'], ['Domicile', 'Bandung']), told)).toBe(true);
		expect(has(property(['', '']), 'customButton')).toBe(true);
	});

	it('finds one of several with the same name', () => {
		const told: Told = ['customButton', { additional_info: [{ a: 'x' }, { a: 'y' }, 5, null] }];
		expect(has(property(['a', 'y']), told)).toBe(true);
		expect(has(property(['a', 'x'], ['a', 'y']), told)).toBe(true);
		expect(has(property(['a', 'z']), told)).toBe(false);
	});
});

describe('the filter by source', () => {
	it.each(SOURCES)('takes %s for itself and not for custom', (source) => {
		const told: Told = ['agentAllocation', { source: source.toUpperCase() }];
		expect(passes({ sources: [source] }, told)).toBe(true);
		expect(passes({ sources: ['custom'] }, told)).toBe(false);
		expect(passes({ sources: SOURCES.filter((other) => other !== source) }, told)).toBe(false);
	});

	it.each(['marketplace', 'custom', 'wa2', 'toString'])('takes %s for custom', (source) => {
		const told: Told = ['agentAllocation', { source }];
		expect(passes({ sources: ['custom'] }, told)).toBe(true);
		expect(passes({ sources: SOURCES }, told)).toBe(false);
	});

	it('knows every choice of the editor', () => {
		const option = (filterProperty.options ?? []).find(({ name }) => name === 'sources');
		const choices = option !== undefined && 'options' in option ? (option.options ?? []) : [];
		expect(choices.map((choice) => ('value' in choice ? choice.value : '')).sort()).toEqual(
			[...SOURCES, 'custom'].sort(),
		);
	});
});

describe('without a filter by sender', () => {
	const isWanted = (filters: FilterSettings, hasChosenSenders: boolean, told: Told) => {
		const settings: TriggerSettings = {
			isManual: false,
			events: EVENTS,
			replaces: false,
			isSimplified: true,
			filters,
			hasChosenSenders,
			confirmsRooms: false,
			repeatWindowMs: 0,
		};
		return qiscusSteps(settings, {
			token: 'token',
			access: undefined,
			knowsRoom: async () => ({ ok: true, data: true }),
			now: () => 0,
		}).isWanted(eventOf(told));
	};

	it('only customers’ messages count', () => {
		expect(isWanted({}, false, 'botMessage')).toBe(true);
		expect(isWanted({}, false, from('6280000000001'))).toBe(true);
		for (const email of [ADMIN, AGENT, 'vsC6x_dewi@mail.com']) {
			expect(isWanted({}, false, from(email))).toBe(false);
			expect(isWanted({ messageSenders: ['agent', 'admin'] }, true, from(email))).toBe(true);
			expect(isWanted({ messageSenders: ['customer'] }, true, from(email))).toBe(false);
		}
		// Of a message that does not say who wrote it, nobody knows that a customer did.
		expect(isWanted({}, false, ['botMessage', { payload: { message: { text: 'x' } } }])).toBe(
			false,
		);
	});

	it('what a message says of its own sender does not count', () => {
		for (const sender of ['customer', 'admin', null]) {
			const own = { sender, text: 'x' };
			for (const payload of [
				{ from: { email: ADMIN, name: 'x' }, message: own },
				{ message: own, from: { email: ADMIN, name: 'x' } },
			]) {
				expect([payload, isWanted({}, false, ['botMessage', { payload }])]).toEqual([
					payload,
					false,
				]);
			}
			const customer = { message: own, from: { email: 'a@x.com', name: 'x' } };
			expect(isWanted({}, false, ['botMessage', { payload: customer }])).toBe(true);
		}
	});

	it('all else counts whoever did it', () => {
		for (const name of EVENTS.filter((event) => event !== 'botMessage')) {
			expect(isFromCustomer(eventOf([name, {}]))).toBe(true);
			expect(isWanted({}, false, [name, { payload: { from: { email: ADMIN } } }])).toBe(true);
		}
	});
});

describe('filters, whatever they get', () => {
	const anySettings = fc.dictionary(
		fc.constantFrom(...FILTERS.map(({ name }) => name)),
		fc.oneof(
			fc.anything(),
			fc.string(),
			fc.array(fc.string()),
			fc.integer(),
			fc.record({ property: fc.oneof(fc.anything(), fc.array(fc.anything())) }),
		),
	);
	const members = fc.dictionary(
		fc.constantFrom(
			...['id', 'room_id', 'source', 'email', 'text', 'type', 'options', 'caption', 'payload'],
			...['channel', 'message', 'room', 'from', 'user', 'additional_info', 'user_properties'],
		),
		fc.jsonValue(),
	);
	const anyBody = fc.dictionary(
		fc.constantFrom(
			...['payload', 'room_log', 'customer', 'resolved_by', 'service', 'extras', 'channel'],
			...['additional_info', 'customer_properties', 'room_id', 'source', 'is_new_session'],
		),
		fc.oneof(fc.jsonValue(), members, fc.dictionary(fc.constantFrom('message', 'room'), members)),
	);

	it('answer yes or no', () => {
		fc.assert(
			fc.property(anySettings, fc.constantFrom(...EVENTS), anyBody, (settings, name, body) => {
				const isWanted = compileFilters(FILTERS, settings as FilterSettings);
				expect(typeof isWanted(eventOf([name, body as JsonObject]))).toBe('boolean');
				expect(Array.isArray(uselessFilters(FILTERS, EVENTS, settings as FilterSettings))).toBe(
					true,
				);
			}),
			{ numRuns: 500 },
		);
	});

	it.each(['null', '7', '"channels"', '[]', '{"other":1}'])('take settings that are %s', (text) => {
		const settings: FilterSettings = JSON.parse(text);
		expect(passes(settings, 'botMessage')).toBe(true);
		expect(uselessFilters(FILTERS, EVENTS, settings)).toEqual([]);
	});
});

describe('the editor’s filters', () => {
	const options = (filterProperty.options ?? []).flatMap((option) =>
		'displayName' in option && 'type' in option ? [option] : [],
	);

	it('are those of the table', () => {
		expect(options.map(({ name, displayName }) => [name, displayName])).toEqual(
			FILTERS.map(({ name, label }) => [name, label]),
		);
	});

	it('are sorted by name', () => {
		const labels = options.map(({ displayName }) => displayName);
		expect(labels).toEqual([...labels].sort((a, b) => a.localeCompare(b)));
	});

	it.each(options)('say of $displayName what it applies to', ({ name, description = '' }) => {
		const filter = FILTERS.find((candidate) => candidate.name === name);
		const [, named = ''] = /Applies to ([^.]*)\./.exec(description) ?? [];
		expect(named.split(/, | and /)).toEqual(
			eventOptions
				.filter(({ value }) => filter?.readsOf(String(value)) !== undefined)
				.map((option) => option.name),
		);
	});

	it('say it in one sentence each', () => {
		const { description } = options.find(({ name }) => name === 'channels') ?? {};
		expect(description).toContain(
			'Applies to Bot Message, Custom Button, Mark as Resolved and New Session.',
		);
	});

	it('have choices that events have', () => {
		const valuesOf = (filter: FilterName) => {
			const option = options.find(({ name }) => name === filter);
			return (option?.options ?? []).map((choice) => ('value' in choice ? choice.value : ''));
		};
		expect(valuesOf('logoutRoles')).toEqual(['admin', 'agent', 'supervisor']);
		expect(valuesOf('resolvedByRoles')).toEqual(['admin', 'agent', 'supervisor']);
		expect(valuesOf('messageOrigins')).toEqual(['api', 'client']);
		expect(valuesOf('messageSenders')).toEqual(['admin', 'agent', 'customer']);
		const senders = options.find(({ name }) => name === 'messageSenders');
		expect(senders?.default).toEqual(['customer']);
	});
});
