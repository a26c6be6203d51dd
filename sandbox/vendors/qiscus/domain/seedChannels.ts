import { APP_CREATED_MS } from '../seed.ts';
import type { Channel, ChannelKind, OfficeDay, OfficeHours, Template } from './types.ts';

/** The first three are those that the event payloads name. */
export const WHATSAPP = 901;
export const WEBSITE = 902;
export const MARKETPLACE = 903;
export const INSTAGRAM = 904;
export const FACEBOOK = 905;
export const LINE = 906;
export const TELEGRAM = 907;
/** Its third-party integration is off. */
const WHATSAPP_PROMOTIONS = 908;

export function seedChannels(): Channel[] {
	return [
		channel(WHATSAPP, 'wa', 'Customer Care', { phone: '+6280000000900' }),
		channel(WEBSITE, 'qiscus', 'Website'),
		channel(MARKETPLACE, 'custom', 'Marketplace', { source: 'marketplace' }),
		channel(INSTAGRAM, 'ig', 'Sandbox Shop'),
		channel(FACEBOOK, 'fb', 'Sandbox Page'),
		channel(LINE, 'line', 'Sandbox Line'),
		channel(TELEGRAM, 'telegram', 'Sandbox Bot'),
		channel(WHATSAPP_PROMOTIONS, 'wa', 'Promotions', {
			phone: '+6280000000901',
			isBotEnabled: false,
		}),
	];
}

/** A working week, as the app's time zone has it. */
export function seedOfficeHours(): OfficeHours {
	return {
		timezone: '+07:00',
		onlineMessage: 'Office hours general',
		offlineMessage: 'Outside office hours general',
		sendOnlineIfResolved: false,
		sendOfflineEachMessage: false,
		days: [1, 2, 3, 4, 5].map((day): OfficeDay => ({ day, start: '09:00', end: '17:00' })),
	};
}

export function seedTemplates(): Template[] {
	const template = (
		id: number,
		name: string,
		texts: ReadonlyArray<[language: string, text: string]>,
		change: Partial<Template> = {},
	): Template => ({
		id,
		channelId: WHATSAPP,
		name,
		namespace: 'sandbox_namespace',
		category: 'utility',
		isApproved: true,
		texts: texts.map(([language, text], index) => ({ id: id * 10 + index, language, text })),
		...change,
	});
	return [
		template(28_001, 'order_update', [
			['id', 'Halo {{1}}, pesanan {{2}} sedang dikirim.'],
			['en', 'Hello {{1}}, your order {{2}} is on its way.'],
		]),
		template(28_002, 'thank_you', [['id', 'Terima kasih sudah menghubungi kami.']]),
		template(28_003, 'promotion', [['id', 'Promo untuk {{1}}']], {
			category: 'marketing',
			isApproved: false,
		}),
		template(28_004, 'weekly_offer', [['id', 'Penawaran minggu ini: {{1}}']], {
			category: 'marketing',
			channelId: WHATSAPP_PROMOTIONS,
		}),
	];
}

function channel(
	id: number,
	kind: ChannelKind,
	name: string,
	change: Partial<Channel> = {},
): Channel {
	return {
		id,
		kind,
		source: kind,
		name,
		isActive: true,
		isBotEnabled: true,
		phone: null,
		createdAt: APP_CREATED_MS,
		...change,
	};
}
