import type { JsonMembers } from '../../shared/jsonText.ts';
import type { Channel, ChannelKind } from '../domain/types.ts';
import type { State } from '../state.ts';
import { spacedTime } from '../times.ts';

type Make = (state: State, channel: Channel) => JsonMembers;

/** What each kind shows beside what all show; names [code], the WhatsApp channel's `pin` [guess]. */
const OWN: Readonly<Record<ChannelKind, Make>> = {
	custom: ({ keys }, channel) => ({
		webhook_url: `https://${channel.source}.example.com/hook?token=${keys.of(channel, 'token')}`,
		logo_url: `https://files.example.com/${channel.source}.png`,
		identifier_key: channel.source,
	}),
	fb: ({ keys }, channel) => ({
		long_lived_token: keys.of(channel, 'long_lived_token'),
		profile_name: channel.name,
		page_id: `10000000000${channel.id}`,
	}),
	ig: ({ keys }, channel) => ({
		long_lived_token: keys.of(channel, 'long_lived_token'),
		page_id: `10000000000${channel.id}`,
		ig_id: `17800000000${channel.id}`,
	}),
	line: ({ keys }, channel) => ({
		access_token: keys.of(channel, 'access_token'),
		secret_key: keys.of(channel, 'secret_key'),
	}),
	qiscus: ({ app, keys }, channel) => ({
		app_code: app.code,
		secret_key: keys.of(channel, 'secret_key'),
	}),
	telegram: ({ keys }, channel) => ({
		username: `sandbox_${channel.id}_bot`,
		bot_token: keys.of(channel, 'bot_token'),
	}),
	tiktok: ({ keys }, channel) => ({
		access_token: keys.of(channel, 'access_token'),
		unique_id: `sandbox_${channel.id}`,
	}),
	wa: ({ keys }, channel) => ({
		phone_number: channel.phone,
		phone_number_status: null,
		encoded_token: keys.of(channel, 'encoded_token'),
		pin: keys.of(channel, 'pin'),
		platform: 'cloud_api',
		base_url: 'https://waba.example.com',
		business_id: null,
		business_verification_status: null,
		allow_intl_hsm: false,
		hsm_24_enabled: true,
		is_ssl_enabled: true,
		on_sync: false,
		read_enabled: true,
		allocate_wa_call_webhook_url: null,
		is_allocate_wa_call_webhook_enabled: false,
	}),
};

/** A channel with its secrets, as lists and a room's information show it. [code] */
export function channelObject(state: State, channel: Channel): JsonMembers {
	const changedAt = spacedTime(channel.createdAt);
	return {
		id: channel.id,
		app_id: state.app.id,
		name: channel.name,
		is_active: channel.isActive,
		badge_url: badgeUrl(channel.kind),
		is_bot_enabled: channel.isBotEnabled,
		is_auto_responder_enabled: false,
		use_channel_responder: false,
		forward_url: null,
		forward_enabled: false,
		created_at: changedAt,
		updated_at: changedAt,
		...OWN[channel.kind](state, channel),
	};
}

export function badgeUrl(source: string): string {
	return `https://omnichannel.qiscus.com/img/${source}_badge.svg`;
}
