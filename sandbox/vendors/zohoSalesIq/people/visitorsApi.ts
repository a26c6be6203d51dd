import type { JsonValue } from '../../shared/jsonText.ts';
import type { Call, Reply, Route } from '../api.ts';
import { SalesIqError } from '../errors.ts';
import { integerParam } from '../paging.ts';
import { inPortal } from '../state.ts';
import type { Visitor } from './types.ts';

/** "you can set the limit within 200" [doc] */
const LIMIT = { min: 1, max: 200, otherwise: 200 };

/** The list of visitors, from a time on or back from it. [doc] */
export const VISITOR_ROUTES: readonly Route[] = [
	{
		method: 'GET',
		base: '/api/v3',
		path: '/:screenname/visitors',
		scope: 'SalesIQ.visitors.READ',
		handle: list,
	},
];

/** "you cannot use both the keys together" [doc]; that one has to be there, and the codes, are a [guess]. */
function list({ state, portal, query }: Call): Reply {
	const { visitorsListed, lastVisitorKey } = state.quirks;
	if (!visitorsListed) throw new SalesIqError(1021);
	if (query.has('next_key') === query.has('prev_key')) throw new SalesIqError(1011);
	const direction = query.has('next_key') ? 'next_key' : 'prev_key';
	const sign = direction === 'next_key' ? 1 : -1;
	const time = integerParam(query, direction, { min: 0, otherwise: 0 });
	const following = inPortal(state.visitors, portal)
		.filter(({ lastAccess }) => sign * (lastAccess - time) > 0)
		.sort((a, b) => sign * (a.lastAccess - b.lastAccess));
	const page = following.slice(0, integerParam(query, 'limit', LIMIT));
	const key = String(page.at(-1)?.lastAccess ?? time);
	const hasKey = lastVisitorKey || page.length < following.length;
	return { object: 'list', data: page.map(onTheWire), ...(hasKey ? { [direction]: key } : {}) };
}

/** [doc: Get the List of Visitors, as far as the page could be read] */
function onTheWire(visitor: Visitor): JsonValue {
	return {
		name: visitor.name,
		id: visitor.id,
		country: visitor.country,
		lead_score: visitor.leadScore,
		first_accessed_time: String(visitor.firstAccess),
		visit_source: 'Direct',
		visit_count: visitor.visits,
		last_accessed_time: String(visitor.lastAccess),
	};
}
