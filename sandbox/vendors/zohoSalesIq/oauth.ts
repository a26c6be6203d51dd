import { randomBytes } from 'node:crypto';
import type { HttpAnswer, HttpRequest } from '../shared/httpServer.ts';
import type { JsonValue } from '../shared/jsonText.ts';
import { consentErrorPage, consentPage } from './consentPage.ts';
import { jsonAnswer } from './errors.ts';
import { parseScopes } from './scopes.ts';

export interface AccountsOptions {
	client: { id: string; secret: string };
	/** Where this accounts server and the SalesIQ server are reached. */
	url(): string;
	now(): number;
}

/** Zoho Accounts: gives out authorisation codes and tokens, and knows which still hold. */
export interface Accounts {
	/** Undefined for a path that is not the accounts server's. */
	handle(request: HttpRequest): HttpAnswer | undefined;
	/** What an access token may do, or undefined once it is expired or if it never was one. */
	grantOf(accessToken: string): Grant | undefined;
	expireTokens(): void;
	revokeRefreshTokens(): void;
}

export interface Grant {
	scopes: readonly string[];
	/** Given out by `/oauth/v2/org/auth`. */
	isOfOrganisation: boolean;
}

interface Expiring extends Grant {
	expiresAt: number;
}

interface Code extends Expiring {
	redirectUri: string;
	offline: boolean;
}

const TOKEN_LIFE_MS = 3600 * 1000;
/** A third party's note. [code] */
const CODE_LIFE_MS = 60 * 1000;
const DATA_CENTRE = 'us';
const ORGANISATION_PATH = '/oauth/v2/org/auth';
const HTML = { 'content-type': 'text/html;charset=UTF-8' };

const GRANT_TYPES = ['authorization_code', 'refresh_token'] as const;

type GrantType = (typeof GRANT_TYPES)[number];
type Params = URLSearchParams;

