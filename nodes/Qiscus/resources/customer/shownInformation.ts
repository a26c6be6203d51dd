import { asBoolean, asObject, asText } from '../../../shared/json/read';
import type { JsonObject, JsonValue } from '../../../shared/json/types';
import { propertiesIn } from '../../customers';
import { redact } from '../../redact';
import { shownTime } from '../../times';
import { idFields } from '../../trigger/people';

/** What is known of a customer as an item has it, with nothing of the channel but id and name. */
export function shownInformation(information: JsonObject, roomId: string): JsonObject {
	const customerId = asText(information.user_id);
	const extras = asObject(information.extras) ?? {};
	return {
		room: {
			id: roomId,
			channel: {
				id: asText(information.channel_id) ?? null,
				name: asText(information.channel_name) ?? null,
			},
		},
		customer: customerId === undefined ? { id: null } : idFields(customerId),
		additionalInfo: shownPairs(propertiesIn(information) ?? []),
		notes: asText(extras.notes) ?? null,
		isBlocked: asBoolean(information.is_blocked) ?? null,
		firstInitiatedAt: shownTime(information.first_initiated),
	};
}

/** Names and values, which a team’s own people make up. */
export function shownPairs(pairs: readonly JsonObject[]): JsonValue {
	return pairs.map(({ key, value }) => ({
		key: asText(key) ?? null,
		value: redact(value ?? null),
	}));
}
