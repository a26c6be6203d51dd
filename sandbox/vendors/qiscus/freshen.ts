import { rewriteJson } from '../shared/jsonRewrite.ts';

export interface FreshValues {
	appCode: string;
	roomId: string;
	/** An id for a message or a service that nothing else has. */
	nextId(): string;
	/** What `unique_temp_id` becomes. */
	nextTempId(): string;
}

const ROOM_NAMES: ReadonlySet<string> = new Set(['room_id', 'topic_id', 'topic_id_str']);
const COMMENT_NAMES: ReadonlySet<string> = new Set([
	'comment_before_id',
	'comment_before_id_str',
	'first_comment_id',
	'last_comment_id',
	'last_comment_read_id',
	'last_comment_read_id_str',
	'last_comment_received_id',
	'last_comment_received_id_str',
]);
const ID_NAMES: ReadonlySet<string> = new Set(['id', 'id_str']);
const SERVICES: ReadonlySet<string> = new Set(['service', 'latest_service']);
const APP_NAMES: ReadonlySet<string> = new Set(['app_id', 'app_code']);

/**
 * A payload as if it had happened now, in a room of its own and in this app. Works on the text, so
 * that everything else stays as the vendor wrote it. Message ids of 0 stay, as in live deliveries;
 * messages that were the same stay the same.
 */
export function freshen(payload: string, fresh: FreshValues): string {
	const messageIds = new Map<string, string>();

	const messageId = (old: string): string => {
		const known = messageIds.get(old) ?? fresh.nextId();
		messageIds.set(old, known);
		return known;
	};

	return rewriteJson(payload, (raw, path) => {
		const old = scalarOf(raw);
		if (old === undefined) return raw;
		const name = path.at(-1) ?? '';
		const holder = path.at(-2) ?? '';
		const isId = ID_NAMES.has(name);
		if (ROOM_NAMES.has(name) || (isId && holder === 'room')) return likeOld(raw, fresh.roomId);
		if (COMMENT_NAMES.has(name) || (isId && holder === 'message')) {
			return /[1-9]/.test(old) ? likeOld(raw, messageId(old)) : raw;
		}
		if (isId && SERVICES.has(holder)) return likeOld(raw, fresh.nextId());
		if (name === 'unique_temp_id') return likeOld(raw, fresh.nextTempId());
		// Where it is a number it is not the app's code but its internal id.
		if (APP_NAMES.has(name) && raw.startsWith('"')) return likeOld(raw, fresh.appCode);
		return raw;
	});
}

/** A text or number that is there, without quotes: neither null nor empty. */
function scalarOf(raw: string): string | undefined {
	const scalar = /^"(.+)"$|^(-?\d.*)$/s.exec(raw);
	return scalar?.[1] ?? scalar?.[2];
}

/** In quotes where the old value had quotes, or where it cannot do without. */
function likeOld(raw: string, value: string): string {
	return raw.startsWith('"') || !/^\d+$/.test(value) ? JSON.stringify(value) : value;
}
