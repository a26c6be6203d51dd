import type { Qiscus, Quirks, SlotName } from '../../../sandbox/vendors/qiscus/index.ts';
import { startTrigger, startVendor } from '../../support/qiscus';
import type { TriggerHost } from '../../support/triggerHost';

jest.mock('n8n-workflow', () => ({
	...jest.requireActual('n8n-workflow'),
	// The pauses between retries are tested by their sum, not by waiting for them.
	sleep: jest.fn(async () => undefined),
}));

const EVENTS: SlotName[] = [
	'agentAllocation',
	'botMessage',
	'markAsResolved',
	'newSession',
	'userLogout',
];
const FOREIGN = 'https://crm.example.com/qiscus?key=of-the-crm';

let vendor: Qiscus;
let host: TriggerHost;
const start = async (
	quirks: Partial<Quirks> = {},
	{ parameters, ...options }: Parameters<typeof startTrigger>[1] = {},
) => {
	vendor = await startVendor({ quirks });
	host = await startTrigger(vendor, {
		...options,
		parameters: { events: ['botMessage'], ...parameters },
	});
};
/** What n8n was at when it was killed. */
let killed: Promise<unknown> | undefined;
afterEach(async () => {
	await vendor.close();
	await killed;
	await host.stop();
});
const replacing = { parameters: { occupiedSlot: 'replace' } };

type Mode = 'activate' | 'manual';
/** What n8n does when a workflow is published, or somebody listens for a test event. */
const publish = async (mode: Mode = 'activate') => {
	if (!(await host.runHook('checkExists', mode))) await host.runHook('create', mode);
};
const unpublish = async () => await host.runHook('delete');
const base = () => host.localUrl.replace('webhook/hook-1/webhook', '');
/** The URL of another trigger of this n8n, as it registers it. */
const neighbour = (endpoint = 'webhook') =>
	`${base()}${endpoint}/hook-2/webhook?event=botMessage&token=of-another`;
const bot = () => vendor.slots().botMessage;
const writes = () => vendor.requests.filter(({ method }) => method === 'POST');
let logouts = 0;
/** Two logouts of one user at one time are one event. */
const later = (text: string) =>
	text.replace(/("timestamp":\s*)\d+/, `$1${1_700_000_000 + logouts++}`);
const isDelivered = async (event: SlotName = 'botMessage') => {
	const before = host.items.length;
	const { delivery } = await vendor.emit(event, event === 'userLogout' ? { change: later } : {});
	return delivery?.status === 200 && host.items.length === before + 1;
};

describe('publishing', () => {
	it('gives each chosen event our URL with a token of 256 bits, and no other slot', async () => {
		await start({}, { parameters: { events: ['botMessage', 'newSession'] } });
		await publish();
		const { token } = host.staticData;
		expect(token).toMatch(/^[\w-]{43}$/);
		for (const name of ['botMessage', 'newSession'] as const) {
			expect(vendor.slots()[name]).toEqual({
				url: `${host.webhookUrl}?event=${name}&token=${token}`,
				enabled: true,
			});
			expect(await isDelivered(name)).toBe(true);
		}
		for (const name of ['agentAllocation', 'markAsResolved', 'userLogout'] as const) {
			expect(vendor.slots()[name]).toEqual({ url: null, enabled: false });
		}
	});

	it('makes up another token for each trigger', async () => {
		await start();
		const other = await startTrigger(vendor);
		await publish();
		await unpublish();
		await other.runHook('create');
		expect(other.staticData.token).not.toBe(host.staticData.token);
		await other.stop();
	});

	it('makes up another token for each publication, so that one which got known is of no use', async () => {
		await start();
		await publish();
		const known = bot().url ?? '';
		await unpublish();
		await publish();
		expect(bot().url).not.toBe(known);
		expect(await isDelivered()).toBe(true);
		expect(await vendor.send(known, '{"type":"post_comment_mobile"}')).toMatchObject({
			status: 401,
		});
	});

	it('a second time changes nothing', async () => {
		await start({}, { parameters: { events: EVENTS } });
		await publish();
		const before = writes().length;
		expect(await host.runHook('checkExists')).toBe(true);
		await host.runHook('create');
		expect(writes()).toHaveLength(before);
	});

	it.each<Partial<Quirks>>([
		{ secretKeySuffices: false },
		{ configsShowLogout: false },
		{ disablingKeepsUrl: false },
		{ unsetUrl: 'empty' },
		{ unsetUrl: 'missing' },
		{ formBodies: 'multipart' },
		{ formBodies: 'urlencoded' },
		{ formBodies: 'urlencoded', errorShape: 'nested' },
		{ allocationRepeats: 'twice' },
		{ secretKeySuffices: false, unsetUrl: 'missing', formBodies: 'urlencoded' },
	])('works where Qiscus is like %j', async (quirks) => {
		await start(quirks, {
			// Logouts that are not shown count as occupied.
			parameters: {
				events: EVENTS,
				...(quirks.configsShowLogout === false ? replacing.parameters : {}),
			},
			credential: { adminAccess: 'token' },
		});
		host.credential.adminToken = vendor.newAdminToken();
		await publish();
		for (const name of EVENTS) expect([name, await isDelivered(name)]).toEqual([name, true]);
		await unpublish();
		for (const name of EVENTS) {
			const isHidden = name === 'userLogout' && quirks.configsShowLogout === false;
			expect([name, vendor.slots()[name].enabled]).toEqual([name, isHidden]);
		}
		await publish();
		for (const name of EVENTS) expect([name, await isDelivered(name)]).toEqual([name, true]);
	});

	it('repairs what somebody changed at Qiscus', async () => {
		await start();
		await publish();
		vendor.setSlot('botMessage', { ...bot(), enabled: false });
		await publish();
		expect(await isDelivered()).toBe(true);
		vendor.setSlot('botMessage', { url: null, enabled: false });
		await publish();
		expect(await isDelivered()).toBe(true);
	});

	it('gives back the slots of events that are no longer wanted', async () => {
		await start({}, { parameters: { events: ['newSession'] } });
		vendor.setSlot('botMessage', {
			url: `${host.webhookUrl}?event=botMessage&token=x`,
			enabled: true,
		});
		await publish();
		expect(bot().enabled).toBe(false);
	});
});

