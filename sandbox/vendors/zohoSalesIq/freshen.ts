import { likeMember, scalarText, setMember } from '../shared/jsonText.ts';

export interface FreshValues {
	event: string;
	orgId: string;
	/** Left as it is where the payload has none. */
	appId: string | undefined;
	entityId: string;
	/** The present, to which `event_time` is moved and all other times with it. */
	nowMs: number;
	/** A number for a message that no other message has. */
	nextMessageId(): string;
}

/** Digits that are a whole value or word: not part of a longer id, a name or a fraction. */
const NUMBER = /(?<![\w.$+-])\d{6,}(?![\w.])/g;
const MESSAGE_ID = /"msgid"\s*:\s*"?(\d+)/g;
/** Milliseconds between 2014 and 2033, which no id in the payloads happens to look like. */
const EPOCH_MS = /^1[4-9]\d{11}$/;

/**
 * A payload as if it had happened now, to something that did not exist before: the ids of entity,
 * app and messages are replaced wherever they stand, all times moved by the same distance. Works on
 * the text, so that everything else stays as the vendor wrote it, to the last digit.
 */
export function freshen(payload: string, fresh: FreshValues): string {
	const distance = fresh.nowMs - Number(scalarText(payload, 'event_time') ?? fresh.nowMs);
	const ids = freshIds(payload, fresh);
	const moved = payload.replace(NUMBER, (digits) => {
		const id = ids.get(digits);
		if (id !== undefined) return id;
		return EPOCH_MS.test(digits) ? String(Number(digits) + distance) : digits;
	});
	const placed = setMember(moved, 'org_id', likeMember(moved, 'org_id', fresh.orgId));
	return setMember(placed, 'event', JSON.stringify(fresh.event));
}

function freshIds(payload: string, fresh: FreshValues): Map<string, string> {
	const ids = new Map<string, string>();
	for (const [, messageId = ''] of payload.matchAll(MESSAGE_ID)) {
		if (!ids.has(messageId)) ids.set(messageId, fresh.nextMessageId());
	}
	const replaced = { entity_id: fresh.entityId, app_id: fresh.appId };
	for (const [name, value] of Object.entries(replaced)) {
		const old = scalarText(payload, name);
		if (old !== undefined && value !== undefined) ids.set(old, value);
	}
	return ids;
}
