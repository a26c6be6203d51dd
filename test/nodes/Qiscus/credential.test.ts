import type {
	ICredentialDataDecryptedObject,
	ICredentialTestFunctions,
	IHttpRequestHelper,
} from 'n8n-workflow';

import { QiscusApi } from '../../../credentials/QiscusApi.credentials';
import { credentialTest } from '../../../nodes/Qiscus/methods/credentialTest';
import type { Qiscus, Quirks } from '../../../sandbox/vendors/qiscus/index.ts';
import { credentialFor, startTrigger, startVendor } from '../../support/qiscus';
import type { TriggerHost } from '../../support/triggerHost';

jest.mock('n8n-workflow', () => ({
	...jest.requireActual('n8n-workflow'),
	sleep: jest.fn(async () => undefined),
}));

/** n8n 1 takes a list of statuses that are not to be ignored for a plain yes. */
class QiscusApiOnN8n1 extends QiscusApi {
	override async authenticate(...args: Parameters<QiscusApi['authenticate']>) {
		const signed = await super.authenticate(...args);
		return { ...signed, ignoreHttpStatusErrors: Boolean(signed.ignoreHttpStatusErrors) };
	}
}

const MINUTE_MS = 60_000;

let vendor: Qiscus;
let host: TriggerHost | undefined;
/** Every registration of Qiscus' own, so that each way of signing is used. */
const start = async (
	credential: ICredentialDataDecryptedObject = {},
	quirks: Partial<Quirks> = { secretKeySuffices: false },
	credentialType = new QiscusApi(),
) => {
	vendor = await startVendor({ quirks });
	host = await startTrigger(vendor, {
		parameters: { events: ['markAsResolved', 'newSession'] },
		credential,
		credentialType,
	});
	return host;
};
const login = () => ({
	adminAccess: 'login',
	email: vendor.admin.email,
	password: vendor.admin.password,
});
const logins = () => vendor.requests.filter(({ path }) => path === '/api/v1/auth');
const signedWithToken = () =>
	vendor.requests.filter(({ headers }) => headers.authorization !== undefined);

afterEach(async () => {
	jest.restoreAllMocks();
	await host?.stop();
	host = undefined;
	await vendor.close();
});

describe('without admin access', () => {
	it('no login is attempted, and the message names what to fill in', async () => {
		const trigger = await start();
		await expect(trigger.runHook('create')).rejects.toThrow(
			/Qiscus wants an AdminToken for this.*choose Admin Token or Email and Password under Admin Access/,
		);
		expect(logins()).toEqual([]);
		expect(signedWithToken()).toEqual([]);
	});

	it('the keys are enough where Qiscus takes them', async () => {
		const trigger = await start({}, {});
		await trigger.runHook('create');
		expect(vendor.slots().markAsResolved.enabled).toBe(true);
	});

	it('wrong keys are told as such', async () => {
		const trigger = await start({ secretKey: 'wrong' });
		await expect(trigger.runHook('checkExists')).rejects.toThrow(
			/Qiscus did not accept the App ID and the Secret Key.*Settings > App Information/,
		);
	});
});

describe('with an Admin Token', () => {
	it('only the calls that need it bear it', async () => {
		const trigger = await start({ adminAccess: 'token' });
		trigger.credential.adminToken = vendor.newAdminToken();
		await trigger.runHook('create');
		expect(signedWithToken().map(({ path }) => path)).toEqual([
			'/api/v1/app/webhook/mark_as_resolved',
		]);
	});

	it('an expired one spoils no other call, and is told as such', async () => {
		const trigger = await start({ adminAccess: 'token' });
		trigger.credential.adminToken = vendor.newAdminToken();
		vendor.expireTokens();
		await expect(trigger.runHook('create')).rejects.toThrow(
			/did not accept the Admin Token of the credential.*lasts 30 days.*paste a new one/,
		);
		expect(logins()).toEqual([]);
	});
});

