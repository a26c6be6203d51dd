import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { INodeProperties } from 'n8n-workflow';

import { resources } from '../../../../nodes/ZohoSalesIq/resources';
import type { Operation } from '../../../../nodes/shared/resources/types';
import type { ZohoSalesIq } from '../../../../sandbox/vendors/zohoSalesIq/index.ts';
import { startVendor } from '../../../support/salesIq';
import { callsOf, nodeFor } from './host';
import { NAMES, parametersOf } from './operations';

const ROOT = join(__dirname, '../../../..');
const FOLDER = 'nodes/ZohoSalesIq/resources';
/** As the code has it: typographic marks are plain in the docs. */
const plain = (text: string) =>
	text.replaceAll('’', "'").replace(/[“”]/g, '"').replaceAll("\\'", "'");
const DOCS = plain(readFileSync(join(ROOT, 'docs/zoho-salesiq.md'), 'utf8'));
const section = (title: string) => DOCS.split(`## ${title}\n`)[1]?.split('\n## ')[0] ?? '';

const ROWS = [...section('Operations').matchAll(/^\| (.+) \|$/gm)]
	.map(([, row = '']) => row.split('|').map((cell) => cell.trim()))
	.slice(2)
	.map(([resource = '', operation = '', , endpoints = '', scopes = '', source = '']) => ({
		name: `${resource}: ${operation}`,
		resource,
		operation,
		endpoints: endpoints.split(', '),
		scopes: scopes.split(', ').map((scope) => scope.replaceAll('`', '')),
		source,
	}));

const byName = new Map<string, { folder: string; value: string }>(
	resources.flatMap(({ name, value, operations }) =>
		operations.map((one) => [`${name}: ${one.name}`, { folder: value, value: one.value }] as const),
	),
);
const sourceOf = (name: string) => {
	const { folder = '', value = '' } = byName.get(name) ?? {};
	const text = readFileSync(join(ROOT, FOLDER, folder, `${value}.ts`), 'utf8');
	// The comment of the operation itself, in one line.
	const comment = [...text.matchAll(/\/\*\*([\s\S]*?)\*\/\nexport const \w+: ItemOperation/g)];
	return (
		(comment.at(-1)?.[1] ?? '')
			.split('/**')
			.at(-1)
			?.replace(/\s*\n\s*\*\s*/g, ' ') ?? ''
	);
};

/** What a path goes through by its ID. */
const PARTS =
	/\/(apps|departments|events|executions|feedbacks|keys|operators)\/(?:\{\w+\}|[\w,-]+)/;

let vendor: ZohoSalesIq;
beforeAll(async () => {
	vendor = await startVendor();
});
afterAll(async () => await vendor.close());

/** A webhook and a conversation, as fields have them. */
async function things() {
	// For an event that does not happen here: the URL is nobody's.
	const events = ['visitor.updated'];
	const webhook = await vendor.addWebhook({
		url: 'https://crm.example.com',
		secured: true,
		events,
	});
	const { conversation } = await vendor.conversations.start();
	const field = (value: string) => ({ __rl: true, mode: 'id', value });
	return {
		webhookId: field(webhook.id),
		conversationId: field(conversation.id),
		ids: [webhook.id, conversation.id] as const,
	};
}

describe('the table of operations', () => {
	it('has each operation, in the order of the editor', () => {
		expect(ROWS.map(({ name }) => name)).toEqual(
			resources.flatMap(({ name, operations }) =>
				operations.map((operation) => `${name}: ${operation.name}`).sort(),
			),
		);
		expect(ROWS.map(({ name }) => name)).toEqual(NAMES);
	});

	it.each(ROWS)('is right about the source of $name', ({ name, endpoints, scopes, source }) => {
		const comment = sourceOf(name);
		for (const text of [...endpoints, ...scopes]) {
			expect(comment.replaceAll('`', '')).toContain(text.replaceAll('`', ''));
		}
		const marks = [...comment.matchAll(/\[((?:doc|code|guess)[^\]]*)\]/g)].flatMap(
			([, mark = '']) => mark.match(/doc|code|guess/g),
		);
		expect([...new Set(marks)].sort().join(', ')).toBe(source);
	});

	it.each(ROWS)('is right about what $name calls', async ({ name, endpoints }) => {
		const { webhookId, conversationId, ids } = await things();
		if (name === 'Webhook: Enable') vendor.setWebhookStatus(ids[0], 'disabled');
		await nodeFor(vendor).run(
			{ ...parametersOf(name), webhookId, conversationId },
			{ onError: 'continueRegularOutput' },
		);
		const called = callsOf(vendor).map(([method, path]) =>
			`${String(method)} ${String(path)}`
				.replace('/api/v2', '')
				.replace(/^(\w+ (?:\/portals|\/api\/v3))\/zylker/, '$1/{screenname}')
				.replace('/visitor/v2/zylker', '/visitor/v2/<screen name>')
				.replace(/\/attachments\/\w+\/\w+/, '/attachments/{number}/{id}')
				.replace(new RegExp(ids.join('|')), '{id}')
				.replace(PARTS, '/$1/{}')
				.replace(/ids=.*|\?(?:limit|page|sort_by)=.*/, (text) =>
					text.startsWith('ids') ? 'ids=' : '',
				),
		);
		const told = endpoints.map((endpoint) => endpoint.replaceAll('`', '').replace(PARTS, '/$1/{}'));
		expect(told).toEqual(expect.arrayContaining([...new Set(called)]));
	});

	it.each(ROWS)('is right about the scopes of $name', async ({ name, scopes }) => {
		const { webhookId, conversationId, ids } = await things();
		const parameters = { ...parametersOf(name), webhookId, conversationId };
		const errorWith = async (granted: string[]) => {
			vendor.setWebhookStatus(ids[0], name === 'Webhook: Enable' ? 'disabled' : 'enabled');
			const [item] = await nodeFor(vendor).run(parameters, {
				scopes: granted,
				onError: 'continueRegularOutput',
			});
			return String(item?.json.error);
		};
		for (const scope of scopes) {
			const others = scopes.filter((other) => other !== scope);
			expect(await errorWith(['SalesIQ.articles.READ', ...others])).toBe(
				`The credential lacks the OAuth scope ${scope}`,
			);
		}
		expect(await errorWith(scopes)).not.toContain('scope');
	});
});

