import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import fc from 'fast-check';
import type { INodeParameters } from 'n8n-workflow';

import { eventOptions } from '../../../nodes/Qiscus/trigger/events';
import type { TriggerSettings } from '../../../nodes/Qiscus/trigger/settings';
import { qiscusSteps, type TriggerState } from '../../../nodes/Qiscus/trigger/steps';
import type {
	DeliveryRecord,
	EmitOptions,
	Qiscus,
	SendOptions,
	Signing,
	SlotName,
} from '../../../sandbox/vendors/qiscus/index.ts';
import { startTrigger, startVendor } from '../../support/qiscus';
import type { TriggerHost } from '../../support/triggerHost';

const EVENTS = eventOptions.map(({ value }) => value as SlotName);
const FIXTURES = readdirSync(join(__dirname, '../../fixtures/qiscus/events'))
	.filter((file) => file.endsWith('.json'))
	.map((file) => file.slice(0, -'.json'.length));
const TOKEN = 'a-webhook-token-of-the-credential';
const MINUTE_MS = 60_000;

let vendor: Qiscus;
let host: TriggerHost;
beforeEach(async () => {
	vendor = await startVendor({ deliveryTimeoutMs: MINUTE_MS });
});
afterEach(async () => {
	const answers = vendor.deliveries.map(({ answerBody }) => answerBody);
	const told = JSON.stringify([host.items, host.logs, answers]);
	await host.stop();
	await vendor.close();
	// Whatever a test did, no secret of the vendor's got anywhere.
	expect(told).not.toContain(vendor.marker);
});

type StartOptions = NonNullable<Parameters<typeof startTrigger>[1]>;

/** A trigger for every event, whose URLs are pasted by hand. */
async function start({
	parameters,
	credential,
	...more
}: StartOptions & { parameters?: INodeParameters } = {}): Promise<void> {
	host = await startTrigger(vendor, {
		parameters: { webhookSetup: 'manual', events: EVENTS, ...parameters },
		credential: { webhookToken: TOKEN, ...credential },
		...more,
	});
}

const urlFor = (query: Record<string, string>) =>
	`${host.localUrl}?${new URLSearchParams(query).toString()}`;

/** An event that Qiscus tells the pasted URL. */
async function happens(
	event: SlotName,
	options: EmitOptions = {},
	query: Record<string, string> = { event, token: TOKEN },
) {
	vendor.setSlot(event, { url: urlFor(query), enabled: true });
	const result = await vendor.emit(event, options);
	if (result.delivery === undefined) throw new Error(`Nobody was told of ${event}`);
	return { ...result, delivery: result.delivery };
}

/** One hand-made call; a body that is no text is sent as JSON. */
async function send(
	body: unknown,
	query: Record<string, string> = { event: 'botMessage', token: TOKEN },
	options: SendOptions = {},
): Promise<DeliveryRecord> {
	const isRaw = typeof body === 'string' || Buffer.isBuffer(body);
	return await vendor.send(urlFor(query), isRaw ? body : JSON.stringify(body), options);
}

let messages = 0;
const message = (more: object = {}) => ({
	payload: {
		from: { email: '6280000000001', name: 'Rina' },
		message: { id: ++messages, text: 'Halo' },
		...more,
	},
});

const ACCEPTED = { status: 200, answerBody: '{"status":"accepted"}' };
const IGNORED = { status: 200, answerBody: '{"status":"ignored"}' };
const DUPLICATE = { status: 200, answerBody: '{"status":"duplicate"}' };
const READY = { status: 200, answerBody: '{"status":"ready"}' };
const UNREADABLE = {
	status: 400,
	answerBody: '{"message":"The body is not JSON that can be read"}',
};
const REFUSED = {
	status: 401,
	answerBody: '{"message":"The sender of this request could not be verified"}',
};

