import type { HttpAnswer, HttpRequest } from '../shared/httpServer.ts';
import type { JsonValue } from '../shared/jsonText.ts';
import { matchPath } from '../shared/matchPath.ts';
import type { Authorise } from './authorise.ts';
import type { Deliverer } from './deliver.ts';
import { ApiError, QiscusError, jsonAnswer } from './errors.ts';
import type { Quirks } from './quirks.ts';
import type { State } from './state.ts';
import type { SlotName } from './types.ts';

/** What a handler is given. */
export interface Call {
	state: State;
	/** Tells what is registered for an event, without the answer waiting for it. */
	tell(event: SlotName, text: string): void;
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
	deliverer: Deliverer,
	routes: readonly Route[],
): (request: HttpRequest) => Promise<HttpAnswer> {
	const tell: Call['tell'] = (event, text) => void deliverer.deliver(event, text);
	return async (request) => {
		try {
			return jsonAnswer(200, await dispatch({ state, tell, request }, routes));
		} catch (error) {
			if (!(error instanceof ApiError)) throw error;
			return error.answer(state.quirks.errorShape);
		}
	};
}

/** 404 and 405 come before 401. [guess] */
async function dispatch(call: Omit<Call, 'params'>, routes: readonly Route[]): Promise<JsonValue> {
	const { request, state } = call;
	const matches = routes.flatMap((route) => {
		const params = matchPath(route.path, request.path);
		const exists = route.exists?.(state.quirks) ?? true;
		return params === undefined || !exists ? [] : [{ route, params }];
	});
	if (matches.length === 0) throw new QiscusError(404, 'Not found');
	const match = matches.find(({ route }) => route.method === request.method);
	if (match === undefined) throw new QiscusError(405, 'Method not allowed');
	match.route.authorise(request, state);
	return await match.route.handle({ ...call, params: match.params });
}