describe.each([
	[1, QiscusApiOnN8n1, 2],
	[2, QiscusApi, 1],
])('with e-mail and password, on n8n %i', (_major, Type, callsBeforeLogin) => {
	const signIn = async (quirks?: Partial<Quirks>) => {
		const trigger = await start({ adminAccess: 'login' }, quirks, new Type());
		Object.assign(trigger.credential, login());
		return trigger;
	};

	it('one login serves all calls, and the token is kept', async () => {
		const trigger = await signIn();
		await trigger.runHook('create');
		await trigger.runHook('delete');
		expect(logins()).toHaveLength(1);
		expect(trigger.credential.sessionToken).toMatch(/^[0-9a-f]{32}:.+/);
	});

	it.each(['expireTokens', 'revokeTokens'] as const)('%s: another is obtained', async (lose) => {
		const trigger = await signIn();
		await trigger.runHook('create');
		vendor[lose]();
		vendor.setSlot('markAsResolved', { url: null, enabled: false });
		await trigger.runHook('create');
		expect(vendor.slots().markAsResolved.enabled).toBe(true);
		expect(logins()).toHaveLength(2);
	});

	it('a token of the account that was typed in before is not used', async () => {
		const trigger = await signIn();
		trigger.credential.sessionToken = `${'0'.repeat(32)}:${vendor.newAdminToken()}`;
		await trigger.runHook('create');
		expect(logins()).toHaveLength(1);
	});

	it('a refused password is tried once in ten minutes, whatever calls there are', async () => {
		const trigger = await signIn();
		trigger.credential.password = 'wrong';
		for (let i = 0; i < 3; i++) {
			await expect(trigger.runHook('create')).rejects.toThrow(
				/Qiscus refused the Email or the Password. Open the Qiscus credential and check Admin Access/,
			);
		}
		expect(logins()).toHaveLength(1);

		const nowMs = Date.now();
		jest.spyOn(Date, 'now').mockImplementation(() => nowMs + 10 * MINUTE_MS + 1);
		await expect(trigger.runHook('create')).rejects.toThrow(/refused the Email or the Password/);
		expect(logins()).toHaveLength(2);
	});

	it('calls at the same time share one login', async () => {
		const trigger = await signIn();
		trigger.credential.password = 'wrong as well';
		const attempts = [1, 2, 3, 4].map(() => trigger.runHook('create').catch(() => undefined));
		await Promise.all(attempts);
		expect(logins()).toHaveLength(1);
	});

	it('no call logs in that does not need it', async () => {
		const trigger = await signIn({});
		await trigger.runHook('create');
		expect(logins()).toEqual([]);
	});

	it('another password is tried at once', async () => {
		const trigger = await signIn();
		trigger.credential.password = 'wrong too';
		await expect(trigger.runHook('create')).rejects.toThrow();
		trigger.credential.password = vendor.admin.password;
		await trigger.runHook('create');
		expect(vendor.slots().markAsResolved.enabled).toBe(true);
	});

	it('a call that is refused for another reason after a login tells that reason', async () => {
		const trigger = await signIn();
		const wantsLogin = { path: /mark_as_resolved/, skip: callsBeforeLogin };
		vendor.failNext(wantsLogin, { status: 403, body: '' });
		await expect(trigger.runHook('create')).rejects.toThrow(
			/Qiscus does not allow this \(HTTP 403\)/,
		);
		expect(logins()).toHaveLength(1);
	});

	it('an account with a second factor is told to use an Admin Token', async () => {
		const trigger = await signIn({ secretKeySuffices: false, twoFactor: true });
		await expect(trigger.runHook('create')).rejects.toThrow(
			/two-factor authentication.*Use the account of an admin without it/,
		);
		expect(logins()).toHaveLength(1);
	});

	it('the password goes to no server without https', async () => {
		const httpRequest = jest.fn();
		const helpers = { helpers: { httpRequest } } as unknown as IHttpRequestHelper;
		vendor = await startVendor();
		const data = { ...credentialFor(vendor, login()), baseUrl: 'http://qiscus.example.com' };
		expect(await new QiscusApi().preAuthentication.call(helpers, data)).toEqual({});
		expect(httpRequest).not.toHaveBeenCalled();
	});
});