describe('a delivery to the Qiscus Trigger', () => {
	it.each(FIXTURES)('of %s starts one item', async (name) => {
		await start();
		const [event = '', ...variant] = name.split('.');
		const { delivery, roomId } = await happens(
			event as SlotName,
			variant.length === 0 ? {} : { variant: variant.join('.') },
		);
		expect(delivery).toMatchObject(ACCEPTED);
		expect(host.items).toEqual([
			expect.objectContaining({
				eventId: expect.stringMatching(/^[0-9a-f]{32}$/),
				event,
				appId: vendor.app.code,
				...(roomId === undefined ? {} : { room: expect.objectContaining({ id: roomId }) }),
			}),
		]);
		const [item] = host.items;
		expect(Math.abs(Date.now() - Date.parse(String(item?.receivedAt)))).toBeLessThan(MINUTE_MS);
		expect(host.logs).toEqual([]);
	});

	it.each(FIXTURES)('of %s starts one item as it came, but for the secrets', async (name) => {
		await start({ parameters: { simplify: false } });
		const [event = '', ...variant] = name.split('.');
		const { delivery, text } = await happens(
			event as SlotName,
			variant.length === 0 ? {} : { variant: variant.join('.') },
		);
		expect(delivery).toMatchObject(ACCEPTED);
		expect(host.items).toHaveLength(1);
		const [item] = host.items;
		expect(item).not.toHaveProperty('eventId');
		const isSecret = (key: string) => /_(?:key|token)$/.test(key);
		// Texts with JSON in them are written anew where a secret was taken out.
		const read = (json: string): unknown =>
			JSON.parse(json, (key, value: unknown) => {
				if (isSecret(key)) return undefined;
				return typeof value === 'string' && value.startsWith('{') ? read(value) : value;
			});
		// What a double cannot hold is told as text.
		const lossless = text.replace(/(?<=: )\d{17,}/g, '"$&"');
		expect(read(JSON.stringify(item))).toEqual(read(lossless));
	});

	it('that the node registered itself starts one item', async () => {
		await start({ parameters: { webhookSetup: 'automatic' }, credential: { webhookToken: '' } });
		await host.runHook('create');
		for (const event of EVENTS.filter((name) => name !== 'customButton')) {
			const { delivery } = await vendor.emit(event);
			expect([event, delivery?.status, host.items.at(-1)?.event]).toEqual([event, 200, event]);
		}
		expect(host.items).toHaveLength(5);
	});

	it('is known by its body where the URL does not say the event', async () => {
		await start();
		for (const event of EVENTS) {
			const { delivery } = await happens(event, {}, { token: TOKEN });
			expect([event, delivery.answerBody]).toEqual([event, ACCEPTED.answerBody]);
		}
		expect(host.items.map(({ event }) => event)).toEqual(EVENTS);
	});

	it('of any content type starts one item', async () => {
		await start();
		for (const type of ['text/plain', 'application/x-www-form-urlencoded', '']) {
			const headers = { 'content-type': type };
			expect(await send(message(), undefined, { headers })).toMatchObject(ACCEPTED);
		}
		expect(host.items).toHaveLength(3);
	});

	it('that nobody chose is ignored', async () => {
		await start({ parameters: { events: ['newSession'] } });
		expect((await happens('botMessage')).delivery).toMatchObject(IGNORED);
		expect((await happens('userLogout')).delivery).toMatchObject(IGNORED);
		expect(host.items).toEqual([]);
		expect(host.logs).toEqual([]);
	});

	it('that a filter holds back is ignored', async () => {
		await start({ parameters: { filters: { sources: ['wa'], rooms: '' } } });
		expect((await happens('botMessage', { variant: 'fromApi' })).delivery).toMatchObject(IGNORED);
		expect((await happens('botMessage', { variant: 'whatsApp' })).delivery).toMatchObject(ACCEPTED);
		// No filter by source applies to it.
		expect((await happens('userLogout')).delivery).toMatchObject(ACCEPTED);
	});

	it('without a body, or with an empty one, is a validation', async () => {
		await start();
		for (const method of ['HEAD', 'GET', 'PUT']) {
			const { status } = await vendor.send(host.localUrl, '', { method });
			expect([method, status]).toEqual([method, 200]);
		}
		for (const body of ['', ' ', '{}', ' { } \n']) {
			expect(await vendor.send(host.localUrl, body)).toMatchObject(READY);
		}
		expect(host.items).toEqual([]);
		expect(host.logs).toEqual([]);
	});
});

