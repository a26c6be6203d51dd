import type { State } from '../state.ts';
import { MARKETPLACE } from './seedChannels.ts';
import type { Agent, Channel, ChannelKind, Room } from './types.ts';

const KINDS: ReadonlySet<string> = new Set<ChannelKind>([
	'fb',
	'ig',
	'line',
	'qiscus',
	'telegram',
	'tiktok',
	'wa',
]);

/** The kinds in the order in which the API lists them. [code] */
export const CHANNEL_KINDS: readonly ChannelKind[] = [
	'custom',
	'fb',
	'ig',
	'line',
	'qiscus',
	'telegram',
	'wa',
];

/** The channel of a room whose payload names only its source: the first of that source. [guess] */
export function channelOfSource({ channels }: State, source: string): Channel {
	const channel =
		channels.find((candidate) => candidate.source === source) ??
		channels.find(({ id }) => id === MARKETPLACE);
	if (channel === undefined) throw new Error(`There is no channel for the source ${source}`);
	return channel;
}

/** A room that was made by an event may be in a channel that nobody set up. */
export function channelOf({ channels }: State, room: Room): Channel {
	return (
		channels.find(({ id }) => id === room.channelId) ?? {
			id: room.channelId,
			kind: kindOfSource(room.source),
			source: room.source,
			name: '',
			isActive: true,
			isBotEnabled: true,
			phone: null,
			createdAt: room.createdAt,
		}
	);
}

/** Whether messages of the channel are told to the bot at all. */
export function isBotListening({ slots }: State, channel: Channel): boolean {
	const { url, enabled } = slots.botMessage;
	return url !== null && enabled && (channel.kind !== 'wa' || channel.isBotEnabled);
}

/** Who works in a channel; in one that nobody set up, and only an event's payload names, everybody. */
export function workersOf({ agents, channels }: State, channelId: number): Agent[] {
	const isKnown = channels.some(({ id }) => id === channelId);
	return agents.filter(({ channelIds }) => !isKnown || channelIds.includes(channelId));
}

function kindOfSource(source: string): ChannelKind {
	return KINDS.has(source) ? (source as ChannelKind) : 'custom';
}
