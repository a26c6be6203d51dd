import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import type { JsonObject, JsonValue } from '../../../shared/json/types';
import { failed, type Result } from '../../../shared/problem';
import { chosen, readText, required, webAddress } from '../../../shared/resources/fields';
import type { BotMessage } from '../../messages';
import { buttonsProperty, cardsProperty, readButtons, readCards } from './buttons';

/** What a bot says, without where. */
export type Content = Omit<BotMessage, 'roomId'>;

const only = (...types: string[]) => ({ show: { messageType: types } });

/** The form of what a bot says. */
export const contentProperties: readonly INodeProperties[] = [
	{
		displayName: 'Message Type',
		name: 'messageType',
		type: 'options',
		options: [
			{ name: 'Attachment', value: 'attachment', description: 'A file or a picture' },
			{ name: 'Buttons', value: 'buttons', description: 'A text with buttons below it' },
			{ name: 'Carousel', value: 'carousel', description: 'Cards side by side' },
			{ name: 'Text', value: 'text' },
		],
		default: 'text',
		description: 'What the bot sends',
	},
	{
		displayName: 'Text',
		name: 'text',
		type: 'string',
		typeOptions: { rows: 4 },
		default: '',
		required: true,
		description: 'What the bot says',
		displayOptions: only('text', 'buttons'),
	},
	{ ...buttonsProperty, displayOptions: only('buttons') },
	{
		displayName: 'File URL',
		name: 'fileUrl',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. https://example.com/invoice.pdf',
		description: 'Address of the file, which the customer has to be able to open',
		displayOptions: only('attachment'),
	},
	{
		displayName: 'Caption',
		name: 'caption',
		type: 'string',
		default: '',
		description: 'What stands below the file',
		displayOptions: only('attachment'),
	},
	{ ...cardsProperty, displayOptions: only('carousel') },
];

type Read = (this: IExecuteFunctions, itemIndex: number) => Result<Content>;

/** By Message Type; types and payloads are those of Qiscus [doc: text, attachment; code: the others]. */
const READERS: Readonly<Record<string, Read>> = {
	text(itemIndex) {
		const text = required(readText.call(this, 'text', itemIndex), 'Text');
		return text.ok ? { ok: true, data: { type: 'text', text: text.data } } : text;
	},

	attachment(itemIndex) {
		const url = webAddress(readText.call(this, 'fileUrl', itemIndex), 'File URL');
		if (!url.ok) return url;
		const caption = readText.call(this, 'caption', itemIndex) ?? '';
		const payload = { url: url.data, caption };
		return { ok: true, data: { type: 'file_attachment', text: caption, payload } };
	},

	buttons(itemIndex) {
		const text = required(readText.call(this, 'text', itemIndex), 'Text');
		if (!text.ok) return text;
		const buttons = some(readButtons(rowsOf.call(this, 'buttons', itemIndex)), 'Buttons');
		if (!buttons.ok) return buttons;
		const payload = { text: text.data, buttons: buttons.data };
		return { ok: true, data: { type: 'buttons', text: text.data, payload } };
	},

	carousel(itemIndex) {
		const cards = some(readCards(rowsOf.call(this, 'cards', itemIndex)), 'Cards');
		if (!cards.ok) return cards;
		const text = cards.data.map(({ title }) => String(title)).join(', ');
		return { ok: true, data: { type: 'carousel', text, payload: { cards: cards.data } } };
	},
};

/** What the bot is to say for an item. */
export function readContent(this: IExecuteFunctions, itemIndex: number): Result<Content> {
	const given = this.getNodeParameter('messageType', itemIndex, 'text') as JsonValue;
	const type = chosen(given, Object.keys(READERS), 'Message Type');
	if (!type.ok) return type;
	return READERS[type.data]?.call(this, itemIndex) ?? chosen(null, [], 'Message Type');
}

function rowsOf(this: IExecuteFunctions, name: string, itemIndex: number): JsonValue {
	return this.getNodeParameter(name, itemIndex, {}) as JsonValue;
}

function some(rows: Result<JsonObject[]>, label: string): Result<JsonObject[]> {
	if (!rows.ok || rows.data.length > 0) return rows;
	return failed({
		kind: 'invalid',
		message: `${label} has none`,
		advice: `Add at least one under ${label}.`,
	});
}
