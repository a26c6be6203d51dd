import type { INodeParameters } from 'n8n-workflow';

import { identify } from '../../../nodes/ZohoSalesIq/trigger/event';
import { KeyRefresher } from '../../../nodes/ZohoSalesIq/trigger/keyRefresh';
import type { Registration } from '../../../nodes/ZohoSalesIq/trigger/registration';
import { ZohoSalesIqTrigger } from '../../../nodes/ZohoSalesIq/ZohoSalesIqTrigger.node';
import type { Quirks, ZohoSalesIq } from '../../../sandbox/vendors/zohoSalesIq/index.ts';
import { newKeyPair } from '../../support/keys';
import { rotateKey, startTrigger, startVendor } from '../../support/salesIq';
import { TriggerHost } from '../../support/triggerHost';

jest.setTimeout(30_000);

describe('a trigger whose webhook gets another key', () => {
	let vendor: ZohoSalesIq;
	let host: TriggerHost;
	const start = async (quirks: Partial<Quirks> = {}, events = ['conversation.created']) => {
		vendor = await startVendor({ quirks });
		host = await startTrigger(vendor, { parameters: { events } });
		await host.runHook('create');
	};
	afterEach(async () => {
		await host.stop();
		await vendor.close();
	});
	const emit = async () => (await vendor.emit('conversation.created')).deliveries[0];
	const webhookId = () => vendor.webhooks()[0]?.id ?? '';

	it('takes the next delivery and keeps the key', async () => {
		await start();
		await rotateKey(vendor, webhookId());
		expect(await emit()).toMatchObject({ status: 200 });
		const [registration] = host.staticData.registrations as Registration[];
		expect(registration?.keys.map(({ id }) => id)).toEqual(
			vendor.webhooks()[0]?.keys.map(({ id }) => id),
		);
	});

	it('answers within two seconds where SalesIQ does not', async () => {
		await start();
		await rotateKey(vendor, webhookId());
		vendor.expireTokens();
		vendor.failNext({ path: /\/oauth\/v2\/token/ }, 'hang');
		const delivery = await emit();
		expect(delivery).toMatchObject({ status: 401 });
		expect(delivery?.durationMs).toBeLessThan(3_500);
	});

	it('is not held up by another webhook of its own that is gone', async () => {
		await start({}, ['conversation.created', 'operator.created']);
		vendor.removeWebhook(vendor.webhooks()[1]?.id ?? '');
		await rotateKey(vendor, webhookId());
		expect(await emit()).toMatchObject({ status: 200 });
	});

	it('refuses what nobody can verify, and keeps what it knows', async () => {
		await start({ detailsShowKey: false });
		const known = host.staticData.registrations;
		expect(
			await vendor.send(host.localUrl, '{"event":"conversation.created"}', {
				signedBy: 'foreignKey',
			}),
		).toMatchObject({ status: 401 });
		expect(host.staticData.registrations).toEqual(known);
		expect(await emit()).toMatchObject({ status: 200 });
	});
});

describe('KeyRefresher', () => {
	it('asks once a minute for each trigger, and shares the answer', async () => {
		const refresher = new KeyRefresher();
		const ask = jest.fn(async () => [] as Registration[]);
		await Promise.all([refresher.keys('a', 0, ask), refresher.keys('a', 10, ask)]);
		await refresher.keys('a', 59_999, ask);
		expect(ask).toHaveBeenCalledTimes(1);
		await refresher.keys('b', 59_999, ask);
		await refresher.keys('a', 60_000, ask);
		expect(ask).toHaveBeenCalledTimes(3);
	});
});

