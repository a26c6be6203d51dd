import { asArray, asBoolean, asObject, asText } from '../shared/json/read';
import type { JsonObject, JsonValue } from '../shared/json/types';
import type { Result } from '../shared/problem';
import type { QiscusCall } from './transport';

/** A channel without what is kept secret. */
export interface Channel {
	id: string;
	/** The id where there is no name. */
	name: string;
	/** `wa`, `fb`, `custom` and so on. */
	kind: string;
	/** As rooms name the channel: its kind, of a custom channel its identifier key. */
	source: string;
	isActive: boolean | undefined;
	isBotEnabled: boolean | undefined;
	/** Of a WhatsApp channel. */
	phone: string | undefined;
}

/**
 * GET `/api/v2/channels`, App-Id with Secret-Key [code of the vendor's]: a list for each kind of
 * channel. Channels hold access tokens, keys and pins: nothing but what `Channel` has is read.
 */
export async function readChannels(call: QiscusCall): Promise<Result<Channel[]>> {
	const answer = await call({ method: 'GET', path: '/api/v2/channels' });
	if (!answer.ok) return answer;
	const lists = Object.entries(asObject(answer.data) ?? {});
	return {
		ok: true,
		data: lists.flatMap(([name, rows]) => {
			const kind = name.replace(/_channels$/, '');
			return asArray(rows).flatMap((row) => readChannel(kind, row));
		}),
	};
}

function readChannel(kind: string, value: JsonValue): Channel[] {
	const row: JsonObject | undefined = asObject(value);
	const id = asText(row?.id);
	if (row === undefined || id === undefined) return [];
	return [
		{
			id,
			name: asText(row.name) ?? id,
			kind,
			source: kind === 'custom' ? (asText(row.identifier_key) ?? kind) : kind,
			isActive: asBoolean(row.is_active),
			isBotEnabled: asBoolean(row.is_bot_enabled),
			phone: asText(row.phone_number),
		},
	];
}
