import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import type { JsonValue } from '../../../shared/json/types';
import { failed, type Result } from '../../../shared/problem';
import { isRoomId } from '../../allocation/ids';

/** The room that an operation is about; items of Qiscus Trigger have it, simplified or not. */
export const roomIdProperty: INodeProperties = {
	displayName: 'Room ID',
	name: 'roomId',
	type: 'string',
	default: '={{ $json.room?.id ?? $json.room_id }}',
	required: true,
	placeholder: 'e.g. 280000001',
	description: 'The room to work on; by default, that of the incoming item',
};

/** The room of an item; an expression may give anything. */
export function readRoomId(this: IExecuteFunctions, itemIndex: number): Result<string> {
	const roomId = readOptionalRoomId.call(this, itemIndex);
	if (!roomId.ok) return roomId;
	return roomId.data === undefined ? EMPTY : { ok: true, data: roomId.data };
}

/** As `readRoomId`, but undefined where the field is empty. */
export function readOptionalRoomId(
	this: IExecuteFunctions,
	itemIndex: number,
): Result<string | undefined> {
	const given = this.getNodeParameter('roomId', itemIndex, '') as JsonValue | undefined;
	// A greater number has lost its last digits already.
	const value = Number.isSafeInteger(given) ? String(given) : (given ?? '');
	if (typeof value !== 'string') return UNREADABLE;
	const roomId = value.trim();
	if (roomId === '') return { ok: true, data: undefined };
	return isRoomId(roomId) ? { ok: true, data: roomId } : UNREADABLE;
}

/**
 * What a call about a room gave; where Qiscus refused it, with what to check.
 *
 * @param fields what the user gave for the call
 */
export function aboutRoom<T>(answer: Result<T>, fields = 'Room ID'): Result<T> {
	if (answer.ok || !['invalid', 'notFound'].includes(answer.problem.kind)) return answer;
	const advice = `Check ${fields}, and that the credential is that of the room’s app. If Qiscus gave a reason, it stands in brackets.`;
	return failed({ ...answer.problem, advice });
}

const ADVICE =
	'Give the ID as Qiscus has it, such as 280000001. An item of Qiscus Trigger has it under room.id.';

const EMPTY = failed({ kind: 'invalid', message: 'Room ID is empty', advice: ADVICE });

const UNREADABLE = failed({
	kind: 'invalid',
	message: 'Room ID is not the ID of a room',
	advice: `${ADVICE} It is a text or a whole number, without spaces and of at most 100 characters.`,
});