describe('a slot that holds another URL', () => {
	it.each([true, false])('stops the publishing, enabled or not (%s)', async (enabled) => {
		await start({}, { parameters: { events: ['newSession', 'botMessage'] } });
		vendor.setSlot('botMessage', { url: FOREIGN, enabled });
		await expect(publish()).rejects.toThrow(
			'The Bot Message webhook of Qiscus is set to https://crm.example.com/qiscus already, and Qiscus has one URL for it. Remove that URL in Qiscus if nothing needs it any more, or choose Replace and Put Back under If Another URL Is Registered.',
		);
		expect(writes()).toEqual([]);
		expect(bot()).toEqual({ url: FOREIGN, enabled });
	});

	it.each([true, false])(
		'is replaced if so chosen, and put back (enabled: %s)',
		async (enabled) => {
			await start({}, replacing);
			vendor.setSlot('botMessage', { url: FOREIGN, enabled });
			await publish();
			expect(await isDelivered()).toBe(true);
			expect(await host.runHook('checkExists')).toBe(true);
			await unpublish();
			expect(bot()).toEqual({ url: FOREIGN, enabled });
			expect(host.logs.join('\n')).toContain(
				'The Bot Message webhook of Qiscus was set to https://crm.example.com/qiscus; it is replaced.',
			);
			expect(host.logs.join('\n')).not.toContain('of-the-crm');
		},
	);

	it('is not touched when somebody has changed it since', async () => {
		await start({}, replacing);
		vendor.setSlot('botMessage', { url: FOREIGN, enabled: true });
		await publish();
		const third = { url: 'https://third.example.com/', enabled: true };
		vendor.setSlot('botMessage', third);
		await unpublish();
		expect(bot()).toEqual(third);
	});

	it('of this n8n is told as such', async () => {
		await start();
		vendor.setSlot('botMessage', { url: neighbour(), enabled: true });
		await expect(publish()).rejects.toThrow(
			/calls another workflow of this n8n \(http:[^?]*hook-2\/webhook\).*Add the event to the Qiscus Trigger there, and call this workflow from it with Execute Sub-workflow/,
		);
		expect(bot().url).toBe(neighbour());
	});

	it.each(['webhook', 'webhook-test'])(
		'of this n8n that nobody listens at (%s) is a free one',
		async (endpoint) => {
			await start();
			host.deserted.add(`/${endpoint}/hook-2/`);
			vendor.setSlot('botMessage', { url: neighbour(endpoint), enabled: true });
			await publish();
			expect(await isDelivered()).toBe(true);
			await unpublish();
			expect(bot()).toEqual({ url: expect.stringContaining(host.webhookUrl), enabled: false });
		},
	);

	it.each(['crm/hooks/qiscus', 'crm?event=botMessage'])(
		'of another system on n8n’s own host (%s) is put back',
		async (path) => {
			await start({}, replacing);
			const other = { url: `${base()}${path}`, enabled: true };
			vendor.setSlot('botMessage', other);
			await publish();
			await unpublish();
			expect(bot()).toEqual(other);
		},
	);

	it('that only looks like this node’s on another host is neither called nor taken', async () => {
		await start();
		const other = await startTrigger(vendor);
		other.deserted.add('/');
		const url = `${other.localUrl}?event=botMessage&token=x`;
		vendor.setSlot('botMessage', { url, enabled: true });
		await expect(publish('manual')).rejects.toThrow(/calls this published workflow/);
		host.forgetStaticData();
		await expect(publish()).rejects.toThrow(/is set to http/);
		expect(bot()).toEqual({ url, enabled: true });
		await other.stop();
	});

	it('of a trigger that was unpublished, maybe of another n8n, is a free one', async () => {
		await start();
		const url = 'https://n8n.example.com/webhook/hook-9/webhook?event=botMessage&token=of-another';
		vendor.setSlot('botMessage', { url, enabled: false });
		await publish();
		expect(await isDelivered()).toBe(true);
	});

	it('of a Webhook node of this n8n is in use, although that answers no HEAD', async () => {
		await start();
		host.deserted.add('/webhook/hook-3');
		vendor.setSlot('botMessage', { url: `${base()}webhook/hook-3/bot`, enabled: true });
		await expect(publish()).rejects.toThrow(/calls another workflow of this n8n/);
	});

	it('is left alone if its URL is too long to be put back', async () => {
		await start({}, replacing);
		const long = { url: `https://crm.example.com/${'x'.repeat(2_000)}`, enabled: true };
		vendor.setSlot('botMessage', long);
		await expect(publish()).rejects.toThrow(/too long for n8n to put it back/);
		expect(bot()).toEqual(long);
	});

	it('that Qiscus does not show is taken if so chosen, and left with a word in the log', async () => {
		await start(
			{ configsShowLogout: false },
			{ parameters: { events: ['userLogout'], occupiedSlot: 'replace' } },
		);
		vendor.setSlot('userLogout', { url: FOREIGN, enabled: true });
		await publish();
		expect(await isDelivered('userLogout')).toBe(true);
		await unpublish();
		expect(vendor.slots().userLogout.enabled).toBe(true);
		expect(host.logs.join('\n')).toContain('not shown by its API, so it is left as it is');
	});

	it('is one that Qiscus does not show', async () => {
		await start({ configsShowLogout: false }, { parameters: { events: ['userLogout'] } });
		vendor.setSlot('userLogout', { url: FOREIGN, enabled: true });
		await expect(publish()).rejects.toThrow(/User Logout webhook of Qiscus is not shown/);
		expect(vendor.slots().userLogout.url).toBe(FOREIGN);
		// Nobody can know whether it is still ours.
		await unpublish();
		expect(vendor.slots().userLogout.url).toBe(FOREIGN);
	});
});