describe('a delivery without the right token', () => {
	const odd: Array<[string, Record<string, string>]> = [
		['no', {}],
		['an empty', { token: '' }],
		['another', { token: 'a-webhook-token-of-the-credentiaL' }],
		['a shorter', { token: TOKEN.slice(0, -1) }],
		['a longer', { token: `${TOKEN} ` }],
		['a list of', { 'token[]': TOKEN }],
		['an object of', { 'token[a]': TOKEN }],
		['another member for the', { webhook_token: TOKEN }],
		['the text undefined for a', { token: 'undefined' }],
	];

	it.each(odd)('is refused: %s token', async (_what, query) => {
		await start();
		for (const event of EVENTS) {
			const { delivery } = await happens(event, {}, { event, ...query });
			expect(delivery).toMatchObject(REFUSED);
		}
		expect(host.items).toEqual([]);
		expect(host.logs).toHaveLength(1);
		expect(host.logs.join()).toContain('the token in its URL is missing or wrong');
		expect(host.logs.join()).not.toContain(TOKEN.slice(0, 10));
	});

	it('is refused where the token comes twice', async () => {
		await start();
		const settings = { isManual: true } as TriggerSettings;
		const state: TriggerState = {
			token: undefined,
			access: { appId: 'a', signatureSecret: '', webhookToken: TOKEN },
			knowsRoom: async () => ({ ok: true, data: true }),
			now: () => 0,
		};
		const { authenticate } = qiscusSteps(settings, state);
		const refusalFor = async (token: unknown) =>
			await authenticate({ method: 'POST', headers: {}, query: { token }, rawBody: Buffer.of(1) });
		expect(await refusalFor(TOKEN)).toBeUndefined();
		// What n8n makes of `?token=a&token=b` and `?token[0]=a`.
		for (const token of [[TOKEN], [TOKEN, TOKEN], { 0: TOKEN }, undefined, null, true]) {
			expect(await refusalFor(token)).toEqual(expect.stringContaining('missing or wrong'));
		}
	});

	it('is refused whatever stands in headers and body', async () => {
		await start();
		const headers = {
			authorization: `Bearer ${TOKEN}`,
			token: TOKEN,
			'x-token': TOKEN,
			cookie: `token=${TOKEN}`,
		};
		const body = { ...message(), token: TOKEN, query: { token: TOKEN } };
		expect(await send(body, { event: 'botMessage' }, { headers })).toMatchObject(REFUSED);
		expect(host.items).toEqual([]);
	});

	it('is refused with Manual where the node once registered another', async () => {
		await start({ staticData: { token: 'registered-token' } });
		const event = 'botMessage';
		expect(await send(message(), { event, token: 'registered-token' })).toMatchObject(REFUSED);
		expect(await send(message())).toMatchObject(ACCEPTED);
	});

	it('is let in with Automatic by the registered token, and for a pasted event by the credential’s', async () => {
		const registered = 'registered-token-of-256-random-bits';
		await start({
			parameters: { webhookSetup: 'automatic', events: ['botMessage', 'customButton'] },
			staticData: { token: registered },
		});
		const event = 'botMessage';
		expect(await send(message(), { event, token: registered })).toMatchObject(ACCEPTED);
		expect(await send(message())).toMatchObject(REFUSED);
		expect(await send('{"room_id":1}', { event: 'customButton', token: TOKEN })).toMatchObject(
			ACCEPTED,
		);
		expect(await send(message(), { event, token: 'other' })).toMatchObject(REFUSED);
		expect(host.items).toHaveLength(2);
	});

	it('is refused where its token is too short to be none that somebody guesses', async () => {
		await start({ credential: { webhookToken: 'a' } });
		expect(await send(message(), { event: 'botMessage', token: 'a' })).toMatchObject(REFUSED);
	});

	it.each([
		['automatic', 'no token is known for its URL'],
		['manual', 'the Qiscus credential has no Webhook Token'],
	])('is refused with %s while no token is known at all', async (webhookSetup, reason) => {
		await start({ parameters: { webhookSetup }, credential: { webhookToken: ' ' } });
		const queries: Array<Record<string, string>> = [{}, { token: '' }, { token: ' ' }];
		for (const query of [...queries, { token: 'undefined' }]) {
			expect(await send(message(), { event: 'botMessage', ...query })).toMatchObject(REFUSED);
		}
		expect(host.items).toEqual([]);
		expect(host.logs).toHaveLength(1);
		expect(host.logs.join()).toContain(reason);
	});

	it.each([
		['has no values', { credentials: { qiscusApi: {} } }],
		['has only empty ones', { credential: { appId: '', secretKey: '', baseUrl: '' } }],
		['has values of other types', { credentials: { qiscusApi: { appId: 5, baseUrl: true } } }],
		['is none', { credentials: {} }],
	] as Array<[string, StartOptions]>)(
		'is refused where the credential %s',
		async (_what, options) => {
			await start({
				parameters: { webhookSetup: 'automatic' },
				staticData: { token: 'registered-token' },
				...options,
			});
			for (const token of ['registered-token', TOKEN, '', 'undefined']) {
				expect(await send(message(), { event: 'botMessage', token })).toMatchObject(REFUSED);
			}
			expect(host.items).toEqual([]);
			expect(host.logs.join()).toContain('the Qiscus credential of the node cannot be read');
		},
	);
});