/** The accounts server's half of the vendor: `/oauth/v2/auth`, `/oauth/v2/org/auth`, `/oauth/v2/token`. */
export function createAccounts(options: AccountsOptions): Accounts {
	const codes = new Map<string, Code>();
	const accessTokens = new Map<string, Expiring>();
	const refreshTokens = new Map<string, Grant>();

	const askForConsent = (params: Params, path: string): HttpAnswer => {
		const request = checkAuthorisation(params, options.client.id);
		return 'error' in request
			? { status: 400, headers: HTML, body: consentErrorPage(request.error) }
			: {
					status: 200,
					headers: HTML,
					body: consentPage({ action: path, scopes: request.scopes, params }),
				};
	};

	const decide = (params: Params, path: string): HttpAnswer => {
		const request = checkAuthorisation(params, options.client.id);
		if ('error' in request) {
			return { status: 400, headers: HTML, body: consentErrorPage(request.error) };
		}
		const target = new URL(request.redirectUri);
		const state = params.get('state');
		if (state !== null) target.searchParams.set('state', state);
		if (params.get('decision') === 'accept') {
			const code = secret();
			const offline = params.get('access_type') === 'offline';
			const isOfOrganisation = path === ORGANISATION_PATH;
			const expiresAt = options.now() + CODE_LIFE_MS;
			codes.set(code, { ...request, offline, isOfOrganisation, expiresAt });
			target.searchParams.set('code', code);
			target.searchParams.set('location', DATA_CENTRE);
			target.searchParams.set('accounts-server', options.url());
		} else {
			target.searchParams.set('error', 'access_denied');
		}
		return { status: 302, headers: { location: target.toString() } };
	};

	const tokenAnswer = ({ scopes, isOfOrganisation }: Grant, refreshToken?: string): JsonValue => {
		const accessToken = secret();
		const expiresAt = options.now() + TOKEN_LIFE_MS;
		accessTokens.set(accessToken, { scopes, isOfOrganisation, expiresAt });
		return {
			access_token: accessToken,
			refresh_token: refreshToken,
			scope: scopes.join(' '),
			api_domain: options.url(),
			token_type: 'Bearer',
			expires_in: TOKEN_LIFE_MS / 1000,
		};
	};

	const redeem: Readonly<Record<GrantType, (params: Params) => JsonValue>> = {
		authorization_code: (params) => {
			const code = params.get('code') ?? '';
			const grant = codes.get(code);
			codes.delete(code);
			if (grant === undefined || grant.expiresAt <= options.now()) return { error: 'invalid_code' };
			if (params.get('redirect_uri') !== grant.redirectUri)
				return { error: 'invalid_redirect_uri' };
			if (!grant.offline) return tokenAnswer(grant);
			const refreshToken = secret();
			refreshTokens.set(refreshToken, grant);
			return tokenAnswer(grant, refreshToken);
		},
		refresh_token: (params) => {
			const grant = refreshTokens.get(params.get('refresh_token') ?? '');
			return grant === undefined ? { error: 'invalid_code' } : tokenAnswer(grant);
		},
	};

	/** Errors come with status 200. [code] */
	const token = (params: Params): HttpAnswer => {
		const { id, secret: clientSecret } = options.client;
		if (params.get('client_id') !== id) return jsonAnswer(200, { error: 'invalid_client' });
		if (params.get('client_secret') !== clientSecret) {
			return jsonAnswer(200, { error: 'invalid_client_secret' });
		}
		const grantType = GRANT_TYPES.find((type) => type === params.get('grant_type'));
		if (grantType === undefined) return jsonAnswer(200, { error: 'unsupported_grant_type' });
		return jsonAnswer(200, redeem[grantType](params));
	};

	type Handler = (request: HttpRequest) => HttpAnswer;
	const authorisation: Readonly<Record<string, Handler>> = {
		GET: ({ query, path }) => askForConsent(query, path),
		POST: ({ body, path }) => decide(new URLSearchParams(body.toString('utf8')), path),
	};
	const paths: Readonly<Record<string, Readonly<Record<string, Handler>>>> = {
		'/oauth/v2/auth': authorisation,
		[ORGANISATION_PATH]: authorisation,
		'/oauth/v2/token': {
			POST: ({ query, body }) =>
				token(new URLSearchParams([...query, ...new URLSearchParams(body.toString('utf8'))])),
		},
	};

	return {
		handle: (request) => {
			const methods = paths[request.path];
			return methods && (methods[request.method]?.(request) ?? { status: 405 });
		},
		grantOf: (accessToken) => {
			const grant = accessTokens.get(accessToken);
			return grant !== undefined && grant.expiresAt > options.now() ? grant : undefined;
		},
		expireTokens: () => accessTokens.clear(),
		revokeRefreshTokens: () => refreshTokens.clear(),
	};
}

/** An authorisation request, or what is wrong with it: the documents name only the parameters. [guess] */
function checkAuthorisation(
	params: Params,
	clientId: string,
): { scopes: string[]; redirectUri: string } | { error: string } {
	const scopes = parseScopes(params.get('scope') ?? '');
	const redirectUri = params.get('redirect_uri') ?? '';
	const checks: Array<[boolean, string]> = [
		[params.get('client_id') === clientId, 'invalid_client'],
		[params.get('response_type') === 'code', 'invalid_response_type'],
		[/^https?:$/.test(protocolOf(redirectUri)), 'invalid_redirect_uri'],
	];
	const wrong = checks.find(([right]) => !right);
	if (wrong !== undefined) return { error: wrong[1] };
	return scopes === undefined ? { error: 'invalid_scope' } : { scopes, redirectUri };
}

function protocolOf(url: string): string {
	return URL.canParse(url) ? new URL(url).protocol : '';
}

/** In the form of Zoho's tokens. */
function secret(): string {
	return `1000.${randomBytes(16).toString('hex')}.${randomBytes(16).toString('hex')}`;
}
