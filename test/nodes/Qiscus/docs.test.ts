import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import {
	createSourceFile,
	forEachChild,
	isCallExpression,
	isImportDeclaration,
	isNoSubstitutionTemplateLiteral,
	isPropertyAssignment,
	isStringLiteral,
	isTemplateExpression,
	isVariableDeclaration,
	type Node,
	ScriptTarget,
} from 'typescript';

import { QiscusApi } from '../../../credentials/QiscusApi.credentials';
import codex from '../../../nodes/Qiscus/QiscusTrigger.node.json';
import { redact } from '../../../nodes/Qiscus/redact';
import { isSlotName } from '../../../nodes/Qiscus/slots';
import { properties } from '../../../nodes/Qiscus/trigger/description';
import { identify } from '../../../nodes/Qiscus/trigger/event';
import { type EventName, eventOptions, isEventName } from '../../../nodes/Qiscus/trigger/events';
import { FILTERS } from '../../../nodes/Qiscus/trigger/filters';
import { simplify } from '../../../nodes/Qiscus/trigger/output';
import {
	DEFAULT_REPEAT_WINDOW_S,
	type TriggerSettings,
} from '../../../nodes/Qiscus/trigger/settings';
import { qiscusSteps, type TriggerState } from '../../../nodes/Qiscus/trigger/steps';
import { parseLossless } from '../../../nodes/shared/json/parseLossless';
import { asBoolean, asObject } from '../../../nodes/shared/json/read';
import type { JsonObject, JsonValue } from '../../../nodes/shared/json/types';

const ROOT = join(__dirname, '../../..');
const FIXTURES = join(ROOT, 'test/fixtures/qiscus/events');
const DOCS = readFileSync(join(ROOT, 'docs/qiscus-trigger.md'), 'utf8');

/** The code of the app that the fixtures are of. */
const APP_ID = 'oni-bgo2lummmhvzqxbt5';
const EVENTS = eventOptions.map(({ value }) => String(value));

/** The text below a heading of any level, up to the next one of that level or above. */
function section(title: string): string {
	const [, mark = '', start = ''] = DOCS.split(new RegExp(`^(#+) ${title}\n`, 'm'));
	return start.split(new RegExp(`^#{1,${mark.length}} `, 'm'))[0] ?? '';
}

/** The cells of every row of the tables in a text, the headings' and the lines' left out. */
function rowsOf(text: string): string[][] {
	const rows = text.split('\n').filter((line) => line.startsWith('|'));
	return rows
		.map((line) =>
			line
				.slice(1, -1)
				.split('|')
				.map((cell) => cell.trim()),
		)
		.filter((_, at) => ![rows[at], rows[at + 1]].some((line) => /^\|[ |-]+$/.test(line ?? '')));
}

const quoted = (cell = ''): string[] =>
	[...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name);

const names = readdirSync(FIXTURES)
	.filter((file) => file.endsWith('.json'))
	.map((file) => file.slice(0, -'.json'.length));
const read = (name: string) =>
	parseLossless(readFileSync(join(FIXTURES, `${name}.json`), 'utf8')) as JsonObject;

interface Sample {
	name: string;
	event: EventName;
	body: JsonObject;
	simple: JsonObject;
}

function sampleOf(name: string, received: JsonObject): Sample {
	const [event] = name.split('.');
	if (!isEventName(event)) throw new Error(`${name} is of no event`);
	const body = asObject(redact(received)) ?? {};
	return { name, event, body, simple: simplify(event, body, APP_ID) };
}

/** With another id of the customer, where the event has no fixture of such a customer. */
function withCustomer(name: string, object: string, member: string, id: string): Sample {
	const body = read(name);
	const holder = object.split('.').reduce((value, step) => asObject(value[step]) ?? {}, body);
	holder[member] = id;
	return sampleOf(`${name}.${id}`, body);
}

const SAMPLES = [
	...names.map((name) => sampleOf(name, read(name))),
	withCustomer('customButton', 'customer', 'user_id', '6280000000001'),
	withCustomer('newSession', 'payload.from', 'email', 'budi@example.com'),
];

interface Leaf {
	path: string;
	value: JsonValue;
}

const isEmpty = (value: JsonValue) =>
	value === null || (typeof value === 'object' && Object.keys(value).length === 0);

/** Every value that holds no other, with its path; `[]` is each member of a list. */
function leavesOf(value: JsonValue | undefined, path = ''): Leaf[] {
	if (value === undefined) return [];
	if (typeof value !== 'object' || value === null || isEmpty(value)) return [{ path, value }];
	if (Array.isArray(value)) return value.flatMap((member) => leavesOf(member, `${path}[]`));
	return Object.entries(value).flatMap(([key, member]) =>
		leavesOf(member, path === '' ? key : `${path}.${key}`),
	);
}

