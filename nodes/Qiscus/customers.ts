import { asArray, asObject, asText } from '../shared/json/read';
import type { JsonObject } from '../shared/json/types';
import type { Result } from '../shared/problem';
import type { QiscusCall } from './transport';

const pathOf = (roomId: string): string =>
	`/api/v1/qiscus/room/${encodeURIComponent(roomId)}/user_info`;

/**
 * What is known of the customer of a room: GET `/api/v1/qiscus/room/{room_id}/user_info`, App-Id with
 * Secret-Key [code of the vendor's]. Its `channel` holds tokens and pins.
 *
 * @returns undefined where Qiscus answers without it
 */
export async function readInformation(
	call: QiscusCall,
	roomId: string,
): Promise<Result<JsonObject | undefined>> {
	const answer = await call({ method: 'GET', path: pathOf(roomId) });
	return answer.ok ? { ok: true, data: asObject(answer.data) } : answer;
}

/** The pairs of `key` and `value` in what is known of a customer; undefined where there is no list. */
export function propertiesIn(information: JsonObject): JsonObject[] | undefined {
	const list = asObject(information.extras)?.user_properties;
	if (!Array.isArray(list)) return undefined;
	return asArray(list)
		.map(asObject)
		.filter((pair) => pair !== undefined);
}

/**
 * POST `/api/v1/qiscus/room/{room_id}/user_info`, App-Id with Secret-Key [code of the vendor's]: the
 * list is replaced by this one.
 *
 * @returns the list as Qiscus answers it, or as it was sent
 */
export async function writeProperties(
	call: QiscusCall,
	roomId: string,
	properties: JsonObject[],
): Promise<Result<JsonObject[]>> {
	const body = { user_properties: properties };
	const answer = await call({ method: 'POST', path: pathOf(roomId), body });
	if (!answer.ok) return answer;
	return { ok: true, data: propertiesIn(asObject(answer.data) ?? {}) ?? properties };
}

/** What a contact is known by: a name and its value. */
export interface ContactProperty {
	contactId: string;
	label: string;
	value: string;
}

/**
 * POST `/api/v2/contacts/properties/{contact_id}`, a form; App-Id with Secret-Key [code].
 *
 * @returns the id of the property; undefined where Qiscus does not show it
 */
export async function setContactProperty(
	call: QiscusCall,
	{ contactId, label, value }: ContactProperty,
): Promise<Result<string | undefined>> {
	const path = `/api/v2/contacts/properties/${encodeURIComponent(contactId)}`;
	const answer = await call({ method: 'POST', path, form: { label, value }, mayBeEmpty: true });
	if (!answer.ok) return answer;
	return { ok: true, data: asText(asObject(answer.data)?.id) };
}
