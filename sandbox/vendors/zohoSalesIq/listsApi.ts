import type { JsonValue } from '../shared/jsonText.ts';
import type { Call, Reply, Route } from './api.ts';
import { SalesIqError } from './errors.ts';
import { integerParam, pageOf } from './paging.ts';
import { inPortal } from './state.ts';
import { appOnTheWire, portalOnTheWire } from './wire.ts';

const PAGE_LIMIT = 10;
const MAX_PAGE_LIMIT = 99;

/** Portals and their apps. Paths [code] and [doc], paging [guess]. */
export const LIST_ROUTES: readonly Route[] = [
	{
		method: 'GET',
		path: '/portals',
		scope: 'SalesIQ.portals.READ',
		handle: (call) => listReply(call, call.state.portals.map(portalOnTheWire)),
	},
	{
		method: 'GET',
		path: '/:screenname/apps',
		scope: 'SalesIQ.Apps.READ',
		handle: (call) => listReply(call, inPortal(call.state.apps, call.portal).map(appOnTheWire)),
	},
	{
		method: 'GET',
		path: '/:screenname/apps/:appId',
		scope: 'SalesIQ.Apps.READ',
		handle: ({ state, portal, params }) => {
			const app = inPortal(state.apps, portal).find(({ id }) => id === params['appId']);
			if (app === undefined) throw new SalesIqError(1019);
			return { object: 'app', data: appOnTheWire(app) };
		},
	},
];

/** `{object: 'list', data: [...]}` [doc], whole or in pages by the switch `pagedLists`. */
export function listReply({ state, query }: Call, items: readonly JsonValue[]): Reply {
	if (!state.quirks.pagedLists) return { object: 'list', data: items };
	const page = integerParam(query, 'page', { min: 1, otherwise: 1 });
	const limits = { min: 1, max: MAX_PAGE_LIMIT, otherwise: PAGE_LIMIT };
	return { object: 'list', data: pageOf(items, page, integerParam(query, 'limit', limits)) };
}
