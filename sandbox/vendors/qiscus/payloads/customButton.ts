import { writeJson } from '../../shared/jsonText.ts';
import { channelOf } from '../domain/channels.ts';
import type { Agent, ChannelKind, Room } from '../domain/types.ts';
import type { State } from '../state.ts';
import { typeNameOf } from '../wire/agentObject.ts';
import { bareId } from '../wire/ids.ts';
import { freeProperties, keyedProperties } from './shape.ts';

/** The widget's [doc], the others as the vendor's own app names them. [code] */
const CHANNEL_TYPES: Readonly<Record<ChannelKind, string>> = {
	custom: 'Custom Channel',
	fb: 'Facebook',
	ig: 'Instagram',
	line: 'Line',
	qiscus: 'Qiscus Widget',
	telegram: 'Telegram',
	tiktok: 'TikTok',
	wa: 'WhatsApp',
};

/** Somebody clicked the button beside a room. */
export function customButtonPayload(state: State, room: Room, by: Agent): string {
	const channel = channelOf(state, room);
	const isOlder = state.quirks.payloads === 'older';
	return writeJson({
		additional_info: isOlder ? freeProperties(room) : keyedProperties(room),
		agent: { email: by.email, name: by.name, type: typeNameOf(by) },
		channel_id: channel.id,
		channel_name: channel.name,
		channel_type: CHANNEL_TYPES[channel.kind],
		customer: { avatar: room.avatarUrl, name: room.name, user_id: room.userId },
		customer_properties: room.contactProperties.map((property) => ({ ...property })),
		notes: room.latestService?.notes ?? null,
		room_id: bareId(room.id),
		tag: room.tags.map(({ id, name }) => ({ id, name })),
	});
}
