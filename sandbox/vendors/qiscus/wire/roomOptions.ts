import type { Channel, Room } from '../domain/types.ts';

/** What the newer payloads and the SDK have as a text in `room.options`. [doc] */
export interface RoomOptions {
	channel: string;
	channel_details: { channel_id: number; name: string; phone?: string };
	is_resolved: boolean;
	is_waiting: boolean;
	source: string;
}

export function roomOptions(room: Room, channel: Channel): RoomOptions {
	return {
		channel: channel.kind,
		channel_details: {
			channel_id: channel.id,
			name: channel.name,
			...(channel.phone === null ? {} : { phone: channel.phone }),
		},
		is_resolved: room.isResolved,
		is_waiting: room.isWaiting,
		source: room.source,
	};
}