/** The texts that hold JSON as what they hold: `extras` and a room's `options`. */
function opened({ body }: Sample): JsonObject {
	const open = (value: JsonValue | undefined) =>
		typeof value === 'string' ? parseLossless(value) : value;
	const payload = asObject(body.payload);
	const room = asObject(payload?.room);
	return {
		...body,
		...(body.extras === undefined ? {} : { extras: open(body.extras) }),
		...(room === undefined
			? {}
			: { payload: { ...payload, room: { ...room, options: open(room.options) } } }),
	};
}

describe('links', () => {
	const anchors = (text: string) =>
		[...text.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
			title
				.toLowerCase()
				.replace(/[^\w -]/g, '')
				.replaceAll(' ', '-'),
		);
	const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');

	it('within the page lead somewhere', () => {
		const targets = [...DOCS.matchAll(/\]\(#([^)]+)\)/g)].map(([, target]) => target);
		expect(targets).not.toEqual([]);
		for (const target of targets) expect(anchors(DOCS)).toContain(target);
	});

	it('from the node, its credential and the page to the README lead somewhere', () => {
		const { credentialDocumentation, primaryDocumentation } = codex.resources;
		const targets = [
			new QiscusApi().documentationUrl,
			...[...credentialDocumentation, ...primaryDocumentation].map(({ url }) => url),
			...[...DOCS.matchAll(/\]\(\.\.\/README\.md(#[^)]+)\)/g)].map(([, target = '']) => target),
		].map((url) => url.slice(url.indexOf('#') + 1));
		expect(new Set(targets)).toEqual(new Set(['connect-qiscus', 'qiscus-trigger']));
		for (const target of targets) expect(anchors(readme)).toContain(target);
	});
});

describe('the events in the docs', () => {
	const rows = rowsOf(section('Events'));

	it('are those of the node, by name and value', () => {
		expect(rows.map(([name, value]) => [name, value])).toEqual(
			eventOptions.map(({ name, value }) => [name, `\`${value}\``]),
		);
	});

	it.each(rows)('tell who registers %s', (_, value = '', __, who = '') => {
		const [event = ''] = quoted(value);
		expect(who).toBe(isSlotName(event) ? 'the node, or by hand' : 'by hand');
	});

	it('all have a place where their URL is pasted', () => {
		const places = rowsOf(section('Set up: Manual, and the Custom Button').replace(/^ +/gm, ''));
		expect(places.map(([name]) => name)).toEqual(eventOptions.map(({ name }) => name));
	});
});

describe('the map of fields in the docs', () => {
	const rows = rowsOf(section('What comes out').split(/^### Secrets/m)[0] ?? '').map(
		([item, events = '', sources, meaning = '']) => ({
			item: quoted(item)[0] ?? '',
			events: events === 'every' ? EVENTS : quoted(events),
			sources: quoted(sources),
			meaning,
		}),
	);
	type Row = (typeof rows)[number];

	/** Members that the node adds, which no body has. */
	const ADDED = ['eventId', 'event', 'receivedAt'];
	const rowsFor = (event: string) => rows.filter(({ events }) => events.includes(event));

	const isBelow = (path: string, { path: leaf }: Leaf) =>
		path.endsWith('.*')
			? leaf === path.slice(0, -2) || leaf.startsWith(path.slice(0, -1))
			: leaf === path;
	const isInside = (path: string, { path: leaf, value }: Leaf) =>
		isEmpty(value) && (path.startsWith(`${leaf}.`) || path.startsWith(`${leaf}[`));
	/** An empty list is told by the rows of its members, `null` and an empty object are not. */
	const rowOf = (event: string, leaf: Leaf): Row | undefined =>
		rowsFor(event).find(
			({ item }) => isBelow(item, leaf) || (Array.isArray(leaf.value) && isInside(item, leaf)),
		);

	/** What the docs say that is told from something else. */
	const TOLD: Record<string, (value: JsonValue) => JsonValue> = {
		'message.origin': (value) => (value === 'post_comment_rest' ? 'api' : 'client'),
		'message.sender': () => 'customer',
		'room.source': (value) => (value === 'Qiscus Widget' ? 'qiscus' : value),
	};

	/** The forms in which a value may come out, from the documented conversions. */
	function formsOf({ path, value }: Leaf, { item }: Row): JsonValue[] {
		const told = TOLD[item];
		if (told !== undefined) return [told(value)];
		// Properties of any form: their names are values of the item.
		const forms: JsonValue[] = item.endsWith('.key') ? [path.split('.').at(-1) ?? ''] : [];
		if (typeof value !== 'string' && typeof value !== 'number') return [...forms, value];
		const ms = Number(value) * 1_000;
		return [
			...forms,
			value,
			String(value),
			asBoolean(value) ?? value,
			...(String(value).trim() === '' ? [] : [Number(value)]),
			...(item === 'actionAt' ? [new Date(ms).toISOString()] : []),
			String(value).replace(' ', 'T'),
		];
	}

	it('has a row for each member once in an event, with a meaning', () => {
		const members = rows.flatMap(({ item, events }) => events.map((event) => `${item} ${event}`));
		expect(members.length).toBeGreaterThan(150);
		expect(members).toEqual([...new Set(members)]);
		for (const { item, events, meaning } of rows) {
			expect([item, events.filter(isEventName)]).toEqual([item, events]);
			expect([item, events.length > 0 && meaning !== '']).toEqual([item, true]);
		}
	});

	it('has the members that the node adds', () => {
		const [sample] = SAMPLES;
		if (sample === undefined) throw new Error('no fixture');
		const steps = qiscusSteps({ isSimplified: true } as TriggerSettings, {} as TriggerState);
		const item = steps.output({ ...sample, name: sample.event, receivedMs: 0 }, 'its id');
		const added = Object.keys(item).filter((key) => !Object.hasOwn(sample.simple, key));
		expect(added).toEqual(ADDED);
		for (const member of ADDED) expect(rows.map(({ item }) => item)).toContain(member);
	});

	it.each(SAMPLES)('has each member that Simplify makes of $name, from its source', (sample) => {
		const sources = leavesOf(opened(sample));
		for (const leaf of leavesOf(sample.simple)) {
			const row = rowOf(sample.event, leaf);
			expect([leaf.path, row?.item]).toEqual([leaf.path, expect.any(String)]);
			// What the list is empty of has no source.
			if (row === undefined || Array.isArray(leaf.value)) continue;
			const told = sources.filter((source) => row.sources.some((path) => isBelow(path, source)));
			const forms = told.flatMap((source) => formsOf(source, row));
			if (row.item === 'appId') forms.push(APP_ID);
			expect([leaf.path, forms]).toEqual([leaf.path, expect.arrayContaining([leaf.value])]);
		}
	});

	it.each(SAMPLES)('has each member that Qiscus sends in $name', (sample) => {
		for (const leaf of leavesOf(opened(sample))) {
			const known = rowsFor(sample.event).flatMap(({ sources }) => sources);
			const found = known.some((path) => isBelow(path, leaf) || isInside(path, leaf));
			expect([leaf.path, found]).toEqual([leaf.path, true]);
		}
	});

	it('has no row, and no source in one, that no fixture meets', () => {
		const unmet = rows.flatMap(({ item, events, sources }) => {
			const samples = SAMPLES.filter(({ event }) => events.includes(event));
			const bodies = samples.flatMap((sample) => leavesOf(opened(sample)));
			const made = (event: string) =>
				samples
					.filter((sample) => sample.event === event)
					.flatMap(({ simple }) => leavesOf(simple))
					.some((leaf) => isBelow(item, leaf));
			return [
				...events.filter((event) => !ADDED.includes(item) && !made(event)),
				...sources.filter((path) => !bodies.some((leaf) => isBelow(path, leaf))),
			].map((missing) => `${item}: ${missing}`);
		});
		expect(unmet).toEqual([]);
	});

	it('names secrets that are removed', () => {
		const removed = quoted(section('Secrets that are removed')).filter((name) => /_/.test(name));
		expect(removed).toEqual(expect.arrayContaining(['authentication_token', 'secret_key']));
		for (const name of removed) expect(redact({ [name]: 'x', kept: 1 })).toEqual({ kept: 1 });
	});

	it('tells which events have the same eventId when they are delivered again', () => {
		const again = rowsOf(section('How eventId is made')).map(([event = '', , same]) => [
			quoted(event)[0],
			same,
		]);
		const tried = EVENTS.map((event) => {
			const sample = SAMPLES.filter((one) => one.event === event).map((one) =>
				[1_000, 2_000].map(
					(receivedMs) => identify({ ...one, name: one.event, receivedMs }, 1).eventId,
				),
			);
			return [event, sample.some(([first, second]) => first === second) ? 'yes' : 'no'];
		});
		expect(again).toEqual(tried);
	});
});

describe('the filters in the docs', () => {
	const rows = rowsOf(section('Filters'));

	it('are those of the node, with the events that each applies to', () => {
		expect(rows.map(([label, events]) => [label, quoted(events)])).toEqual(
			FILTERS.map(({ label, readsOf }) => [
				label,
				EVENTS.filter((event) => readsOf(event) !== undefined),
			]),
		);
	});

	it('say what they compare', () => {
		for (const [label, , compared] of rows) expect([label, compared]).not.toEqual([label, '']);
	});
});

describe('the options in the docs', () => {
	it('are those of the node', () => {
		const { options = [] } = properties.find(({ name }) => name === 'options') ?? {};
		const labels = options.map((option) => ('displayName' in option ? option.displayName : ''));
		const told = [...section('Options').matchAll(/^\*\*([^*]+)\*\*/gm)].map(([, label]) => label);
		expect(told).toEqual(labels);
		expect(section('Options')).toContain(
			`**Repeat Window (Seconds)** (${DEFAULT_REPEAT_WINDOW_S})`,
		);
	});
});

describe('the messages in the docs', () => {
	/** Where texts for the editor stand that are no messages about what happened, and what the trigger does not use. */
	const NO_MESSAGES =
		/\/(?:description|filterDescription|events|filters|filters\/properties|simplify|eventsSubtitle|formBody|webhooks|trigger\/hints)\.ts$|\.node\.ts$|\/(?:output|json|resources|allocation)\//;
	const files = ['nodes/Qiscus', 'nodes/shared'].flatMap((folder) =>
		readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
			.map((file) => `${folder}/${file}`)
			.filter((file) => file.endsWith('.ts') && !NO_MESSAGES.test(file)),
	);

	/** As one line of plain text, with `…` for whatever is filled in. */
	const plain = (text: string) =>
		text
			.replace(/\*\*|`/g, '')
			.replace(/\]\([^)]*\)|\[/g, '')
			.replaceAll('’', "'")
			.replace(/[“”]/g, '')
			.replace(/\s+/g, ' ')
			.trim();
	const wordsOf = (text: string) => text.match(/[A-Za-z0-9']+/g) ?? [];

	function textOf(node: Node): string | undefined {
		if (isStringLiteral(node) || isNoSubstitutionTemplateLiteral(node)) return node.text;
		if (!isTemplateExpression(node)) return undefined;
		return [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join('…');
	}

	/** What to do is told in the docs' own words; `displayCondition` is an expression. */
	const isAdvice = (node: Node): boolean =>
		(isPropertyAssignment(node) && /^(?:advice|displayCondition)$/.test(node.name.getText())) ||
		(isVariableDeclaration(node) && node.name.getText().endsWith('ADVICE'));

	/** Every text below a node, and whether it is advice. */
	function textsIn(node: Node, advice = false): Array<{ text: string; advice: boolean }> {
		if (isImportDeclaration(node)) return [];
		const texts: Array<{ text: string; advice: boolean }> = [];
		const text = textOf(node);
		if (text !== undefined) texts.push({ text: plain(text), advice });
		const isBlocked = isCallExpression(node) && node.expression.getText() === 'blocked';
		forEachChild(node, (child) => {
			const isSecond = isBlocked && child === node.arguments[1];
			texts.push(...textsIn(child, advice || isSecond || isAdvice(child)));
		});
		return texts;
	}

	const texts = files.flatMap((file) =>
		textsIn(
			createSourceFile(file, readFileSync(join(ROOT, file), 'utf8'), ScriptTarget.Latest, true),
		),
	);
	/** What happened, in each message's first sentence. */
	const messages = [
		...new Set(
			texts
				.filter(({ advice }) => !advice)
				.map(({ text }) => text.split(/\. (?=[A-Z])/)[0] ?? '')
				.filter((text) => / \S+ /.test(text) && wordsOf(text).length >= 4),
		),
	];
	const page = plain(`${section('What happens at Qiscus')} ${section('Troubleshooting')}`);

	const fragmentsOf = (text: string, leastWords: number) =>
		text
			.split('…')
			.map((part) => part.replace(/^[^A-Za-z0-9]+|[^A-Za-z0-9]+$/g, ''))
			.filter((part) => wordsOf(part).length >= leastWords);

	it('are found in the code', () => {
		expect(messages.length).toBeGreaterThan(50);
	});

	it.each(messages)('have: %s', (message) => {
		expect(fragmentsOf(message, 2).filter((part) => !page.includes(part))).toEqual([]);
	});

	const labels = ['When you publish or listen', 'In the credential', 'In the lists of the node']
		.concat("In n8n's log")
		.flatMap((title) => [...section(title).matchAll(/\*\*(.+?)\*\*/g)])
		.map(([, label = '']) => plain(label).replace(/\.$/, ''));

	/** Any text that the code may show, whatever is filled in. */
	const shown = texts
		.flatMap(({ text }) => [text, text.split(/\. (?=[A-Z])/)[0] ?? ''])
		.filter((text) => wordsOf(text).length >= 3)
		.map((text) => {
			const parts = text.split('…').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
			return new RegExp(`^${parts.join('.+')}\\.?$`);
		});

	it.each([...new Set(labels)])('are in the code: %s', (label) => {
		const isWhole = shown.some((pattern) => pattern.test(label));
		const isPart = fragmentsOf(label, 1).every((part) =>
			texts.some(({ text }) => text.includes(part)),
		);
		expect(isWhole || isPart).toBe(true);
	});
});
