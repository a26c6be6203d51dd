import type { Feedback, Visitor } from './types.ts';

const ZYLKER = 'zylker';
const LABS = 'zylkerlabs';
const MINUTE_MS = 60_000;
/** Above 2^53, as the vendor's are. */
const FIRST_ID = 211_760_000_000_542_007n;
const FIRST_CONVERSATION = 211_760_000_000_640_001n;

const RATINGS = ['happy', 'neutral', 'sad'] as const;
const TEXTS = ['It was good experience, thank you', 'I am still waiting', ''];
const DEPARTMENTS = ['301050000004', '30000000000018'];
const NAMES = ['Tricia', 'Sari', 'Budi', 'Amelia'];

/** More than two pages of twenty in the first portal, the newest first [guess: the order]. */
export function seedFeedbacks(now: number): Feedback[] {
	const ours = Array.from({ length: 45 }, (_, at) => feedback(at, now));
	return [...ours, { ...feedback(45, now), screenname: LABS, appId: '68564000000002049' }];
}

function feedback(at: number, now: number): Feedback {
	return {
		id: String(FIRST_ID + BigInt(at * 10)),
		screenname: ZYLKER,
		appId: '40526000000002043',
		departmentId: DEPARTMENTS[at % DEPARTMENTS.length] ?? '',
		conversationId: String(FIRST_CONVERSATION + BigInt(at * 10)),
		rating: RATINGS[at % RATINGS.length] ?? 'happy',
		text: TEXTS[at % TEXTS.length] ?? '',
		at: now - at * 10 * MINUTE_MS,
	};
}

/** More than two pages of two hundred in the first portal. */
export function seedVisitors(now: number): Visitor[] {
	const ours = Array.from({ length: 450 }, (_, at) => visitor(at, now));
	return [...ours, { ...visitor(450, now), screenname: LABS }];
}

function visitor(at: number, now: number): Visitor {
	const lastAccess = now - (at + 1) * MINUTE_MS;
	return {
		id: `9faf3023-5e8d-484c-8996-${String(at).padStart(12, '0')}`,
		screenname: ZYLKER,
		name: NAMES[at % NAMES.length] ?? '',
		country: 'United States',
		leadScore: at % 50,
		visits: 1 + (at % 4),
		firstAccess: lastAccess - 60 * MINUTE_MS,
		lastAccess,
	};
}
