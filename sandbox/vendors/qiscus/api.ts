import type { HttpAnswer, HttpRequest } from '../shared/httpServer.ts';
import type { JsonValue } from '../shared/jsonText.ts';
import { matchPath } from '../shared/matchPath.ts';
import type { Authorise } from './authorise.ts';
import { QiscusError, errorAnswer, jsonAnswer } from './errors.ts';
import type { Quirks } from './quirks.ts';
import type { State } from './state.ts';

/** What a handler is given. */
export interface Call {
	state: State;
	/** The variable parts of the path, decoded. */
	params: Readonly<Record<string, string>>;
	request: HttpRequest;
}

export interface Route {
	method: 'GET' | 'POST';
	/** `:name` stands for one variable part. */
	path: string;
	authorise: Authorise;
	/** Default: always. */
	exists?(quirks: Quirks): boolean;
	/** The body of the answer, which is 200; everything else is thrown. */
	handle(call: Call): JsonValue | Promise<JsonValue>;
}

/** The vendor's API, answering by a table of routes. */
export function createApi(
	state: State,
	routes: readonly Route[],
): (request: HttpRequest) => Promise<HttpAnswer> {
	return async (request) => {
		try {
			return jsonAnswer(200, await dispatch(request, state, routes));
		} catch (error) {
			if (!(error instanceof QiscusError)) throw error;
			return errorAnswer(error, state.quirks.errorShape);
		}
	};
}

/** 404 and 405 come before 401. [guess] */
async function dispatch(
	request: HttpRequest,
	state: State,
	routes: readonly Route[],
): Promise<JsonValue> {
	const matches = routes.flatMap((route) => {
		const params = matchPath(route.path, request.path);
		const exists = route.exists?.(state.quirks) ?? true;
		return params === undefined || !exists ? [] : [{ route, params }];
	});
	if (matches.length === 0) throw new QiscusError(404, 'Not found');
	const match = matches.find(({ route }) => route.method === request.method);
	if (match === undefined) throw new QiscusError(405, 'Method not allowed');
	match.route.authorise(request, state);
	return await match.route.handle({ state, params: match.params, request });
}
