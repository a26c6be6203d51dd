import type { Call, Reply } from '../api.ts';
import { integerParam, pageOf } from '../paging.ts';
import { currentDepartment } from './changes.ts';
import { choiceParam } from './input.ts';
import type { Conversation, Standing } from './types.ts';
import { conversationOnTheWire, messageOnTheWire } from './wire.ts';

/** `limit` is 20 unless it is given, and 99 at most. [doc] */
const LIST_LIMIT = { min: 1, max: 99, otherwise: 20 };
/** 100 was seen in use. [code] */
const MESSAGE_LIMIT = { min: 1, max: 100, otherwise: 20 };

/** Which standings a `status` means [doc: the words; guess: what they mean]. */
const STANDINGS: Readonly<Record<string, readonly Standing[]>> = {
	open: ['waiting', 'connected'],
	closed: ['missed', 'ended'],
	waiting: ['waiting'],
	connected: ['connected'],
	missed: ['missed'],
	end: ['ended'],
};

const SORT_KEYS: Readonly<Record<string, (conversation: Conversation) => number>> = {
	in_time: ({ startTime }) => startTime,
	end_time: ({ endTime }) => endTime ?? 0,
	updated_time: ({ updatedTime }) => updatedTime,
};

/** Where the operator has not asked for a department, it is the operator's own. [doc] */
export function listConversations(call: Call): Reply {
	const { state, query, portal } = call;
	const status = choiceParam(query, 'status', Object.keys(STANDINGS));
	const visitorType = choiceParam(query, 'visitor_type', ['lead', 'contact']);
	const sortBy = choiceParam(query, 'sort_by', Object.keys(SORT_KEYS)) ?? 'in_time';
	const department =
		query.get('department_id') ??
		(state.quirks.listOfOwnDepartment ? currentDepartment(state, portal.screenname) : undefined);
	const isStarted = between(call, 'from_time', 'to_time');
	const isUpdated = between(call, 'updated_from_time', 'updated_till_time');
	const wanted = (param: string, value: string | null) => (query.get(param) ?? value) === value;

	const key = SORT_KEYS[sortBy] ?? (() => 0);
	const sign = state.quirks.conversationsOrder === 'newestFirst' ? -1 : 1;
	const found = [...state.conversations.values()]
		.filter(({ screenname }) => screenname === portal.screenname)
		.filter(({ standing }) => status === undefined || STANDINGS[status]?.includes(standing))
		.filter(({ departmentId }) => departmentId === (department ?? departmentId))
		.filter(({ attenderId }) => wanted('attender_id', attenderId))
		.filter(({ appId }) => wanted('app_id', appId))
		.filter(({ visitor }) => wanted('email', visitor.email))
		.filter(({ visitor }) => visitor.type === (visitorType ?? visitor.type))
		.filter(({ startTime, updatedTime }) => isStarted(startTime) && isUpdated(updatedTime))
		.sort((a, b) => sign * (key(a) - key(b) || (BigInt(a.id) < BigInt(b.id) ? -1 : 1)));
	const page = integerParam(query, 'page', { min: 1, otherwise: 1 });
	const shown = pageOf(found, page, integerParam(query, 'limit', LIST_LIMIT));
	return { object: 'list', data: shown.map((one) => conversationOnTheWire(one, state)) };
}

/** `from_time` is where to go on; in which direction, the documents do not say. */
export function listMessages(call: Call, conversation: Conversation): Reply {
	const { state, query } = call;
	const { messagesFromTime, moreDataAvailable } = state.quirks;
	const limit = integerParam(query, 'limit', MESSAGE_LIMIT);
	const isOnwards = messagesFromTime === 'onwards';
	const isBeyond = isOnwards ? between(call, 'from_time') : between(call, undefined, 'from_time');
	const messages = conversation.messages.filter(({ time }) => isBeyond(time));
	const shown = isOnwards ? messages.slice(0, limit) : messages.slice(-limit).reverse();
	return {
		object: 'list',
		data: shown.map((message) => messageOnTheWire(message, conversation, state)),
		...(moreDataAvailable ? { more_data_available: messages.length > shown.length } : {}),
	};
}

/** "greater than" and "lesser than the mentioned time" [doc], or with the time itself. */
function between({ state, query }: Call, from = '', to = '') {
	const own = state.quirks.timeBounds === 'exclusive' ? 0 : 1;
	const first = integerParam(query, from, { min: 0, otherwise: -1 });
	const last = integerParam(query, to, { min: 0, otherwise: Number.MAX_SAFE_INTEGER });
	return (time: number): boolean => time > first - own && time < last + own;
}
