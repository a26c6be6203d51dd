import type { HttpAnswer, HttpRequest } from '../shared/httpServer.ts';
import type { JsonValue } from '../shared/jsonText.ts';
import { matchPath } from '../shared/matchPath.ts';
import { EXPIRED_TOKEN, SalesIqError, errorBody, errorStatus, jsonAnswer } from './errors.ts';
import type { Grant } from './oauth.ts';
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
	path: string;
	query: URLSearchParams;
	headers: HttpRequest['headers'];
	body: Buffer;
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
	/** Beside `data`, in pages of messages. [code] */
	more_data_available?: boolean;
}

/** What a handler gives back in place of JSON. */
export interface FileReply {
	file: { name: string; type: string; content: Buffer };
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
	handle(call: Call): Reply | FileReply | Promise<Reply | FileReply>;
}

/** Undefined for a token that does not hold. */
export type GrantOf = (accessToken: string) => Grant | undefined;

const BASE = '/api/v2';

/** Zoho-oauthtoken is the documented scheme [doc]; Bearer is taken too. [code] */
const AUTHORIZATION = /^(?:Zoho-oauthtoken|Bearer) (\S+)$/i;

/** Thrown where a token does not hold: its answer has a switch of its own. */
class ExpiredToken extends Error {}

/** The API server's half of the vendor, answering by a table of routes. */
export function createApi(
	state: State,
	routes: readonly Route[],
	grantOf: GrantOf,
): (request: HttpRequest) => Promise<HttpAnswer> {
	const answer = (status: number, body: JsonValue): HttpAnswer =>
		jsonAnswer(status, inLooseTypes(body, state.quirks.looseTypes));

	return async (request) => {
		try {
			const reply = await dispatch(request, state, routes, grantOf);
			if ('file' in reply) return fileAnswer(reply);
			const { object, data, ...more } = reply;
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
	grantOf: GrantOf,
): Promise<Reply | FileReply> {
	const matches = routes.flatMap((route) => {
		const params = matchPath(`${route.base ?? BASE}${route.path}`, request.path);
		return params === undefined ? [] : [{ route, params }];
	});
	if (matches.length === 0) throw new SalesIqError(1006);
	const grant = authorise(request, grantOf);
	const match = matches.find(({ route }) => route.method === request.method);
	if (match === undefined) throw new SalesIqError(1004);
	const { route, params } = match;
	if (!covers(grant.scopes, route.scope)) throw new SalesIqError(1009);
	checkSide(grant, route, state);
	const portal = portalOf(params['screenname'], state);
	if (route.enterprise) checkPlan(portal, route);
	return await route.handle({
		state,
		portal,
		params,
		path: request.path,
		query: request.query,
		headers: request.headers,
		body: request.body,
		operatorId:
			state.operators.find(({ screenname }) => screenname === portal.screenname)?.id ?? '',
		readBody: () => readJsonObject(request.body),
	});
}

function authorise(request: HttpRequest, grantOf: GrantOf): Grant {
	const token = AUTHORIZATION.exec(request.headers.authorization ?? '')?.[1];
	if (token === undefined) throw new SalesIqError(1002, { header: 'Authorization' });
	const grant = grantOf(token);
	if (grant === undefined) throw new ExpiredToken();
	return grant;
}

/** Third parties call the visitors' side with tokens of organisations [code]; 1016 else is a [guess]. */
function checkSide({ isOfOrganisation }: Grant, { base }: Route, { quirks }: State): void {
	const isVisitorSide = base?.startsWith('/visitor') ?? false;
	if (isVisitorSide && quirks.visitorSideOfOrganisation && !isOfOrganisation) {
		throw new SalesIqError(1016);
	}
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

function fileAnswer({ file }: FileReply): HttpAnswer {
	return {
		status: 200,
		headers: {
			'content-type': file.type,
			'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
		},
		body: file.content,
	};
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
