import { ADMIN, APP_CODE, APP_CREATED_MS } from '../seed.ts';
import {
	FACEBOOK,
	INSTAGRAM,
	LINE,
	MARKETPLACE,
	TELEGRAM,
	WEBSITE,
	WHATSAPP,
} from './seedChannels.ts';
import type { Agent, Division } from './types.ts';

const FIRST_DIVISION_ID = 301;
/** More than one page of ten. */
const DIVISION_NAMES = [
	'Sales',
	'Support',
	'Pool',
	'Billing',
	'Complaints',
	'Logistics',
	'Marketing',
	'Onboarding',
	'Partnership',
	'Retention',
	'Technical',
	'VIP',
] as const;
const DEFAULT_DIVISION = 'Pool';

const HOUR_MS = 3_600_000;
const EVERY_CHANNEL = [WHATSAPP, WEBSITE, MARKETPLACE, INSTAGRAM, FACEBOOK, LINE, TELEGRAM];
const CHATS = [WHATSAPP, WEBSITE];
const SOCIAL = [INSTAGRAM, FACEBOOK];

type DivisionName = (typeof DIVISION_NAMES)[number];
type Row = [
	name: string,
	divisions: readonly DivisionName[],
	channels: readonly number[],
	standing?: 'loggedOut' | 'forcedOffline',
];

/** More than one page of ten, together with an administrator and a supervisor. */
const AGENTS: readonly Row[] = [
	['Ayu Lestari', ['Sales'], CHATS],
	['Bayu Nugroho', ['Sales'], CHATS],
	['Citra Dewi', ['Sales', 'VIP'], CHATS],
	['Dimas Pratama', ['Support'], CHATS],
	['Eka Wulandari', ['Support'], CHATS],
	['Fajar Hidayat', ['Support', 'Technical'], EVERY_CHANNEL],
	['Gita Permata', ['Support'], [WEBSITE, MARKETPLACE]],
	['Hadi Saputra', ['Pool'], CHATS],
	['Indah Kusuma', ['Billing'], SOCIAL],
	['Joko Santoso', ['Complaints'], [LINE, TELEGRAM]],
	['Kartika Sari', ['Pool'], CHATS, 'loggedOut'],
	['Lukman Hakim', ['Sales'], CHATS, 'loggedOut'],
	['Maya Anggraini', ['Support'], CHATS, 'forcedOffline'],
	['Nanda Putri', [], CHATS, 'loggedOut'],
];

/** Where an administrator, a supervisor and their agents work. */
export function seedDivisions(): Division[] {
	return DIVISION_NAMES.map((name, index) => ({
		id: FIRST_DIVISION_ID + index,
		name,
		isDefault: name === DEFAULT_DIVISION,
		createdAt: APP_CREATED_MS,
	}));
}

export function seedAgents(): Agent[] {
	const administrator = person(0, ADMIN.name, [], EVERY_CHANNEL);
	const supervisor = person(AGENTS.length + 1, 'Sandbox Supervisor', ['Support'], EVERY_CHANNEL);
	const agents = AGENTS.map(([name, divisions, channels, standing], index): Agent => {
		const agent = person(index + 1, name, divisions, channels);
		const isLoggedOut = standing === 'loggedOut';
		return {
			...agent,
			isAvailable: !isLoggedOut,
			lastLoginAt: isLoggedOut ? null : agent.createdAt + HOUR_MS,
			forceOffline: standing === 'forcedOffline',
		};
	});
	return [
		{ ...administrator, email: ADMIN.email, sdkEmail: ADMIN.sdkEmail, type: 1 },
		...agents,
		{ ...supervisor, type: 3 },
	];
}

/** An agent who is logged in. */
function person(
	index: number,
	name: string,
	divisions: readonly DivisionName[],
	channels: readonly number[],
): Agent {
	const email = `${name.toLowerCase().replace(' ', '.')}@example.com`;
	const createdAt = APP_CREATED_MS + index * HOUR_MS;
	return {
		id: ADMIN.id + index,
		name,
		email,
		sdkEmail: `${APP_CODE}_${email}`,
		type: 2,
		divisionIds: divisions.map((division) => FIRST_DIVISION_ID + DIVISION_NAMES.indexOf(division)),
		channelIds: [...channels],
		isAvailable: true,
		forceOffline: false,
		maxLagMs: null,
		createdAt,
		lastLoginAt: createdAt,
	};
}
