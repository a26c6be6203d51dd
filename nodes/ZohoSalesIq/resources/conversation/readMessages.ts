import { asArray, asBoolean, asObject, asText } from '../../../shared/json/read';
import type { JsonObject, JsonValue } from '../../../shared/json/types';
import type { Result } from '../../../shared/problem';
import type { ConversationApi } from '../../conversations';

/** Was seen in use [code]. */
const PAGE_SIZE = 100;
/** Where SalesIQ does not say whether there are more, a page with fewer is the last. */
const SMALLEST_PAGE = 10;
/** More than a chat has, and an end for one that never ends. */
const MAX_PAGES = 1_000;

/**
 * Reads all messages of a conversation, each once, the oldest first. Long chats come in parts, and the
 * next one is asked for by `from_time` [code]; whether that goes on to later messages or back to
 * earlier ones is not documented. So it is asked from the latest that is known, then from the earliest,
 * until neither brings something new.
 */
export async function readMessages(api: ConversationApi): Promise<Result<JsonObject[]>> {
	const found = new Map<string, JsonObject>();
	let calls = 0;
	/** @returns whether there are more, undefined where it brought nothing new */
	const ask = async (fromTime?: number): Promise<Result<boolean | undefined>> => {
		calls++;
		const answer = await api.messages({
			limit: PAGE_SIZE,
			...(fromTime === undefined ? {} : { from_time: fromTime }),
		});
		if (!answer.ok) return answer;
		const before = found.size;
		const page = asArray(answer.data.data);
		for (const message of page.map(asObject)) {
			if (message !== undefined) found.set(keyOf(message), message);
		}
		const more = asBoolean(answer.data.more_data_available) ?? page.length >= SMALLEST_PAGE;
		return { ok: true, data: found.size === before ? undefined : more };
	};

	let answer = await ask();
	for (const edgeOf of [afterLatest, beforeEarliest]) {
		while (answer.ok && answer.data === true && calls < MAX_PAGES) {
			const edge = edgeOf([...found.values()].map(timeOf));
			answer = edge > 0 ? await ask(edge) : { ok: true, data: undefined };
		}
		if (!answer.ok) return answer;
		if (answer.data === false) break;
		answer = { ok: true, data: found.size > 0 };
	}
	return { ok: true, data: [...found.values()].sort((a, b) => timeOf(a) - timeOf(b)) };
}

/** Whether a time itself is among what follows it is not documented: a millisecond of both is asked for. */
const afterLatest = (times: number[]): number => largest(times) - 1;
const beforeEarliest = (times: number[]): number => -largest(times.map((time) => -time)) + 1;

/** Of any number of times, which a call with as many arguments would not take. */
function largest(times: readonly number[]): number {
	return times.reduce((most, time) => (time > most ? time : most), -Infinity);
}

function timeOf(message: JsonObject): number {
	return Number(asText(message.time)) || 0;
}

/** A message without an id is the same as another that is equal to it. */
function keyOf(message: JsonObject): string {
	const id: JsonValue | undefined = message.id ?? message.msgid;
	return asText(id) ?? JSON.stringify(message);
}