describe('a delivery of another app', () => {
	it('is refused, by either name of the app', async () => {
		await start();
		const other = (text: string) => text.replaceAll(vendor.app.code, 'oni-other');
		for (const event of ['agentAllocation', 'botMessage', 'markAsResolved'] as const) {
			const variant = event === 'botMessage' ? 'whatsApp' : 'newer';
			const { delivery } = await happens(event, { variant, change: other });
			expect([event, delivery.status]).toEqual([event, 401]);
		}
		for (const body of [
			{ ...message(), app_id: 'oni-other' },
			{ ...message(), app_code: 'oni-other' },
			{ ...message(), app_id: vendor.app.code, app_code: 'oni-other' },
			{ ...message(), app_id: 5 },
		]) {
			expect(await send(body)).toMatchObject(REFUSED);
		}
		expect(host.items).toEqual([]);
		expect(host.logs).toHaveLength(1);
		expect(host.logs.join()).toContain('another app of Qiscus');
		expect(host.logs.join()).not.toContain('oni-other');
	});

	it('is none where the body names this app, or no app', async () => {
		await start();
		expect(await send({ ...message(), app_id: vendor.app.code })).toMatchObject(ACCEPTED);
		expect(await send({ ...message(), app_code: ` ${vendor.app.code} ` })).toMatchObject(ACCEPTED);
		expect(await send({ ...message(), app_id: null, app_code: '' })).toMatchObject(ACCEPTED);
		expect(await send(message())).toMatchObject(ACCEPTED);
	});
});

describe('with a signature secret, a delivery', () => {
	const secret = 'a-signature-secret';
	const signings: Signing[] = [
		{ header: 'QISCUS-SDK-SIGNATURE', secret, encoding: 'hex' },
		{ header: 'QISCUS-SDK-SIGNATURE', secret, encoding: 'base64' },
		{ header: 'qiscus-signature-key', secret, encoding: 'hex' },
		{ header: 'qiscus-signature-key', secret, encoding: 'base64' },
	];

	it.each(signings)('is let in by $header in $encoding', async (signing) => {
		await start({ credential: { signatureSecret: secret } });
		vendor.quirks.signing = signing;
		expect((await happens('botMessage', { variant: 'whatsApp' })).delivery).toMatchObject(ACCEPTED);
		expect((await happens('userLogout')).delivery).toMatchObject(ACCEPTED);
		expect(host.items).toHaveLength(2);
	});

	it.each(signings)('is refused by $header in $encoding of another body', async (signing) => {
		await start({ credential: { signatureSecret: secret } });
		vendor.quirks.signing = signing;
		const { delivery } = await happens('botMessage', { variant: 'whatsApp' });
		const name = signing.header;
		const headers = { [name]: delivery.headers[name] ?? '' };
		const flipped = Buffer.from(delivery.body);
		flipped[flipped.indexOf('Rina')] = 'S'.charCodeAt(0);
		expect(await send(flipped, undefined, { headers })).toMatchObject(REFUSED);
		expect(await send(`${delivery.body} `, undefined, { headers })).toMatchObject(REFUSED);
		expect(await send(delivery.body, undefined, { headers })).toMatchObject(DUPLICATE);
		expect(host.items).toHaveLength(1);
		expect(host.logs.join()).toContain('its signature is missing or does not match its body');
		expect(host.logs.join()).not.toContain(secret);
	});

	it('is refused without one, with another secret’s, and with a right one but no token', async () => {
		await start({ credential: { signatureSecret: secret } });
		expect((await happens('botMessage')).delivery).toMatchObject(REFUSED);
		vendor.quirks.signing = { ...signings[0]!, secret: 'another secret' };
		expect((await happens('botMessage')).delivery).toMatchObject(REFUSED);
		vendor.quirks.signing = signings[0]!;
		const { delivery } = await happens('botMessage', {}, { event: 'botMessage' });
		expect(delivery).toMatchObject(REFUSED);
		expect(host.items).toEqual([]);
	});

	it('is let in signed or not where no secret is set', async () => {
		await start();
		vendor.quirks.signing = signings[0]!;
		expect((await happens('botMessage')).delivery).toMatchObject(ACCEPTED);
		vendor.quirks.signing = null;
		expect((await happens('botMessage')).delivery).toMatchObject(ACCEPTED);
	});
});

