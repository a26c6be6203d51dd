import { createHmac } from 'node:crypto';

import type { N8nApi, Workflow } from '../../sandbox/n8n/api.ts';
import { itemsOf } from '../../sandbox/n8n/executions.ts';
import type { Qiscus, SlotName } from '../../sandbox/vendors/qiscus/index.ts';
import {
	createCredential,
	EVENTS,
	leaks,
	pastedUrl,
	startVendor,
	TRIGGER,
	triggerWorkflow,
	WEBHOOK_TOKEN,
} from './support/qiscus';
import { n8nLog, sharedN8n, signedIn } from './support/sharedN8n';
import { executionsAfterAWhile, type Parameters, until } from './support/workflows';

let api: N8nApi;
let vendor: Qiscus;
let credential: { id: string; name: string };
const made: Workflow[] = [];
/** What n8n told whoever published. */
const said: string[] = [];

beforeAll(async () => {
	api = await signedIn();
});
beforeEach(async () => {
	vendor = await startVendor();
	credential = await createCredential(api, vendor, { webhookToken: WEBHOOK_TOKEN });
});
afterEach(async () => {
	expect(await leaks(api, vendor, made, said.splice(0))).toEqual([]);
	for (const { id } of made.splice(0)) await api.deleteWorkflow(id);
	await vendor.close();
});

async function create(parameters: Parameters = {}, own = credential): Promise<Workflow> {
	const workflow = await api.createWorkflow(
		triggerWorkflow(own, { events: ['botMessage'], ...parameters }),
	);
	made.push(workflow);
	return workflow;
}

async function publish(parameters: Parameters = {}, own = credential): Promise<Workflow> {
	const workflow = await create(parameters, own);
	await api.activateAndWait(workflow.id);
	return workflow;
}

/** The message with which n8n refuses to publish. */
async function refusal(publication: Promise<unknown>): Promise<string> {
	const message = await publication.then(
		() => 'it was published',
		(error: Error) => error.message,
	);
	said.push(message);
	return message;
}

const bot = () => vendor.slots().botMessage;