describe('listening for a test event', () => {
	/** n8n gives a test its own static data, which it keeps until the listening ends. */
	const listen = async () => {
		const kept = { ...host.staticData };
		host.forgetStaticData();
		await publish('manual');
		return async () => {
			await host.runHook('delete', 'update', true);
			host.forgetStaticData();
			Object.assign(host.staticData, kept);
		};
	};

	it('takes a free slot and gives it back', async () => {
		await start();
		const end = await listen();
		expect(bot().url).toContain('/webhook-test/hook-1/webhook?event=botMessage&token=');
		expect(await isDelivered()).toBe(true);
		await end();
		expect(bot().enabled).toBe(false);
	});

	it('does not take the slot of the published workflow', async () => {
		await start();
		await publish();
		const before = bot();
		await expect(listen()).rejects.toThrow(
			/calls this published workflow.*Unpublish the workflow while you listen for a test event, or choose Replace/,
		);
		expect(bot()).toEqual(before);
	});

	it('takes it if so chosen, and gives it back', async () => {
		await start({}, replacing);
		vendor.setSlot('botMessage', { url: FOREIGN, enabled: true });
		await publish();
		const published = bot();
		const end = await listen();
		expect(bot().url).toContain('/webhook-test/');
		await end();
		expect(bot()).toEqual(published);
		expect(await isDelivered()).toBe(true);
		await unpublish();
		expect(bot().url).toBe(FOREIGN);
	});

	it('puts back what the published workflow had replaced where it is unpublished meanwhile', async () => {
		await start({}, replacing);
		vendor.setSlot('botMessage', { url: FOREIGN, enabled: true });
		await publish();
		const end = await listen();
		host.deserted.add('/webhook/');
		await end();
		expect(bot().url).toBe(FOREIGN);
	});

	it('that n8n stops right away gives back what an orphan stood for', async () => {
		await start({}, { parameters: { events: ['botMessage'], occupiedSlot: 'replace' } });
		await publish();
		const published = bot();
		const kept = { ...host.staticData };
		await listen();
		// Killed; and whoever listens next meets a Qiscus that refuses. n8n then undoes with new static data.
		host.forgetStaticData();
		vendor.failNext({}, { status: 403 });
		await expect(host.runHook('checkExists', 'manual')).rejects.toThrow(/does not allow this/);
		await host.runHook('delete', 'update', true);
		expect(bot()).toEqual(published);
		Object.assign(host.staticData, kept);
		expect(await isDelivered()).toBe(true);
	});

	it('that was killed leaves a free slot for the next one, and for the published workflow', async () => {
		await start({}, replacing);
		vendor.setSlot('botMessage', { url: FOREIGN, enabled: true });
		await listen();
		host.forgetStaticData();
		host.deserted.add('/webhook-test/');
		const orphan = bot().url;
		await listen();
		expect(bot().url).not.toBe(orphan);
		host.forgetStaticData();
		await publish();
		expect(await isDelivered()).toBe(true);
		await unpublish();
		expect(bot()).toEqual({ url: FOREIGN, enabled: true });
	});

	it('somebody else does is not disturbed, and its URL is never put back', async () => {
		await start();
		vendor.setSlot('botMessage', { url: neighbour('webhook-test'), enabled: true });
		await expect(publish()).rejects.toThrow(/another workflow of this n8n/);
		await host.stop();

		host = await startTrigger(vendor, { parameters: { occupiedSlot: 'replace' } });
		vendor.setSlot('botMessage', { url: neighbour('webhook-test'), enabled: true });
		await publish();
		await unpublish();
		expect(bot()).toEqual({ url: expect.stringContaining(host.webhookUrl), enabled: false });
	});
});