describe('a body that is no event', () => {
	it('is ignored, with one line in the log and nothing of itself in it', async () => {
		await start();
		for (const body of [
			{ secret_word: 'body-text' },
			{ type: 'body-text' },
			['body-text'],
			'"body-text"',
			'5',
			'null',
		]) {
			expect(await send(body, { token: TOKEN })).toMatchObject(IGNORED);
		}
		expect(host.items).toEqual([]);
		expect(host.logs).toHaveLength(1);
		expect(host.logs.join()).toContain('its body is none of Qiscus’ six webhooks');
		expect(host.logs.join()).not.toMatch(/body-text|secret_word|token/);
	});

	it('is ignored where it is no object, whatever the URL says', async () => {
		await start();
		for (const body of ['[1]', '"x"', 'null', 'true']) {
			expect(await send(body)).toMatchObject(IGNORED);
		}
		expect(host.items).toEqual([]);
	});

	it('is unreadable where it is no JSON, or too deep', async () => {
		await start();
		const deep = (levels: number) => `{"payload":${'['.repeat(levels)}1${']'.repeat(levels)}}`;
		for (const body of ['{"a":', 'body-text', '{"a":1}{', Buffer.of(0xff, 0xfe), deep(100)]) {
			expect(await send(body)).toMatchObject(UNREADABLE);
		}
		expect(host.logs).toHaveLength(1);
		expect(host.logs.join()).not.toContain('body-text');
		expect(host.items).toEqual([]);
	});

	it('leaves nothing of itself in the log where it is refused', async () => {
		await start();
		for (let i = 0; i < 5; i++) {
			await send(
				{ ...message(), note: 'body-text' },
				{ event: 'botMessage', token: 'wrong-token' },
			);
		}
		expect(host.logs).toHaveLength(1);
		expect(host.logs.join()).not.toMatch(/body-text|wrong-token|6280000000001/);
	});
});