describe('the fields', () => {
	/** Labels of what a user fills in. */
	const fieldsOf = ({ properties }: Operation) => properties.map(({ displayName }) => displayName);

	it.each(resources)('of $name are told once, with their operations', (resource) => {
		const told = [
			...section(resource.name).matchAll(/^- \*\*([^*]+)\*\*(?: \(([\w ,]+)\))?:/gm),
		].map(([, label = '', names]) => [label, names?.split(', ')]);
		const asking = resource.operations;
		const expected = [...new Set(asking.flatMap(fieldsOf))].map((field) => {
			const having = asking.filter((operation) => fieldsOf(operation).includes(field));
			const isOfAll = having.length === asking.length;
			return [field, isOfAll ? undefined : having.map(({ name }) => name).sort()];
		});
		// What is not certain is told in a list of the same form, without names of fields.
		const known = told.filter(([label]) => expected.some(([field]) => field === label));
		expect(known.sort()).toEqual(expected.sort());
	});

	const collections = resources.flatMap(({ name, operations }) =>
		operations.flatMap((operation) =>
			operation.properties
				.filter(({ type }) => type === 'collection')
				.map(({ displayName, options = [] }) => ({
					resource: name,
					operation: operation.name,
					displayName,
					labels: (options as INodeProperties[]).map((option) => option.displayName),
				})),
		),
	);

	it.each(collections)(
		'of $displayName of $resource ($operation) stand below it',
		({ resource, displayName, labels }) => {
			const [, entry = ''] = section(resource).split(`\n- **${displayName}**`);
			const told = [...(entry.split('\n- **')[0] ?? '').matchAll(/^ {2}- \*\*(.+?)\*\*:/gm)];
			expect(told.map(([, label]) => label)).toEqual(labels);
		},
	);
});

/** What is filled in is `…`. */
const withGaps = (text: string) => plain(text).replace(/\$\{(?:[^{}]|\{[^{}]*\})*\}/g, '…');
const SHARED = ['nodes/shared/resources/limit.ts', 'nodes/shared/resources/runOperation.ts'];
const sources = [
	...readdirSync(join(ROOT, FOLDER), { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('.ts'))
		.map((file) => `${FOLDER}/${file}`),
	...SHARED,
].map((file) => readFileSync(join(ROOT, file), 'utf8'));
/** Texts that are the message of a problem, or of an error. */
const MESSAGE =
	/(?:message:|message =|NodeOperationError\(\s*this\.getNode\(\),)\s*(?:'((?:[^'\\]|\\.)*)'|`([^`]*)`)/g;
const messages = [
	...new Set(
		sources.flatMap((source) =>
			[...source.matchAll(MESSAGE)].map(([, text = '', template = '']) =>
				withGaps(text || template),
			),
		),
	),
];

describe('the messages', () => {
	it.each(messages)('%s', (message) => {
		const told = [...section('Troubleshooting').matchAll(/^- (.+)$/gm)].flatMap(([, line = '']) =>
			[...line.matchAll(/\*\*(.+?)\*\*/g)].map(([, text]) => text),
		);
		expect(told).toContain(message);
	});

	it('are read', () => {
		expect(messages.length).toBeGreaterThanOrEqual(24);
	});
});

it('no link within the page leads nowhere', () => {
	const anchors = [...DOCS.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
		title
			.toLowerCase()
			.replace(/[^\w -]/g, '')
			.replaceAll(' ', '-'),
	);
	const targets = [...DOCS.matchAll(/\]\(#([^)]+)\)/g)].map(([, target]) => target);
	expect(targets.length).toBeGreaterThan(resources.length);
	expect(anchors).toEqual(expect.arrayContaining(targets));
});

it('the items of a conversation are told whole', async () => {
	const { conversationId } = await things();
	const json = await nodeFor(vendor).one({
		resource: 'conversation',
		operation: 'get',
		conversationId,
	});
	const namesOf = (value: unknown, prefix = ''): string[] =>
		typeof value === 'object' && value !== null && !Array.isArray(value)
			? Object.entries(value).flatMap(([name, member]) => namesOf(member, `${prefix}.${name}`))
			: [prefix.slice(1)];
	const table = section('Conversation')
		.split('### What comes out')[1]
		?.split('`lastMessage` is')[0];
	const told = [...(table ?? '').matchAll(/^\| `([\w.]+)`/gm)].map(([, name]) => name);
	expect(told).toEqual(namesOf(json));
});

it('the items of a webhook are told whole', async () => {
	const { webhookId } = await things();
	const json = await nodeFor(vendor).one({ resource: 'webhook', operation: 'get', webhookId });
	const table = section('Webhook').split('### What comes out')[1]?.split('The other operations')[0];
	const told = [...(table ?? '').matchAll(/^\| `(\w+)`/gm)].map(([, name]) => name);
	expect(told).toEqual(Object.keys(json));
});