describe('a crash', () => {
	/** Whatever the vendor's calls are: n8n dies right before the call with this number, and after it. */
	const numbers = Array.from({ length: 8 }, (_, at) => at);

	it.each(numbers)(
		'before call %i of publishing is made good by the next publishing',
		async (at) => {
			await start({}, { parameters: { events: EVENTS, ...replacing.parameters } });
			vendor.setSlot('botMessage', { url: FOREIGN, enabled: true });
			vendor.failNext({ skip: at }, 'hang');
			killed = publish().catch(() => undefined);
			await Promise.race([killed, hasHung(at)]);
			host.forgetStaticData();
			await publish();
			for (const name of EVENTS) expect([name, await isDelivered(name)]).toEqual([name, true]);
			await unpublish();
			expect(bot()).toEqual({ url: FOREIGN, enabled: true });
			for (const name of EVENTS.filter((event) => event !== 'botMessage')) {
				expect(vendor.slots()[name].enabled).toBe(false);
			}
		},
	);

	it.each(numbers.slice(0, 6))(
		'before call %i of unpublishing is made good by the next one',
		async (at) => {
			await start({}, { parameters: { events: EVENTS, ...replacing.parameters } });
			vendor.setSlot('botMessage', { url: FOREIGN, enabled: true });
			await publish();
			vendor.failNext({ skip: at }, 'hang');
			const before = vendor.requests.length;
			killed = unpublish().catch(() => undefined);
			await Promise.race([killed, hasHung(at + before)]);
			await unpublish();
			expect(bot()).toEqual({ url: FOREIGN, enabled: true });
			for (const name of EVENTS.filter((event) => event !== 'botMessage')) {
				expect(vendor.slots()[name].enabled).toBe(false);
			}
		},
	);

	async function hasHung(at: number): Promise<void> {
		const endMs = Date.now() + 2_000;
		while (vendor.requests.length <= at && Date.now() < endMs) {
			await new Promise((resolve) => setTimeout(resolve, 5));
		}
	}
});