describe('a delivery', () => {
	it('is let in with the token of its URL, and with no other', async () => {
		const workflow = await publish();
		const { text, delivery } = await vendor.emit('botMessage');
		expect(delivery).toMatchObject({ status: 200, answerBody: '{"status":"accepted"}' });
		await api.waitForExecutions(workflow.id, 1);

		const url = new URL(bot().url ?? '');
		const token = url.searchParams.get('token') ?? '';
		const forged = [
			url.href.replace(`token=${token}`, ''),
			url.href.replace(token, ''),
			url.href.replace(token, `${token}A`),
			url.href.replace(
				token,
				token.replace(/./, (first) => (first === 'A' ? 'B' : 'A')),
			),
			url.href.replace(`token=${token}`, `token[]=${token}`),
			url.href.replace('token=', 'other='),
		];
		for (const forgedUrl of forged) {
			expect(await vendor.send(forgedUrl, text)).toMatchObject({
				status: 401,
				answerBody: '{"message":"The sender of this request could not be verified"}',
			});
		}
		const foreign = text.replaceAll(vendor.app.code, 'other-app');
		const named = JSON.stringify({ app_code: 'other-app', type: 'post_comment_mobile' });
		for (const body of [foreign, named].filter((body) => body.includes('other-app'))) {
			expect(await vendor.send(url.href, body)).toMatchObject({ status: 401 });
		}
		expect(await executionsAfterAWhile(api, workflow)).toBe(1);
		expect(
			n8nLog().match(/refused by Qiscus of workflow [^\n]*token in its URL is missing/g),
		).toHaveLength(1);
	});

	it('needs its signature where a secret is set', async () => {
		const secret = 'a-signature-secret';
		const own = await createCredential(api, vendor, { signatureSecret: secret });
		const workflow = await publish({}, own);
		expect((await vendor.emit('botMessage')).delivery).toMatchObject({ status: 401 });
		let accepted = 0;
		for (const header of ['QISCUS-SDK-SIGNATURE', 'qiscus-signature-key'] as const) {
			for (const encoding of ['hex', 'base64'] as const) {
				vendor.quirks.signing = { header, secret, encoding };
				const { text, delivery } = await vendor.emit('botMessage');
				expect(delivery).toMatchObject({ status: 200 });
				accepted += 1;
				const signature = createHmac('sha256', secret).update(text).digest(encoding);
				const headers = { [header]: signature };
				const flipped = text.replace('ini pesan', 'ini pesas');
				expect(await vendor.send(bot().url ?? '', flipped, { headers })).toMatchObject({
					status: 401,
				});
			}
		}
		vendor.quirks.signing = null;
		await api.waitForExecutions(workflow.id, accepted);
		expect(await executionsAfterAWhile(api, workflow)).toBe(accepted);
	});

	it('that repeats another starts nothing, but two clicks are two events', async () => {
		const workflow = await publish({ events: EVENTS });
		const url = pastedUrl(sharedN8n().url, workflow, 'customButton');
		vendor.setSlot('customButton', { url, enabled: true });
		for (const event of EVENTS) {
			const emitted = await vendor.emit(event, {
				...(event === 'botMessage' ? { variant: 'whatsApp' } : {}),
			});
			const repeated = await vendor.repeat(emitted);
			expect([event, repeated?.answerBody]).toEqual([
				event,
				event === 'customButton' ? '{"status":"accepted"}' : '{"status":"duplicate"}',
			]);
		}
		expect(await api.waitForExecutions(workflow.id, EVENTS.length + 1)).toHaveLength(
			EVENTS.length + 1,
		);
	});

	it('that tells nothing known is answered, dropped and logged', async () => {
		const workflow = await publish();
		const url = (bot().url ?? '').replace('event=botMessage&', '');
		for (const body of ['{"something":"else"}', '[1,2]', '"text"', 'null', '12']) {
			const { status } = await vendor.send(url, body);
			expect([body, [200, 422].includes(status ?? 0)]).toEqual([body, true]);
		}
		expect(await executionsAfterAWhile(api, workflow)).toBe(0);
		expect(n8nLog()).toMatch(/ignored by Qiscus of workflow [^\n]*none of Qiscus’ six webhooks/);
	});

	it.each<[string, Parameters, SlotName, string | undefined, string | undefined]>([
		['source', { sources: ['wa'] }, 'botMessage', 'whatsApp', 'fromApi'],
		['channel', { channels: ['901'] }, 'botMessage', 'whatsApp', 'fromApi'],
		['text', { messageContainsAny: 'pesanan, refund' }, 'botMessage', 'whatsApp', 'fromApi'],
		['sender', { messageOrigins: ['api'] }, 'botMessage', 'fromApi', 'whatsApp'],
		['session', { newSessionOnly: true }, 'agentAllocation', 'newer', 'extrasNull'],
		['role', { resolvedByRoles: ['agent'] }, 'markAsResolved', 'newer', undefined],
		['logout', { logoutRoles: ['supervisor'] }, 'userLogout', 'supervisor', 'agent'],
		[
			'property',
			{ customerProperties: { property: [{ name: 'domicile', value: 'Bandung' }] } },
			'agentAllocation',
			'userProperties',
			'newer',
		],
	])('passes a filter (%s) or starts nothing', async (_what, filters, event, wanted, other) => {
		const workflow = await publish({ events: [event], filters });
		const emit = async (variant: string | undefined) =>
			await vendor.emit(event, variant === undefined ? {} : { variant });
		expect((await emit(wanted)).delivery?.answerBody).toBe('{"status":"accepted"}');
		expect((await emit(other)).delivery?.answerBody).toBe('{"status":"ignored"}');
		await api.waitForExecutions(workflow.id, 1);
		expect(await executionsAfterAWhile(api, workflow)).toBe(1);
	});

	it('of the app’s own bot starts nothing unless it is chosen', async () => {
		const fromBot = {
			change: (text: string) =>
				text.replace('user1@gmail.com', `${vendor.app.code}_admin@qismo.com`),
		};
		const quiet = await publish();
		expect((await vendor.emit('botMessage', fromBot)).delivery?.answerBody).toBe(
			'{"status":"ignored"}',
		);
		await api.deactivate(quiet.id);
		const loud = await publish({ filters: { messageSenders: ['admin'] } });
		expect((await vendor.emit('botMessage', fromBot)).delivery?.answerBody).toBe(
			'{"status":"accepted"}',
		);
		await api.waitForExecutions(loud.id, 1);
	});

	it.each([true, false])(
		'is confirmed with Qiscus if so chosen (unknown room told by 404: %s)',
		async (bodylessRoom404) => {
			vendor.quirks.bodylessRoom404 = bodylessRoom404;
			const workflow = await publish({ options: { confirmRooms: true } });
			const { text, delivery } = await vendor.emit('botMessage', { variant: 'whatsApp' });
			expect(delivery).toMatchObject({ status: 200 });
			const { delivery: unknown } = await vendor.emit('botMessage', {
				variant: 'attachment',
				roomId: '999',
			});
			expect(unknown).toMatchObject({ status: 401 });
			vendor.failNext({ path: /customer_rooms/ }, 'cut', 5);
			const other = text.replace(/"unique_temp_id": *"[^"]*"/, '"unique_temp_id":"another"');
			expect(await vendor.send(bot().url ?? '', other)).toMatchObject({ status: 401 });
			await api.waitForExecutions(workflow.id, 1);
			expect(await executionsAfterAWhile(api, workflow)).toBe(1);
			expect(n8nLog()).toMatch(/Qiscus does not know its room/);
		},
	);

	it('checks of the URL are answered and start nothing', async () => {
		const workflow = await publish();
		const url = bot().url ?? '';
		for (const method of ['HEAD', 'GET']) {
			expect(await vendor.send(url, '', { method })).toMatchObject({ status: 200 });
		}
		for (const body of ['', '{}'])
			expect(await vendor.send(url, body)).toMatchObject({ status: 200 });
		expect(await executionsAfterAWhile(api, workflow)).toBe(0);
	});
});