describe('an event', () => {
	it('with an id that is told again starts nothing', async () => {
		await start();
		for (const [event, variant] of [
			['botMessage', 'whatsApp'],
			['botMessage', 'sdkRoom'],
			['markAsResolved', 'newer'],
			['newSession', 'attachment'],
			['userLogout', 'agent'],
		] as const) {
			const result = await happens(event, { variant });
			expect(result.delivery).toMatchObject(ACCEPTED);
			expect(await vendor.repeat(result)).toMatchObject(DUPLICATE);
		}
		expect(host.items).toHaveLength(5);
	});

	it('with an id is known again in another shape', async () => {
		await start();
		const first = message();
		expect(await send(first)).toMatchObject(ACCEPTED);
		const id = String(messages);
		const again = { payload: { ...first.payload, message: { id, id_str: id, text: 'Halo' } } };
		expect(await send({ type: 'post_comment_mobile', ...again })).toMatchObject(DUPLICATE);
		expect(host.items).toHaveLength(1);
	});

	it('of one trigger is new to another', async () => {
		await start();
		const body = message();
		expect(await send(body)).toMatchObject(ACCEPTED);
		await host.stop();
		await start();
		expect(await send(body)).toMatchObject(ACCEPTED);
	});

	it('of a room’s allocation starts nothing again within the window', async () => {
		await start();
		const { roomId = '', delivery } = await happens('agentAllocation');
		expect(delivery).toMatchObject(ACCEPTED);
		const again = await happens('agentAllocation', { roomId, variant: 'newer' });
		expect(again.delivery).toMatchObject(DUPLICATE);
		expect((await happens('agentAllocation')).delivery).toMatchObject(ACCEPTED);
		expect(host.items).toHaveLength(2);
	});

	it('of a room’s allocation that is told twice at the same time starts one item', async () => {
		vendor.quirks.allocationRepeats = 'twice';
		await start();
		await happens('agentAllocation');
		expect(vendor.deliveries.map(({ answerBody }) => answerBody).sort()).toEqual([
			ACCEPTED.answerBody,
			DUPLICATE.answerBody,
		]);
		expect(host.items).toHaveLength(1);
	});

	it('of a room’s allocation is new once the window is over', async () => {
		await start({ parameters: { options: { repeatWindow: 1 } } });
		const { roomId = '' } = await happens('agentAllocation');
		expect((await happens('agentAllocation', { roomId })).delivery).toMatchObject(DUPLICATE);
		await new Promise((resolve) => setTimeout(resolve, 1_100));
		expect((await happens('agentAllocation', { roomId })).delivery).toMatchObject(ACCEPTED);
		expect(new Set(host.items.map(({ eventId }) => eventId)).size).toBe(2);
	});

	it('of a room’s allocation is always new without a window', async () => {
		await start({ parameters: { options: { repeatWindow: 0 } } });
		const { roomId = '' } = await happens('agentAllocation');
		expect((await happens('agentAllocation', { roomId })).delivery).toMatchObject(ACCEPTED);
		// What has an id is known again all the same.
		const result = await happens('botMessage', { variant: 'whatsApp' });
		expect(await vendor.repeat(result)).toMatchObject(DUPLICATE);
		expect(host.items).toHaveLength(3);
	});

	it('without an id starts nothing again within the window', async () => {
		await start();
		const result = await happens('botMessage');
		expect(result.delivery).toMatchObject(ACCEPTED);
		expect(await vendor.repeat(result)).toMatchObject(DUPLICATE);
		const other = { ...result, text: result.text.replace('ini pesan', 'pesan lain') };
		expect(await vendor.repeat(other)).toMatchObject(ACCEPTED);
	});

	it('of the custom button is one for each click', async () => {
		await start();
		const result = await happens('customButton');
		expect(await vendor.repeat(result)).toMatchObject(ACCEPTED);
		expect(host.items).toHaveLength(2);
		expect(new Set(host.items.map(({ eventId }) => eventId)).size).toBe(2);
	});

	it.each(['botMessage', 'agentAllocation', 'customButton'] as const)(
		'whose execution n8n could not store counts as new when it is told again: %s',
		async (event) => {
			await start();
			host.failStoringWith = 500;
			const result = await happens(event);
			expect(result.delivery.status).toBe(500);
			host.failStoringWith = undefined;
			expect(await vendor.repeat(result)).toMatchObject(ACCEPTED);
			expect(host.items).toHaveLength(1);
		},
	);

	it('that Qiscus gave up waiting for counts by what n8n did with it', async () => {
		await start();
		const impatient = async (body: object) =>
			await expect(
				fetch(urlFor({ event: 'botMessage', token: TOKEN }), {
					method: 'POST',
					body: JSON.stringify(body),
					signal: AbortSignal.timeout(100),
				}),
			).rejects.toThrow();
		const [stored, lost] = [message(), message()];
		host.storeDelayMs = 300;
		await impatient(stored);
		await new Promise((resolve) => setTimeout(resolve, 400));
		host.failStoringWith = 500;
		await impatient(lost);
		// The trigger looks again after half a second.
		await new Promise((resolve) => setTimeout(resolve, 1_200));
		host.failStoringWith = undefined;
		host.storeDelayMs = 0;
		expect(await send(stored)).toMatchObject(DUPLICATE);
		expect(await send(lost)).toMatchObject(ACCEPTED);
	});
});