describe('trouble', () => {
	it('that passes is waited for', async () => {
		await start();
		vendor.failNext({}, { status: 503 }, 2);
		vendor.failNext({ method: 'POST' }, 'cut');
		await publish();
		expect(await isDelivered()).toBe(true);
	});

	it('in the middle takes back what was written', async () => {
		await start({}, { parameters: { events: EVENTS } });
		vendor.failNext({ path: /auth_webhook/ }, { status: 403, body: '{"errors":"Forbidden"}' }, 9);
		await expect(publish()).rejects.toThrow(/Qiscus does not allow this \(“Forbidden”, HTTP 403\)/);
		for (const name of EVENTS) expect(vendor.slots()[name].enabled).toBe(false);
	});

	it('with one slot does not keep the others from being given back', async () => {
		await start({}, { parameters: { events: EVENTS, ...replacing.parameters } });
		vendor.setSlot('newSession', { url: FOREIGN, enabled: true });
		await publish();
		vendor.failNext({ path: /integrate/ }, { status: 403 }, 9);
		await expect(unpublish()).rejects.toThrow(/does not allow this/);
		expect(vendor.slots().newSession).toEqual({ url: FOREIGN, enabled: true });
		expect(vendor.slots().userLogout.enabled).toBe(false);
		expect(bot().enabled).toBe(true);
	});

	it('is over when the configs show a moment later what was written', async () => {
		await start();
		vendor.failNext(
			{ method: 'GET', skip: 2 },
			{ status: 200, body: '{"data":{"configs":{}}}' },
			2,
		);
		await publish();
		expect(await isDelivered()).toBe(true);
	});

	it('a URL that Qiscus did not keep is noticed', async () => {
		await start();
		vendor.failNext({ method: 'POST' }, { status: 200, body: '{"data":{}}' }, 9);
		await expect(publish()).rejects.toThrow(
			/took the URL of the Bot Message webhook, but does not show it now/,
		);
	});

	it('a missing endpoint for agent allocation leads to Manual', async () => {
		await start({ allocationEndpoint: false }, { parameters: { events: ['agentAllocation'] } });
		await expect(publish()).rejects.toThrow(
			/no API for the agent allocation webhook.*Choose Manual under Webhook Set-Up.*Settings > Custom Agent Allocation/,
		);
	});
});

describe('settings that make no sense stop the publishing', () => {
	it.each([
		['no event', { events: [] }, /Choose at least one under Trigger On/],
		[
			'a window that is no number',
			{ options: { repeatWindow: 'soon' } },
			/Repeat Window \(Seconds\) is not a number of 0 or more/,
		],
		[
			'a filter that sees none of the events',
			{ filters: { logoutRoles: ['agent'] } },
			/The filter Logout Role can never see what is chosen \(Bot Message\)/,
		],
		[
			'a custom button without a webhook token',
			{ events: ['customButton'] },
			/pasted into Qiscus by hand, so the Qiscus credential needs a Webhook Token of at least 16 characters/,
		],
		[
			'a manual set-up without one',
			{ webhookSetup: 'manual' },
			/With Webhook Set-Up on Manual the Qiscus credential needs a Webhook Token/,
		],
	])('%s', async (_what, parameters, message) => {
		await start({}, { parameters });
		await expect(host.runHook('checkExists')).rejects.toThrow(message);
		expect(vendor.requests).toEqual([]);
	});

	it('names events that a filter does not see in the log', async () => {
		await start(
			{},
			{ parameters: { events: ['botMessage', 'userLogout'], filters: { rooms: '1' } } },
		);
		await publish();
		expect(host.logs.join('\n')).toContain('The filter Room IDs does not see User Logout');
	});

	it('a URL whose token would go over the internet for everybody to read', async () => {
		await start(
			{},
			{
				credential: { baseUrl: 'https://omnichannel.qiscus.com' },
				webhookBaseUrl: 'http://n8n.example.com/',
			},
		);
		await expect(host.runHook('checkExists')).rejects.toThrow(/does not start with https:\/\//);
	});

	it('a URL that Qiscus cannot reach', async () => {
		await start({}, { credential: { baseUrl: 'https://omnichannel.qiscus.com' } });
		await expect(host.runHook('checkExists')).rejects.toThrow(
			/Qiscus cannot call this node: its webhook URL http:\/\/127.* Set n8n’s environment variable WEBHOOK_URL/,
		);
	});

	it('manual registers nothing', async () => {
		await start(
			{},
			{ parameters: { webhookSetup: 'manual' }, credential: { webhookToken: 'of-sixteen-chars' } },
		);
		expect(await host.runHook('checkExists')).toBe(true);
		await unpublish();
		expect(vendor.requests).toEqual([]);
	});
});
