import type { Tag } from './conversations/types.ts';
import type { App, Department, Operator, Portal } from './types.ts';

/*
 * What exists at the vendor from the start. The ids of departments and operators are those that
 * the event payloads name, so that a choice from a list fits the events.
 */

const ZYLKER = 'zylker';
const LABS = 'zylkerlabs';

/** Fresh copies: each vendor has switches of its own. */
export function seedPortals(): Portal[] {
	const plan = { enterprise: true, operatorMayConfigure: true };
	return [
		{ id: '55778119', screenname: ZYLKER, name: 'Zylker', ...plan },
		{ id: '15188410', screenname: LABS, name: 'Zylker Labs', ...plan },
	];
}

export const APPS: readonly App[] = [
	{ id: '40526000000002043', name: 'Zylker Furniture', screenname: ZYLKER },
	{ id: '40526000000002047', name: 'Zylker Help Center', screenname: ZYLKER },
	{ id: '68564000000002049', name: 'Zylker Labs', screenname: LABS },
];

export const DEPARTMENTS: readonly Department[] = [
	{
		id: '301050000004',
		name: 'Sales',
		screenname: ZYLKER,
		operators: ['30102333033335', '30102333033336', '30102333033337'],
	},
	{
		id: '30000000000018',
		name: 'Support',
		screenname: ZYLKER,
		operators: ['30000000000006', '30000000000106'],
	},
	{ id: '30000000148001', name: 'Returns', screenname: ZYLKER, operators: ['30000000099007'] },
	{ id: '115000000004001', name: 'Research', screenname: LABS, operators: ['115000000000006'] },
	{ id: '115000000000018', name: 'Field Trials', screenname: LABS, operators: ['115000000000094'] },
];

export const TAGS: readonly Tag[] = [
	{ id: '30000000210001', name: 'VIP', color: '#E44A4A', archived: false, screenname: ZYLKER },
	{ id: '30000000210003', name: 'Refund', color: '#2F80ED', archived: false, screenname: ZYLKER },
	{ id: '30000000210005', name: 'Old', color: '#BDBDBD', archived: true, screenname: ZYLKER },
];

/** More than a page of ten in the first portal. */
export const OPERATORS: readonly Operator[] = [
	operator('30000000000006', 'Patricia', 'Administrator'),
	operator('30102333033335', 'Patricia Boyle', 'Supervisor'),
	operator('30102333033336', 'Amelia Burrows', 'Associate'),
	operator('30102333033337', 'Charles Stone', 'Associate'),
	operator('30000000000106', 'Patricia+1', 'Associate'),
	operator('30000000099007', 'Scott Fisher', 'Supervisor'),
	operator('8000000000005', 'Tricia', 'Associate'),
	operator('30000000000206', 'Olivia Haas', 'Associate'),
	operator('30000000000306', 'Rashid Khan', 'Associate'),
	operator('30000000000406', 'Mei Tanaka', 'Associate'),
	operator('30000000000506', 'Jonas Weber', 'Associate'),
	operator('30000000000606', 'Dewi Lestari', 'Associate'),
	operator('115000000000006', 'Helen Ortiz', 'Administrator', LABS),
	operator('115000000000094', 'Patricia Smith', 'Supervisor', LABS),
];

function operator(
	id: string,
	name: string,
	role: Operator['role'],
	screenname: string = ZYLKER,
): Operator {
	const mailbox = name.toLowerCase().replace(/ /g, '.');
	return { id, name, email: `${mailbox}@zylker.com`, role, screenname };
}