describe('a URL pasted by hand', () => {
	it.each(EVENTS)('tells %s with the credential’s token', async (event) => {
		const workflow = await publish({ webhookSetup: 'manual', events: EVENTS });
		expect(vendor.requests).toEqual([]);
		vendor.setSlot(event, { url: pastedUrl(sharedN8n().url, workflow, event), enabled: true });
		expect((await vendor.emit(event)).delivery).toMatchObject({ status: 200 });
		const [execution] = await api.waitForExecutions(workflow.id, 1);
		expect(execution && itemsOf(execution, TRIGGER)[0]?.json).toMatchObject({ event });
		const url = pastedUrl(sharedN8n().url, workflow, event).replace(WEBHOOK_TOKEN, 'a-guess');
		expect(await vendor.send(url, '{"type":"auth"}')).toMatchObject({ status: 401 });
	});

	it('needs a token in the credential', async () => {
		const own = await createCredential(api, vendor);
		const without: Parameters[] = [{ webhookSetup: 'manual' }, { events: ['customButton'] }];
		for (const parameters of without) {
			const workflow = await create(parameters, own);
			expect(await refusal(api.activateAndWait(workflow.id))).toMatch(/Webhook Token/);
		}
	});
});

describe('a slot', () => {
	const FOREIGN = { url: 'https://crm.example.com/qiscus?key=of-the-crm', enabled: true };

	it('of another system stops the publishing, or is replaced and put back', async () => {
		vendor.setSlot('botMessage', FOREIGN);
		const workflow = await create();
		const message = await refusal(api.activateAndWait(workflow.id));
		expect(message).toMatch(
			/is set to https:\/\/crm\.example\.com\/qiscus already.*Replace and Put Back/,
		);
		expect(message).not.toContain('of-the-crm');
		expect(bot()).toEqual(FOREIGN);

		const replacing = await publish({ occupiedSlot: 'replace' });
		expect((await vendor.emit('botMessage')).delivery).toMatchObject({ status: 200 });
		await api.deactivate(replacing.id);
		expect(bot()).toEqual(FOREIGN);
	});

	it('of another workflow of this n8n is told as such, and free once that is unpublished', async () => {
		const first = await publish();
		const second = await create();
		expect(await refusal(api.activateAndWait(second.id))).toMatch(
			/calls another workflow of this n8n.*Execute Sub-workflow/,
		);
		expect((await vendor.emit('botMessage')).delivery).toMatchObject({ status: 200 });
		await api.deactivate(first.id);
		await api.deactivate(second.id);
		await api.activateAndWait(second.id);
		expect((await vendor.emit('botMessage')).delivery).toMatchObject({ status: 200 });
		await api.waitForExecutions(second.id, 1);
	});

	it('is not taken by a test listening while the workflow is published', async () => {
		const workflow = await publish();
		const before = bot();
		const message = await refusal(api.runTestListen(workflow.id, TRIGGER));
		expect(message).toMatch(/calls this published workflow/);
		expect(bot()).toEqual(before);
		expect((await vendor.emit('botMessage')).delivery).toMatchObject({ status: 200 });
	});

	it('is taken by a test listening if so chosen, and given back after the event', async () => {
		const workflow = await publish({ occupiedSlot: 'replace' });
		const before = bot();
		await api.runTestListen(workflow.id, TRIGGER);
		expect(bot().url).toContain('/webhook-test/');
		expect((await vendor.emit('botMessage')).delivery).toMatchObject({ status: 200 });
		await until(() => bot().url === before.url);
		expect(bot()).toEqual(before);
		expect((await vendor.emit('botMessage', { variant: 'fromApi' })).delivery).toMatchObject({
			status: 200,
		});
		const executions = await api.waitForExecutions(workflow.id, 2);
		expect(executions.map(({ mode }) => mode).sort()).toEqual(['manual', 'webhook']);
	});

	it('that is free is taken by a test listening and free afterwards', async () => {
		const workflow = await create();
		await api.runTestListen(workflow.id, TRIGGER);
		expect(bot().enabled).toBe(true);
		await api.stopTestListen(workflow.id);
		await until(() => !bot().enabled);
		await api.activateAndWait(workflow.id);
		expect((await vendor.emit('botMessage')).delivery).toMatchObject({ status: 200 });
	});
});

