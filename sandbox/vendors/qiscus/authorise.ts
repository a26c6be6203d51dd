import type { HttpRequest } from '../shared/httpServer.ts';
import { SdkError, unauthorized } from './errors.ts';
import type { State } from './state.ts';

/** Throws 401 unless the request may use the route. */
export type Authorise = (request: HttpRequest, state: State) => void;

export const anybody: Authorise = () => undefined;

/**
 * App id and secret key, or an administrator's token. [doc: "You can always call any API"] A token
 * that does not hold is refused even beside the right secret key. [guess]
 */
export const secretKeyOrToken: Authorise = (request, state) => {
	if (headerOf(request, 'authorization')) checkAdminToken(request, state);
	else checkSecretKey(request, state);
};

/** An administrator's token [doc], or the secret key too, by the switch `secretKeySuffices`. */
export const tokenAtLeast: Authorise = (request, state) => {
	if (state.quirks.secretKeySuffices) secretKeyOrToken(request, state);
	else checkAdminToken(request, state);
};

/** An administrator's token and nothing else. */
export const tokenOnly: Authorise = (request, state) => checkAdminToken(request, state);

/** The long-lived token that came with a login, and the app id. [code] */
export const longLivedToken: Authorise = (request, state) => {
	const isRight =
		state.tokens.isLongLived(headerOf(request, 'authorization')) &&
		headerOf(request, 'qiscus-app-id') === state.app.code;
	if (!isRight) throw unauthorized('invalid token');
};

/** For the bot's messages the SDK's secret alone is enough too. [doc] */
export const botSecret: Authorise = (request, state) => {
	if (sdkHeaderOf(request, 'secret') !== state.app.secretKey) secretKeyOrToken(request, state);
};

/** The chat SDK's server API takes the same app id and secret key under names of its own. [code] */
export const sdkSecret: Authorise = (request, { app }) => {
	const isRight =
		sdkHeaderOf(request, 'app-id') === app.code && sdkHeaderOf(request, 'secret') === app.secretKey;
	if (!isRight) throw new SdkError(403, 'Unauthorized');
};

/** The token as it is sent: bare, without `Bearer`. [doc] */
export function tokenOf(request: HttpRequest): string {
	return headerOf(request, 'authorization');
}

function checkAdminToken(request: HttpRequest, { tokens, app }: State): void {
	const token = tokenOf(request);
	if (token === '') throw unauthorized();
	const held = tokens.stateOf(token);
	if (held !== 'valid') {
		throw unauthorized(held === 'expired' ? 'token_expired' : 'invalid token');
	}
	// Not in every sample [doc], so it may be left out, but not wrong. [guess]
	const appId = headerOf(request, 'qiscus-app-id');
	if (appId !== '' && appId !== app.code) throw unauthorized();
}

function checkSecretKey(request: HttpRequest, { app }: State): void {
	const isRight =
		headerOf(request, 'qiscus-app-id') === app.code &&
		headerOf(request, 'qiscus-secret-key') === app.secretKey;
	if (!isRight) throw unauthorized();
}

/** With underscores as code writes it, or with dashes as the documents do. */
function sdkHeaderOf(request: HttpRequest, name: 'app-id' | 'secret'): string {
	const dashed = `qiscus-sdk-${name}`;
	return headerOf(request, dashed.replaceAll('-', '_')) || headerOf(request, dashed);
}

function headerOf(request: HttpRequest, name: string): string {
	const value = request.headers[name];
	return typeof value === 'string' ? value : '';
}
