import type { JsonValue } from '../../shared/jsonText.ts';
import type { Call, Reply, Route } from '../api.ts';
import { SalesIqError } from '../errors.ts';
import type { Portal } from '../types.ts';
import { replace, requiredText, textsOf } from './input.ts';

const TEXTS = ['website', 'fax', 'time_zone', 'description', 'language', 'address', 'email_id'];
const ONE = '/portals/:screenname';

/** Portals. [doc]; that they are changed with PUT is a [guess] */
export const PORTAL_ROUTES: readonly Route[] = [
	{ method: 'POST', path: '/portals', scope: 'SalesIQ.portals.CREATE', handle: create },
	{
		method: 'GET',
		path: ONE,
		scope: 'SalesIQ.portals.READ',
		handle: ({ portal }) => ({ object: 'portal', data: whole(portal) }),
	},
	{ method: 'PUT', path: ONE, scope: 'SalesIQ.portals.UPDATE', handle: update },
];

/** How a screen name is made is not documented. [guess] */
function create({ state, readBody }: Call): Reply {
	const body = readBody();
	const name = requiredText(body, 'name');
	const { phone_number: phone, ...members } = textsOf(body, ['phone_number', ...TEXTS]);
	const screenname = name.toLowerCase().replace(/[^a-z0-9]/g, '');
	if (state.portals.some((portal) => portal.screenname === screenname))
		throw new SalesIqError(1014);
	const portal: Portal = {
		id: state.nextId(),
		screenname,
		name,
		enterprise: false,
		operatorMayConfigure: true,
		members: { ...members, ...(phone === undefined ? {} : { phone }) },
	};
	state.portals.push(portal);
	return { object: 'portal', data: whole(portal) };
}

/** Under the names of the sample; those of the text are not known. [doc, both] */
function update({ state, portal, readBody }: Call): Reply {
	const { company_name: name, ...members } = textsOf(readBody(), [
		'company_name',
		'phone',
		...TEXTS,
	]);
	const changed = replace(state.portals, portal, {
		...portal,
		...(typeof name === 'string' ? { name } : {}),
		members: { ...portal.members, ...members },
	});
	return { object: 'portal', data: whole(changed) };
}

/** [doc: Get a Portal] */
function whole({ name, screenname, members }: Portal): JsonValue {
	return {
		website: 'www.zylker-fashions.com',
		owner: {
			email_id: 'patricia@zylker.com',
			zuid: '54715436',
			operator_id: '30000000000006',
			name: 'Patricia',
		},
		fax: '',
		phone: '8344483886',
		email_id: 'tricia@zylker.com',
		language: 'en',
		address: 'Texas',
		description: 'The worlds leading top brands for your display!',
		logo: `/api/v2/${screenname}/downloads/5add92f8?purpose=company_logo`,
		time_zone: 'America/Los Angeles',
		icon: `/images/${screenname}/favicon.ico`,
		...members,
		company_name: name,
		screenname,
	};
}