describe('the credential', () => {
	it('is tested part by part', async () => {
		const { email, password } = vendor.admin;
		const cases: Array<[Record<string, string>, RegExp]> = [
			[{}, /Connection successful/],
			[{ secretKey: 'wrong' }, /did not accept the App ID and the Secret Key/],
			[{ adminAccess: 'token', adminToken: vendor.newAdminToken() }, /Connection successful/],
			[{ adminAccess: 'token', adminToken: 'wrong' }, /did not accept the Admin Token/],
			[{ adminAccess: 'login', email, password }, /Connection successful/],
			[{ adminAccess: 'login', email, password: 'wrong' }, /refused the Email or the Password/],
			[{ baseUrl: 'http://127.0.0.1:1' }, /could not be reached/],
		];
		for (const [data, message] of cases) {
			const { id } = await createCredential(api, vendor, data);
			const { message: told } = await api.testCredential(id);
			said.push(told);
			expect(told).toMatch(message);
		}
	});

	it('gets its AdminToken by itself, and another when that has expired', async () => {
		vendor.quirks.secretKeySuffices = false;
		const { email, password } = vendor.admin;
		const logins = () => vendor.requests.filter(({ path }) => path === '/api/v1/auth').length;
		const own = await createCredential(api, vendor, { adminAccess: 'login', email, password });
		const workflow = await publish({ events: ['markAsResolved', 'userLogout'] }, own);
		expect(logins()).toBe(1);
		vendor.expireTokens();
		await api.deactivate(workflow.id);
		expect(vendor.slots().markAsResolved.enabled).toBe(false);
		expect(logins()).toBe(2);
		await api.activateAndWait(workflow.id);
		expect((await vendor.emit('markAsResolved')).delivery).toMatchObject({ status: 200 });
		expect(logins()).toBe(2);
	});

	it('with a refused password tries it once, n8n’s own repeats included', async () => {
		vendor.quirks.secretKeySuffices = false;
		const data = { adminAccess: 'login', email: vendor.admin.email, password: 'wrong' };
		const own = await createCredential(api, vendor, data);
		for (let i = 0; i < 2; i++) {
			const workflow = await create({ events: ['markAsResolved'] }, own);
			expect(await refusal(api.activateAndWait(workflow.id))).toMatch(
				/Qiscus refused the Email or the Password/,
			);
		}
		expect(vendor.requests.filter(({ path }) => path === '/api/v1/auth')).toHaveLength(1);
	});

	it('without admin access tells which field to fill', async () => {
		vendor.quirks.secretKeySuffices = false;
		const workflow = await create({ events: ['markAsResolved'] });
		expect(await refusal(api.activateAndWait(workflow.id))).toMatch(/under Admin Access/);
		expect(vendor.requests.filter(({ path }) => path === '/api/v1/auth')).toEqual([]);
	});
});