describe('the headers of a call', () => {
	const sign = async (more: ICredentialDataDecryptedObject, headers: Record<string, string>) => {
		vendor = await startVendor();
		const data = credentialFor(vendor, more);
		const url = 'https://omnichannel.qiscus.com/';
		return (await new QiscusApi().authenticate(data, { url, headers })).headers;
	};

	it('hold the keys, and the AdminToken where there is one', async () => {
		expect(await sign({ adminAccess: 'token', adminToken: 'a-token' }, { a: '1' })).toEqual({
			a: '1',
			'Qiscus-App-Id': vendor.app.code,
			'Qiscus-Secret-Key': vendor.app.secretKey,
			Authorization: 'a-token',
		});
	});

	it('hold no AdminToken where the call asks for none', async () => {
		const headers = await sign(
			{ adminAccess: 'token', adminToken: 'a-token' },
			{ Authorization: '' },
		);
		expect(headers).not.toHaveProperty('Authorization');
	});

	it('hold what n8n got after a new login', async () => {
		const more = { adminAccess: 'token', adminToken: 'new' };
		expect(await sign(more, { Authorization: 'old' })).toMatchObject({ Authorization: 'new' });
	});
});

describe('the credential test', () => {
	/** What n8n 2.41 gives to such a test: its older kind of request, played with `fetch`. */
	const context = {
		helpers: {
			request: async ({
				uri,
				method,
				headers,
				formData,
			}: {
				uri: string;
				method: string;
				headers: Record<string, string>;
				formData?: Record<string, string>;
			}) => {
				const body = formData === undefined ? null : new FormData();
				for (const [name, value] of Object.entries(formData ?? {})) body?.append(name, value);
				const answer = await fetch(uri, { method, headers, body, redirect: 'manual' });
				return { statusCode: answer.status, body: await answer.text() };
			},
		},
	};
	const test = async (
		more: ICredentialDataDecryptedObject,
		quirks: Partial<Quirks> = { secretKeySuffices: false },
	) => {
		Object.assign(vendor.quirks, quirks);
		const data = { ...credentialFor(vendor), ...more };
		return await credentialTest.qiscusApiTest.call(context as unknown as ICredentialTestFunctions, {
			id: '1',
			name: 'Qiscus',
			type: 'qiscusApi',
			data,
		});
	};
	beforeEach(async () => {
		vendor = await startVendor();
	});

	it('is content with right values of every kind', async () => {
		const right = { status: 'OK', message: 'Connection successful' };
		expect(await test({})).toEqual(right);
		expect(await test({ adminAccess: 'token', adminToken: vendor.newAdminToken() })).toEqual(right);
		expect(await test(login())).toEqual(right);
	});

	it.each([
		['no App ID', { appId: '' }, /Fill in the App ID/],
		['no Secret Key', { secretKey: ' ' }, /Fill in the Secret Key/],
		['a wrong App ID', { appId: 'wrong' }, /did not accept the App ID and the Secret Key/],
		['a wrong Secret Key', { secretKey: 'wrong' }, /did not accept the App ID and the Secret Key/],
		['no URL', { baseUrl: 'qiscus' }, /its Base URL is not a URL/],
		['a URL without https', { baseUrl: 'http://qiscus.example.com' }, /must start with https/],
		['a dead server', { baseUrl: 'http://127.0.0.1:1' }, /127.0.0.1:1 could not be reached/],
		['no Admin Token', { adminAccess: 'token', adminToken: '' }, /Fill in the Admin Token/],
		['a wrong one', { adminAccess: 'token', adminToken: 'x' }, /did not accept the Admin Token/],
		['no Email', { adminAccess: 'login', password: 'x' }, /Fill in the Email/],
		['no Password', { adminAccess: 'login', email: 'a@example.com' }, /Fill in the Password/],
		[
			'a wrong Password',
			{ adminAccess: 'login', email: 'a@example.com', password: 'x' },
			/refused the Email or the Password/,
		],
	])('tells %s', async (_what, more: ICredentialDataDecryptedObject, message) => {
		const { status, message: told } = await test(more);
		expect(status).toBe('Error');
		expect(told).toMatch(message);
	});

	it('tells a second factor', async () => {
		expect((await test(login(), { twoFactor: true })).message).toMatch(/two-factor/);
	});

	it('tells a page that is not Qiscus’', async () => {
		vendor.failNext({}, { status: 200, body: '<html>' });
		expect((await test({})).message).toMatch(/gave an answer that is not Qiscus’/);
	});
});