describe('a message of the app’s own people', () => {
	const own = () => ({
		from: { email: `${vendor.app.code}_admin@qismo.com`, name: 'Bot' },
	});

	it('starts nothing, until somebody chooses it', async () => {
		await start();
		expect(await send(message(own()))).toMatchObject(IGNORED);
		expect(await send(message())).toMatchObject(ACCEPTED);
		await host.stop();
		await start({ parameters: { filters: { messageSenders: ['admin', 'agent'] } } });
		expect(await send(message(own()))).toMatchObject(ACCEPTED);
		expect(await send(message())).toMatchObject(IGNORED);
		expect(host.items).toEqual([expect.objectContaining({ event: 'botMessage' })]);
	});

	it.each([[[]], [null], [''], [['']], [' , '], [true], [{}]])(
		'starts nothing where the senders that are chosen are %j, which is none',
		async (messageSenders) => {
			await start({ parameters: { filters: { messageSenders } as INodeParameters } });
			expect(await send(message(own()))).toMatchObject(IGNORED);
			expect(await send(message())).toMatchObject(ACCEPTED);
		},
	);
});

describe('Confirm With Qiscus', () => {
	const confirming = { parameters: { options: { confirmRooms: true } } };
	const asked = () => vendor.requests.filter(({ path }) => path.includes('customer_rooms'));

	it('lets events in whose room Qiscus knows, with one call for each', async () => {
		await start(confirming);
		for (const event of EVENTS.filter((name) => name !== 'userLogout')) {
			const { delivery, roomId } = await happens(event);
			expect([event, delivery.answerBody]).toEqual([event, ACCEPTED.answerBody]);
			expect(asked().at(-1)).toMatchObject({
				method: 'GET',
				path: `/api/v2/customer_rooms/${roomId}`,
				status: 200,
			});
		}
		expect(asked()).toHaveLength(5);
		expect(host.items).toHaveLength(5);
	});

	it.each([true, false])(
		'refuses events whose room Qiscus does not know (404: %s)',
		async (bodylessRoom404) => {
			vendor.quirks.bodylessRoom404 = bodylessRoom404;
			await start(confirming);
			for (const event of EVENTS.filter((name) => name !== 'userLogout')) {
				const { delivery } = await happens(event, { roomId: '999999999999' });
				expect([event, delivery.status]).toEqual([event, 401]);
			}
			expect((await happens('botMessage')).delivery).toMatchObject(ACCEPTED);
			expect(host.items).toHaveLength(1);
			expect(host.logs).toHaveLength(1);
			expect(host.logs.join()).toContain('Qiscus does not know its room');
			expect(host.logs.join()).not.toContain('999999999999');
		},
	);

	it.each([true, false])(
		'refuses events while Qiscus cannot be asked, and takes them afterwards (404: %s)',
		async (bodylessRoom404) => {
			vendor.quirks.bodylessRoom404 = bodylessRoom404;
			await start(confirming);
			for (const answer of ['cut', { status: 503, body: 'down' }, { status: 200 }] as const) {
				vendor.failNext({ path: /customer_rooms/ }, answer);
				const result = await happens('botMessage', { variant: 'whatsApp' });
				expect(result.delivery).toMatchObject(REFUSED);
				// Nothing remembers what was refused.
				expect(await vendor.repeat(result)).toMatchObject(ACCEPTED);
			}
			expect(host.items).toHaveLength(3);
			expect(host.logs.join()).toContain('Qiscus could not be asked for its room');
		},
	);

	it('refuses events where Qiscus does not answer for three seconds', async () => {
		await start(confirming);
		vendor.failNext({ path: /customer_rooms/ }, 'hang');
		const { delivery } = await happens('botMessage');
		expect(delivery).toMatchObject(REFUSED);
		expect(delivery.durationMs).toBeGreaterThan(2_500);
		expect(delivery.durationMs).toBeLessThan(4_500);
	});

	it('refuses events that name no room, or one in another place of the API', async () => {
		await start(confirming);
		expect(await send(message())).toMatchObject(REFUSED);
		expect(asked()).toHaveLength(0);
		expect(await send(message({ room: { id: '../app/configs?x=' } }))).toMatchObject(REFUSED);
		expect(asked()).toHaveLength(1);
		expect(vendor.requests.some(({ path }) => path.endsWith('/configs'))).toBe(false);
		expect(host.items).toEqual([]);
	});

	it('asks nothing for logouts, and for what starts nothing anyway', async () => {
		await start({
			parameters: {
				options: { confirmRooms: true },
				events: ['userLogout', 'botMessage'],
				filters: { messageTypes: 'text' },
			},
		});
		expect((await happens('userLogout')).delivery).toMatchObject(ACCEPTED);
		expect((await happens('newSession')).delivery).toMatchObject(IGNORED);
		expect((await happens('botMessage', { variant: 'attachment' })).delivery).toMatchObject(
			IGNORED,
		);
		const { delivery } = await happens('botMessage', {}, { event: 'botMessage', token: 'wrong' });
		expect(delivery).toMatchObject(REFUSED);
		expect(asked()).toEqual([]);
	});

	it.each([undefined, false, 'false'])('asks nothing while it is %j', async (confirmRooms) => {
		await start({ parameters: { options: { confirmRooms } as INodeParameters } });
		const { delivery } = await happens('botMessage', { roomId: '999999999999' });
		expect(delivery).toMatchObject(ACCEPTED);
		expect(vendor.requests).toEqual([]);
	});
});

