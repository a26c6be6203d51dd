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
 * What n8n calls before a request while no token is kept, and after a 401: logs in with e-mail and
 * password, POST `/api/v1/auth` [doc] (qiscus-api, section 1). Nothing is tried where no login is
 * configured, and nothing for 10 minutes after a refusal.
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
	if (whyNoAdminToken(credential) !== undefined) return { sessionToken: `${account}:` };
	try {
		const { body, contentType } = await multipart({
			email: credential.email,
			password: credential.password,
		});
		const answer = (await this.helpers.httpRequest({
			method: 'POST',
			url: `${credential.baseUrl}/api/v1/auth`,
			headers: { Accept: 'application/json', 'Content-Type': contentType },
			body,
			encoding: 'text',
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
			timeout: TIMEOUT_MS,
		})) as { statusCode: number; body: unknown };
		const login = readLogin(answer.statusCode, answer.body, credential.appId);
		if ('token' in login) {
			refusals.delete(account);
			return { sessionToken: `${account}:${login.token}` };
		}
		return login.isFinal ? refuse(account, login.reason, PAUSE_AFTER_REFUSAL_MS) : {};
	} catch (error) {
		const code = networkCode(error) ?? 'no answer';
		return refuse(account, `Qiscus could not be reached for the login (${code})`, TIMEOUT_MS);
	}
}

/** The token, or why there is none; `isFinal` where the same login would be refused again. */
type Login = { token: string } | { reason: string; isFinal: boolean };

/** Reads the login's answer, which leaves the token out for accounts with a second factor [guess]. */
export function readLogin(status: number, body: unknown, appId: string): Login {
	const answer = typeof body === 'string' ? parseLossless(body) : (body as JsonValue | undefined);
	const data = asObject(asObject(answer)?.data);
	const user = asObject(data?.user);
	const app = asText(asObject(user?.app)?.app_code);
	if (app !== undefined && app !== appId) {
		return {
			reason: `The E-Mail belongs to another app of Qiscus (${app}) than the App ID`,
			isFinal: true,
		};
	}
	const token = asText(user?.authentication_token);
	if (status < 300 && token !== undefined) return { token };
	if (status < 300 && data?.use_2fa !== undefined) {
		return {
			reason:
				'The account has two-factor authentication, so n8n cannot log in with it. Choose Admin Token under Admin Access instead',
			isFinal: true,
		};
	}
	if (status >= 400 && status < 500 && status !== 429) {
		return { reason: 'Qiscus refused the E-Mail or the Password', isFinal: true };
	}
	return { reason: `Qiscus’ login gave no AdminToken (HTTP ${status})`, isFinal: false };
}

function refuse(account: string, reason: string, pauseMs: number): { sessionToken: string } {
	if (refusals.size >= MAX_REFUSALS) refusals.clear();
	refusals.set(account, { reason, untilMs: Date.now() + pauseMs });
	return { sessionToken: `${account}:` };
}

function digestOf(credential: QiscusCredential): string {
	const typed = [credential.baseUrl, credential.appId, credential.email, credential.password];
	return digest(JSON.stringify(typed));
}
