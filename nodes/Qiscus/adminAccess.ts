import type { IHttpRequestHelper } from 'n8n-workflow';

import { digest } from '../shared/digest';
import { parseLossless } from '../shared/json/parseLossless';
import { asObject, asText } from '../shared/json/read';
import type { JsonValue } from '../shared/json/types';
import { networkCode, whyNotSecure } from '../shared/network';
import type { QiscusCredential } from './credential';
import { multipart } from './form';

/** A refused password is not tried again for so long, by whichever call: accounts are locked for less. */
const PAUSE_AFTER_REFUSAL_MS = 10 * 60_000;
/** n8n asks once more after the 401 that follows. */
const PAUSE_AFTER_TROUBLE_MS = 2_000;
const MAX_REFUSALS = 100;
const TIMEOUT_MS = 20_000;

/** Why logins gave no token, by the digest of what was typed. */
const refusals = new Map<string, { reason: string; untilMs: number }>();

/** The AdminToken that calls can be made with now; undefined where there is none. */
export function adminTokenOf(credential: QiscusCredential): string | undefined {
	if (credential.adminAccess === 'token') return credential.adminToken || undefined;
	if (credential.adminAccess !== 'login') return undefined;
	const [account, token] = credential.sessionToken.split(/:(.*)/s);
	// A token of an account that was typed in before is not this account's.
	return account === digestOf(credential) ? token || undefined : undefined;
}

/** Why there is no AdminToken although the credential should give one; for a message to the user. */
export function whyNoAdminToken(credential: QiscusCredential): string | undefined {
	if (credential.adminAccess !== 'login') return undefined;
	const refusal = refusals.get(digestOf(credential));
	return refusal === undefined || refusal.untilMs <= Date.now() ? undefined : refusal.reason;
}

/**
 * What n8n calls before a request while nothing is kept, and after a 401: logs in with e-mail and
 * password, POST `/api/v1/auth` [doc] (qiscus-api, section 1). Nothing is tried where no login is
 * configured, before a call has shown that it needs one, and for 10 minutes after a refusal.
 *
 * @returns what n8n keeps; an empty object where there is nothing to keep
 */
export async function logIn(
	this: IHttpRequestHelper,
	credential: QiscusCredential,
): Promise<{ sessionToken?: string }> {
	if (credential.adminAccess !== 'login') return {};
	if (whyNotSecure('Base URL', credential.baseUrl) !== undefined) return {};
	const account = digestOf(credential);
	const none = { sessionToken: `${account}:` };
	if (credential.sessionToken === '') return none;
	const login = await loginOf(credential, async () => await ask.call(this, credential));
	return 'token' in login ? { sessionToken: `${account}:${login.token}` } : none;
}

type Login = Refusal | { token: string };

/** Logins under way, by the digest of what was typed: calls at the same time share one. */
const underWay = new Map<string, Promise<Login>>();

/**
 * One login for whoever wants it at the moment, and none for a while after a refusal.
 *
 * @param attempt asks Qiscus; rejects where there is no answer
 */
export async function loginOf(
	credential: QiscusCredential,
	attempt: () => Promise<Login>,
): Promise<Login> {
	const known = whyNoAdminToken(credential);
	if (known !== undefined) return { reason: known, isFinal: true };
	const account = digestOf(credential);
	const login = underWay.get(account) ?? tryOnce(credential, attempt);
	underWay.set(account, login);
	try {
		return await login;
	} finally {
		underWay.delete(account);
	}
}

async function tryOnce(
	credential: QiscusCredential,
	attempt: () => Promise<Login>,
): Promise<Login> {
	const login = await attempt().catch((error: unknown): Refusal => {
		const code = networkCode(error) ?? 'no answer';
		return { reason: `Qiscus could not be reached for the login (${code})`, isFinal: false };
	});
	if ('reason' in login) rememberRefusal(credential, login);
	return login;
}

async function ask(this: IHttpRequestHelper, credential: QiscusCredential): Promise<Login> {
	const { email, password, baseUrl, appId } = credential;
	const { body, contentType } = await multipart({ email, password });
	const answer = (await this.helpers.httpRequest({
		method: 'POST',
		url: `${baseUrl}/api/v1/auth`,
		headers: { Accept: 'application/json', 'Content-Type': contentType },
		body,
		encoding: 'text',
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
		timeout: TIMEOUT_MS,
	})) as { statusCode: number; body: unknown };
	return readLogin(answer.statusCode, answer.body, appId);
}

/** Why a login gave no token; `isFinal` where the same login would be refused again. */
export interface Refusal {
	reason: string;
	isFinal: boolean;
}

/** Reads the login's answer, which leaves the token out for accounts with a second factor [guess]. */
export function readLogin(status: number, body: unknown, appId: string): Login {
	const answer = typeof body === 'string' ? parseLossless(body) : (body as JsonValue | undefined);
	const data = asObject(asObject(answer)?.data);
	const user = asObject(data?.user);
	const app = asText(asObject(user?.app)?.app_code);
	if (app !== undefined && app !== appId) {
		return {
			reason: `The Email belongs to another app of Qiscus (${app}) than the App ID`,
			isFinal: true,
		};
	}
	const token = asText(user?.authentication_token);
	if (status < 300 && token !== undefined) return { token };
	if (status < 300 && data?.use_2fa === true) {
		return {
			reason:
				'The account has two-factor authentication, so n8n cannot log in with it. Use the account of an admin without it',
			isFinal: true,
		};
	}
	if ([400, 401, 422].includes(status)) {
		return { reason: 'Qiscus refused the Email or the Password', isFinal: true };
	}
	return { reason: `Qiscus’ login gave no AdminToken (HTTP ${status})`, isFinal: false };
}

/** Keeps a login from being tried again too soon: a refused one, and one that n8n repeats at once. */
function rememberRefusal(credential: QiscusCredential, { reason, isFinal }: Refusal): void {
	if (refusals.size >= MAX_REFUSALS) refusals.clear();
	const pauseMs = isFinal ? PAUSE_AFTER_REFUSAL_MS : PAUSE_AFTER_TROUBLE_MS;
	refusals.set(digestOf(credential), { reason, untilMs: Date.now() + pauseMs });
}

function digestOf(credential: QiscusCredential): string {
	const typed = [credential.baseUrl, credential.appId, credential.email, credential.password];
	return digest(JSON.stringify(typed));
}