describe('who may call', () => {
	const key = newKeyPair();
	let host: TriggerHost;
	const start = async (parameters: INodeParameters, registrations: Registration[] = []) => {
		host = await TriggerHost.start({
			nodeType: new ZohoSalesIqTrigger(),
			parameters: { events: ['conversation.created'], ...parameters },
			staticData: { registrations },
		});
	};
	afterEach(() => host.stop());

	const manual = { webhookSetup: 'manual', publicKeys: [key.pem] };
	const registration = (webhookId: string): Registration => ({
		type: 'data',
		webhookId,
		keys: [{ id: '1', text: key.pem }],
		appIds: [],
	});
	let count = 0;
	const send = async (more: object = {}, signature?: 'none' | 'bad') => {
		const body = JSON.stringify({ event: 'conversation.created', n: ++count, ...more });
		const signed = signature === 'bad' ? `${body} ` : body;
		const { status } = await fetch(host.localUrl, {
			method: 'POST',
			body,
			headers: {
				'content-type': 'application/json',
				...(signature === 'none' ? {} : { 'x-siqsignature': key.sign(signed) }),
			},
		});
		return status;
	};

	it('with Allow Unsigned Deliveries: who does not sign, and not who signs wrongly', async () => {
		await start({ ...manual, options: { allowUnsigned: true } });
		expect(await send({}, 'none')).toBe(200);
		expect(await send({}, 'bad')).toBe(401);
		expect(await send()).toBe(200);
	});

	it('the portal of the first signed delivery, until the webhook is another one', async () => {
		await start({}, [registration('1')]);
		expect(await send({ org_id: 'a' })).toBe(200);
		expect(await send({ org_id: 'b' })).toBe(401);
		expect(await send()).toBe(200);
		host.staticData.registrations = [registration('2')];
		expect(await send({ org_id: 'b' })).toBe(200);
		expect(await send({ org_id: 'a' })).toBe(401);
	});

	it('any portal where deliveries need no signature: the first one may be made up', async () => {
		await start({ options: { allowUnsigned: true } }, [registration('3')]);
		expect(await send({ org_id: 'made up' }, 'none')).toBe(200);
		expect(await send({ org_id: 'a' })).toBe(200);
	});

	it('with a manual set-up: any webhook, whatever was registered before', async () => {
		await start(manual, [registration('1')]);
		expect(await send({ webhook: { id: '2' } })).toBe(200);
	});

	it('with Maximum Age: who is young enough, and nobody where it is no number', async () => {
		await start({ ...manual, options: { maximumAge: 10 } });
		await send({ event_time: Date.now() - 9 * 60_000 });
		await send({ event_time: String(Date.now() - 11 * 60_000) });
		await send({ event_time: 'yesterday' });
		await send();
		expect(host.items).toHaveLength(1);
		await host.stop();
		await start({ ...manual, options: { maximumAge: 'soon' } });
		await send({ event_time: Date.now() });
		expect(host.items).toHaveLength(0);
	});
});

describe('the names of an event', () => {
	const now = 1_700_000_000_000;
	const body = {
		event: 'visitor.updated',
		event_time: String(now - 120_000),
		attempt: 1,
		entity: { id: '1', first_name: 'Scott' },
		webhook: { id: '9' },
	};
	const names = (more: object) =>
		identify({ name: 'visitor.updated', body: { ...body, ...more } }, now);

	it('are the same for each attempt, and for each webhook that tells it', () => {
		expect(names({ attempt: 2 }).eventId).toBe(names({}).eventId);
		expect(names({ webhook: { id: '8' } }).eventId).toBe(names({}).eventId);
		expect(names({}).eventId).toMatch(/^[0-9a-f]{32}$/);
	});

	it('differ between events, also where the same happens again later', () => {
		const ids = [
			names({}),
			names({ event_time: String(now - 60_000) }),
			names({ entity: { id: '1', first_name: 'Tricia' } }),
			names({ entity: { id: '2', first_name: 'Scott' } }),
			names({ event: 'visitor.created' }),
		].map(({ eventId }) => eventId);
		expect(new Set(ids).size).toBe(ids.length);
	});

	it('find a repeated attempt whose time is the attempt’s own', () => {
		const first = names({ event_time: String(now - 60_000) });
		const repeated = names({ event_time: String(now), attempt: '2' });
		expect(first.marks.some((mark) => repeated.repeats.includes(mark))).toBe(true);
	});

	it('take a repeated attempt of an earlier time for the event of that time', () => {
		const first = names({ event_time: String(now - 600_000) });
		const another = names({ attempt: 2 });
		expect(first.marks.some((mark) => another.repeats.includes(mark))).toBe(false);
	});
});
