import fc from 'fast-check';

import { ZohoSalesIqTrigger } from '../../../nodes/ZohoSalesIq/ZohoSalesIqTrigger.node';
import { newKeyPair } from '../../support/keys';
import { TriggerHost } from '../../support/triggerHost';

const key = newKeyPair();
const foreign = newKeyPair();

let host: TriggerHost;
beforeEach(async () => {
	host = await TriggerHost.start({
		nodeType: new ZohoSalesIqTrigger(),
		parameters: {
			portal: { __rl: true, mode: 'id', value: 'zylker' },
			events: ['conversation.created'],
			simplify: false,
		},
		staticData: {
			registrations: [
				{
					type: 'data',
					webhookId: '19367000000120011',
					keys: [{ id: '1', text: key.pem }],
					appIds: [],
				},
			],
		},
	});
});
afterEach(() => host.stop());

let count = 0;
const eventBody = (more: object = {}) =>
	JSON.stringify({
		event: 'conversation.created',
		event_time: '1566480708268',
		entity_id: String(++count),
		attempt: 1,
		webhook: { id: '19367000000120011' },
		...more,
	});

async function send(
	body: string | Buffer | undefined,
	signature?: string,
	init: RequestInit = {},
): Promise<{ status: number; body: unknown; type: string | null }> {
	const response = await fetch(host.localUrl, {
		method: 'POST',
		body,
		...init,
		headers: {
			'content-type': 'application/json',
			...(signature === undefined ? {} : { 'x-siqsignature': signature }),
		},
	});
	const text = await response.text();
	return {
		status: response.status,
		body: text && JSON.parse(text),
		type: response.headers.get('content-type'),
	};
}

const refused = {
	status: 401,
	body: { message: 'The sender of this request could not be verified' },
	type: 'application/json; charset=utf-8',
};

describe('a delivery to the Zoho SalesIQ Trigger', () => {
	it('that is signed starts one execution with the body as it was', async () => {
		const body = eventBody({ app_id: 1 }).replace('"app_id":1', '"app_id":68564000016029999');
		expect(await send(body, key.sign(body))).toEqual({
			status: 200,
			body: { status: 'accepted' },
			type: 'application/json; charset=utf-8',
		});
		expect(host.items).toEqual([{ ...JSON.parse(body), app_id: '68564000016029999' }]);
	});

	it('is refused without a signature, with an empty one, one of another key, or one of another body', async () => {
		const body = eventBody();
		expect(await send(body)).toEqual(refused);
		expect(await send(body, '')).toEqual(refused);
		expect(await send(body, 'not base64!')).toEqual(refused);
		expect(await send(body, 'A'.repeat(20_000).slice(0, 10_000))).toEqual(refused);
		expect(await send(body, foreign.sign(body))).toEqual(refused);
		expect(await send(body.replace('created', 'creatfd'), key.sign(body))).toEqual(refused);
		expect(host.items).toEqual([]);
	});

	it('is refused where no key is known', async () => {
		host.staticData.registrations = [];
		const body = eventBody();
		expect(await send(body, key.sign(body))).toEqual(refused);
		expect(host.logs.join()).toContain('no public key is known');
	});

	it('of another webhook of SalesIQ is refused', async () => {
		const body = eventBody({ webhook: { id: '1' } });
		expect(await send(body, key.sign(body))).toEqual(refused);
	});

	it('that nobody chose is ignored', async () => {
		const body = eventBody({ event: 'conversation.missed' });
		expect(await send(body, key.sign(body))).toMatchObject({
			status: 200,
			body: { status: 'ignored' },
		});
		expect(host.items).toEqual([]);
	});

	it('that arrives again starts nothing, and starts once n8n could not store the first', async () => {
		const first = eventBody();
		const second = first.replace('"attempt":1', '"attempt":2');
		host.failStoringWith = 500;
		expect((await send(first, key.sign(first))).status).toBe(500);
		host.failStoringWith = undefined;
		expect(await send(second, key.sign(second))).toMatchObject({ body: { status: 'accepted' } });
		expect(await send(second, key.sign(second))).toMatchObject({ body: { status: 'duplicate' } });
		expect(host.items).toHaveLength(1);
	});

	it('that SalesIQ gave up waiting for counts by what n8n did with it', async () => {
		const stored = eventBody();
		const lost = eventBody();
		host.storeDelayMs = 300;
		const impatient = async (body: string) =>
			await expect(
				send(body, key.sign(body), { signal: AbortSignal.timeout(100) }),
			).rejects.toThrow();
		await impatient(stored);
		await new Promise((resolve) => setTimeout(resolve, 400));
		host.failStoringWith = 500;
		await impatient(lost);
		// The trigger looks again after half a second.
		await new Promise((resolve) => setTimeout(resolve, 1_200));
		host.failStoringWith = undefined;
		host.storeDelayMs = 0;
		expect(await send(stored, key.sign(stored))).toMatchObject({ body: { status: 'duplicate' } });
		expect(await send(lost, key.sign(lost))).toMatchObject({ body: { status: 'accepted' } });
	});

	it('of SalesIQ’s validation is answered 200 and starts nothing', async () => {
		expect(await send(undefined, undefined, { method: 'HEAD' })).toMatchObject({ status: 200 });
		expect(await send(undefined, undefined, { method: 'GET' })).toMatchObject({ status: 200 });
		expect(await send('')).toMatchObject({ status: 200 });
		expect(await send('{}')).toMatchObject({ status: 200 });
		expect(host.items).toEqual([]);
	});

	it('whose refusal is logged leaves nothing of itself in the log', async () => {
		const body = eventBody({ secret: 'body-text' });
		for (let i = 0; i < 5; i++) await send(body, foreign.sign(body));
		expect(host.logs.length).toBeLessThanOrEqual(1);
		expect(host.logs.join()).not.toMatch(/body-text|BEGIN|x-siq/);
	});

	it('of any bytes with any signature is answered, and starts nothing', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.oneof(
					fc.uint8Array({ maxLength: 500 }),
					fc.json().map((json) => Buffer.from(json)),
				),
				fc.oneof(fc.base64String(), fc.constant(key.sign('something else'))),
				async (bytes, signature) => {
					const { status } = await send(Buffer.from(bytes), signature);
					expect([200, 401]).toContain(status);
				},
			),
			{ numRuns: 50 },
		);
		expect(host.items).toEqual([]);
	});

	it('of any signed JSON is answered, and starts nothing unless it is the chosen event', async () => {
		await fc.assert(
			fc.asyncProperty(fc.jsonValue(), async (value) => {
				const body = JSON.stringify(value);
				const { status } = await send(body, key.sign(body));
				expect([200, 400, 401]).toContain(status);
			}),
			{ numRuns: 50 },
		);
		expect(host.items).toEqual([]);
	});
});
