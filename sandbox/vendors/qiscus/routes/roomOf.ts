import type { Room } from '../domain/types.ts';
import { QiscusError } from '../errors.ts';
import type { State } from '../state.ts';

/** The room that a call names, or the status for where there is none. */
export function roomOf({ rooms }: State, id: string, status: 400 | 404): Room {
	const room = rooms.get(id);
	if (room === undefined) throw new QiscusError(status, 'Room not found');
	return room;
}
