import type { HttpAnswer, HttpRequest } from '../shared/httpServer.ts';
import type { JsonValue } from '../shared/jsonText.ts';
import { matchPath } from '../shared/matchPath.ts';
import { EXPIRED_TOKEN, SalesIqError, errorBody, errorStatus, jsonAnswer } from './errors.ts';
import { covers } from './scopes.ts';
import type { State } from './state.ts';
import type { Portal } from './types.ts';
import { inLooseTypes } from './wire.ts';

/** What a handler is given: the portal that the screen name stands for, and the request's parts. */
export interface Call {
	state: State;
	/** In `/portals`, which has no screen name, the first. */
	portal: Portal;
	/** The variable parts of the path, decoded. */
	params: Readonly<Record<string, string>>;
	query: URLSearchParams;
	/** The operator behind the token. */
	operatorId: string;
	/** The body as a JSON object; throws 1015 where it is no JSON, 1007 where it is no object. */
	readBody(): Record<string, unknown>;
}

/** What a handler gives back: the `object` and `data` of the answer. [doc] */
export interface Reply {
	object: string;
	data: JsonValue;
	/** Beside `data`, in pages of visitors. [guess: where] */
	next_key?: string;
	prev_key?: string;
}

export interface Route {
	method: 'GET' | 'POST' | 'PUT' | 'DELETE';
	/** Default `/api/v2`. */
	base?: string;
	/** Relative to the base; `:name` stands for one variable part. */
	path: string;
	scope: string;
	/** Needs the Enterprise plan. */
	enterprise?: boolean;
	handle(call: Call): Reply | Promise<Reply>;
}

/** Undefined for a token that does not hold. */
export type ScopesOf = (accessToken: string) => readonly string[] | undefined;

const BASE = '/api/v2';

/** Zoho-oauthtoken is the documented scheme [doc]; Bearer is taken too. [code] */
const AUTHORIZATION = /^(?:Zoho-oauthtoken|Bearer) (\S+)$/i;

/** Thrown where a token does not hold: its answer has a switch of its own. */
class ExpiredToken extends Error {}

/** The API server's half of the vendor, answering by a table of routes. */
export function createApi(
	state: State,
	routes: readonly Route[],
	scopesOf: ScopesOf,
): (request: HttpRequest) => Promise<HttpAnswer> {
	const answer = (status: number, body: JsonValue): HttpAnswer =>
		jsonAnswer(status, inLooseTypes(body, state.quirks.looseTypes));

	return async (request) => {
		try {
			const { object, data, ...more } = await dispatch(request, state, routes, scopesOf);
			// Only the samples of lists lack `sync_time`. [doc]
			const syncTime = object === 'list' ? undefined : String(state.now());
			return answer(200, { url: request.path, object, data, ...more, sync_time: syncTime });
		} catch (error) {
			if (error instanceof ExpiredToken) {
				const { status, code } = EXPIRED_TOKEN[state.quirks.expiredToken];
				return answer(status, errorBody(new SalesIqError(code)));
			}
			if (!(error instanceof SalesIqError)) throw error;
			return answer(errorStatus(error, state.quirks.errorStatus), errorBody(error));
		}
	};
}

async function dispatch(
	request: HttpRequest,
	state: State,
	routes: readonly Route[],
	scopesOf: ScopesOf,
): Promise<Reply> {
	const matches = routes.flatMap((route) => {
		const params = matchPath(`${route.base ?? BASE}${route.path}`, request.path);
		return params === undefined ? [] : [{ route, params }];
	});
	if (matches.length === 0) throw new SalesIqError(1006);
	const scopes = authorise(request, scopesOf);
	const match = matches.find(({ route }) => route.method === request.method);
	if (match === undefined) throw new SalesIqError(1004);
	const { route, params } = match;
	if (!covers(scopes, route.scope)) throw new SalesIqError(1009);
	const portal = portalOf(params['screenname'], state);
	if (route.enterprise) checkPlan(portal, route);
	return await route.handle({
		state,
		portal,
		params,
		query: request.query,
		operatorId:
			state.operators.find(({ screenname }) => screenname === portal.screenname)?.id ?? '',
		readBody: () => readJsonObject(request.body),
	});
}

function authorise(request: HttpRequest, scopesOf: ScopesOf): readonly string[] {
	const token = AUTHORIZATION.exec(request.headers.authorization ?? '')?.[1];
	if (token === undefined) throw new SalesIqError(1002, { header: 'Authorization' });
	const scopes = scopesOf(token);
	if (scopes === undefined) throw new ExpiredToken();
	return scopes;
}

function portalOf(screenname: string | undefined, state: State): Portal {
	const portal = state.portals.find(
		(candidate) => screenname === undefined || candidate.screenname === screenname,
	);
	if (portal === undefined) throw new SalesIqError(state.quirks.wrongScreenName);
	return portal;
}

/** 1021 for a plan without webhooks is likely, not documented. [guess] */
function checkPlan(portal: Portal, route: Route): void {
	if (!portal.enterprise) throw new SalesIqError(1021);
	if (!portal.operatorMayConfigure && route.method !== 'GET') throw new SalesIqError(1016);
}

function readJsonObject(body: Buffer): Record<string, unknown> {
	const value = parsed(body.toString('utf8'));
	if (!isObject(value)) throw new SalesIqError(1007);
	return value;
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		throw new SalesIqError(1015);
	}
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
