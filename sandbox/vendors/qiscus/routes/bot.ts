import { RawJson } from '../../shared/jsonText.ts';
import type { JsonValue } from '../../shared/jsonText.ts';
import type { Call, Route } from '../api.ts';
import { botSecret, secretKeyOrToken } from '../authorise.ts';
import { say } from '../domain/comments.ts';
import { lastOfCustomer, stand } from '../domain/rooms.ts';
import type { Agent, Room } from '../domain/types.ts';
import { QiscusError } from '../errors.ts';
import { fieldError, isObject, optionalText, readContent, readId } from '../fields.ts';
import type { Fields } from '../fields.ts';
import { readBody, readFlag } from '../requestBody.ts';
import { APP_CODE } from '../seed.ts';
import type { State } from '../state.ts';
import { roomLogObject } from '../wire/roomObject.ts';
import { commentObject } from '../wire/sdkObjects.ts';
import { jsonOf } from './jsonOf.ts';
import { roomOf } from './roomOf.ts';

/** After this time WhatsApp takes templates only. [doc] */
const WHATSAPP_WINDOW_MS = 24 * 60 * 60 * 1000;

/** What a payload of each type cannot do without [code]; other types want nothing. [guess] */
const NEEDED: Readonly<Record<string, string>> = {
	buttons: 'buttons',
	carousel: 'cards',
	file_attachment: 'url',
};

/** What the bot says, and whether it listens. */
export const BOT_ROUTES: readonly Route[] = [
	{ method: 'POST', path: `/${APP_CODE}/bot`, authorise: botSecret, handle: speak },
	{
		method: 'POST',
		path: '/bot/:roomId/activate',
		authorise: secretKeyOrToken,
		handle: activate,
	},
];

/** Errors of every kind here: [guess]. */
async function speak({ state, request }: Call): Promise<JsonValue> {
	const { fields } = await readBody(request);
	const sender = senderOf(state, readContent(fields, 'sender_email'));
	const type = optionalText(fields, 'type') ?? 'text';
	const text = type === 'text' ? readContent(fields, 'message') : optionalText(fields, 'message');
	const payload = payloadOf(fields, type);
	const room = roomOf(state, readId(fields, 'room_id'), 400);
	checkMaySpeak(state, room);
	const comment = say(
		state,
		room,
		{ senderId: sender.sdkEmail, senderName: sender.name, senderType: 'bot' },
		{ type, text: text ?? '', payload },
	);
	if (state.quirks.botAnswer === 'empty') return new RawJson('');
	return { data: { comment: commentObject(comment, room) }, status: 200 };
}

function senderOf({ agents }: State, sdkEmail: string): Agent {
	const sender = agents.find((agent) => agent.sdkEmail === sdkEmail);
	if (sender === undefined) throw fieldError('sender_email', 'is invalid');
	return sender;
}

function payloadOf(fields: Fields, type: string): JsonValue {
	const payload = fields['payload'];
	const needed = NEEDED[type];
	if (needed !== undefined) {
		if (!isObject(payload)) throw fieldError('payload', "can't be blank");
		if (!payload[needed]) throw fieldError(`payload.${needed}`, "can't be blank");
	}
	return jsonOf(payload);
}

function checkMaySpeak(state: State, room: Room): void {
	if (room.isBotOff && state.quirks.botOffRefuses && !state.forceSendBot) {
		throw new QiscusError(400, 'Bot is not active in this room');
	}
	const heardAt = lastOfCustomer(room)?.at ?? room.createdAt;
	if (room.source === 'wa' && state.now() - heardAt > WHATSAPP_WINDOW_MS) {
		throw new QiscusError(400, 'Message cannot be sent outside of the 24-hour window');
	}
}

/** JSON or form. [code] */
async function activate({ state, params, request }: Call): Promise<JsonValue> {
	const isActive = readFlag(await readBody(request), 'is_active');
	const room = roomOf(state, params['roomId'] ?? '', 404);
	room.isBotOff = !isActive;
	stand(state, room, { isHandledByBot: isActive });
	return { data: roomLogObject(state, room) };
}
