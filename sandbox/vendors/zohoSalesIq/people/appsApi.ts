import type { Call, Reply, Route } from '../api.ts';
import { appOnTheWire } from '../wire.ts';
import { readKnown, requiredText, textsOf, truthsOf } from './input.ts';

/** Creating an app. [doc] */
export const APP_ROUTES: readonly Route[] = [
	{ method: 'POST', path: '/:screenname/apps', scope: 'SalesIQ.Apps.CREATE', handle: create },
];

function create({ state, portal, readBody }: Call): Reply {
	const body = readBody();
	const name = requiredText(body, 'name');
	const departments = readKnown(body, 'departments', state.departments, portal, 1025);
	const app = {
		id: state.nextId(),
		name,
		screenname: portal.screenname,
		members: {
			departments,
			...textsOf(body, ['description']),
			...truthsOf(body, ['business_hours', 'privacy']),
		},
	};
	state.apps.push(app);
	return { object: 'app', data: appOnTheWire(app) };
}