describe('a call to the Qiscus Trigger', () => {
	const queryName = fc.oneof(fc.constantFrom('token', 'event', 'before', '__proto__'), fc.string());
	const query = fc
		.array(fc.tuple(queryName, fc.oneof(fc.string(), fc.constantFrom(...EVENTS))), { maxLength: 4 })
		.map((entries) => Object.fromEntries(entries) as Record<string, string>);
	const headers = fc
		.array(
			fc.tuple(
				fc.constantFrom(
					...['content-type', 'qiscus-sdk-signature', 'qiscus-signature-key', 'authorization'],
					...['x-forwarded-for', 'accept', 'content-language', 'token'],
				),
				fc.stringMatching(/^[!-~]{0,40}$/),
			),
		)
		.map((entries) => Object.fromEntries(entries) as Record<string, string>);
	const bytes = fc.oneof(
		fc.uint8Array({ maxLength: 500 }).map((array) => Buffer.from(array)),
		fc.json().map((json) => Buffer.from(json)),
		fc.constant(Buffer.from(JSON.stringify(message()))),
	);

	it('of any bytes, query and headers is answered, and starts nothing without the token', async () => {
		await start();
		await fc.assert(
			fc.asyncProperty(bytes, query, headers, async (body, entries, more) => {
				const { status } = await send(body, entries, { headers: more });
				expect([200, 401]).toContain(status);
			}),
			{ numRuns: 150 },
		);
		expect(host.items).toEqual([]);
	});

	it('of any bytes and headers is answered, and starts nothing without a signature', async () => {
		await start({ credential: { signatureSecret: 'secret' } });
		await fc.assert(
			fc.asyncProperty(bytes, query, headers, async (body, entries, more) => {
				const { status } = await send(body, { ...entries, token: TOKEN }, { headers: more });
				expect([200, 401]).toContain(status);
			}),
			{ numRuns: 150 },
		);
		expect(host.items).toEqual([]);
	});

	it('of any JSON with the token is answered', async () => {
		await start();
		const names = fc.constantFrom(
			...['payload', 'message', 'from', 'room', 'options', 'extras', 'user', 'service', 'id'],
			...['customer', 'resolved_by', 'room_log', 'room_id', 'type', 'email', '__proto__', 'token'],
		);
		const { json } = fc.letrec((tie) => ({
			json: fc.oneof(
				{ maxDepth: 5 },
				fc.jsonValue(),
				fc.dictionary(names, tie('json')),
				fc.dictionary(names, tie('json')).map((value) => JSON.stringify(value)),
			),
		}));
		const event = fc.option(fc.constantFrom(...EVENTS), { nil: undefined });
		await fc.assert(
			fc.asyncProperty(json, event, async (value, name) => {
				const entries = { token: TOKEN, ...(name === undefined ? {} : { event: name }) };
				const { status, answerBody } = await send(JSON.stringify(value), entries);
				expect(status).toBe(200);
				expect(answerBody).toMatch(/^\{"status":"(?:accepted|duplicate|ignored|ready)"\}$/);
			}),
			{ numRuns: 200 },
		);
	}, 30_000);
});
