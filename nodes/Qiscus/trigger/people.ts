import { asText } from '../../shared/json/read';
import type { JsonObject, JsonValue } from '../../shared/json/types';

/** Who wrote a message; a bot writes in the admin's name [code of the vendor's]. */
export type Sender = 'admin' | 'agent' | 'customer';

const ROLES: Readonly<Record<string, string>> = { 1: 'admin', 2: 'agent', 3: 'supervisor' };
const PHONE = /^\+?\d{6,15}$/;

/** An agent's account in chats has a short prefix before the e-mail address: `vsC6x_dewi@mail.com` [doc: one sample]. */
const AGENT_ACCOUNT = /^(?=.{0,4}[A-Z])[A-Za-z0-9]{5}_[^@\s]+@\S+$/;

/** The role of one of the app's people, by the vendor's number or word; undefined for neither. */
export function roleOf(type: JsonValue | undefined): string | undefined {
	const text = asText(type)?.toLowerCase() ?? '';
	if (Object.values(ROLES).includes(text)) return text;
	return Object.hasOwn(ROLES, text) ? ROLES[text] : undefined;
}

/** A customer's id as the fields of an item: on WhatsApp the "e-mail" is a phone number. */
export function idFields(id: string): JsonObject {
	if (PHONE.test(id)) return { id, phone: id };
	return id.includes('@') ? { id, email: id } : { id };
}

/**
 * Who a message is from. Qiscus says it calls the bot's URL for customers' messages [doc]; should
 * one of a bot, an admin or an agent come, the account tells it: `<app code>_admin@qismo.com` is the
 * admin's and the bots' [code of the vendor's], an agent's has a prefix.
 *
 * @param from the sender as the message has it
 */
export function senderOf(
	{ email, name }: JsonObject,
	{ appId, roomName }: { appId: string; roomName: string | undefined },
): Sender {
	const account = asText(email) ?? '';
	if (account.endsWith('_admin@qismo.com')) return 'admin';
	if (appId !== '' && account.startsWith(`${appId}_`)) return 'agent';
	// A room bears its customer's name, so that a customer with such an address is not taken for an agent.
	const isRoomOwner = roomName !== undefined && asText(name) === roomName;
	return AGENT_ACCOUNT.test(account) && !isRoomOwner ? 'agent' : 'customer';
}

/** What the custom button's webhook calls a channel's source [doc: "Qiscus Widget"; guess: the others]. */
const SOURCES: ReadonlyArray<readonly [RegExp, string]> = [
	[/widget|^qiscus/i, 'qiscus'],
	[/whats\s?app|^wa/i, 'wa'],
	[/facebook|messenger|^fb/i, 'fb'],
	[/instagram|^ig/i, 'ig'],
	[/^line/i, 'line'],
	[/telegram/i, 'telegram'],
	[/tik\s?tok/i, 'tiktok'],
	[/custom/i, 'custom'],
];

/** The source behind a channel's type; undefined where it is none that is known. */
export function sourceOfChannelType(type: JsonValue | undefined): string | undefined {
	const text = asText(type);
	if (text === undefined) return undefined;
	return SOURCES.find(([pattern]) => pattern.test(text))?.[1];
}
