import type { INodeProperties } from 'n8n-workflow';

import { asText } from '../../../shared/json/read';
import type { JsonObject, JsonValue } from '../../../shared/json/types';
import type { Result } from '../../../shared/problem';
import { chosen, required, rowsIn, webAddress } from '../../../shared/resources/fields';

const CLICKS = ['link', 'postback'] as const;

/** What a click does, of a button or of a card. */
const clickFields: INodeProperties[] = [
	{
		displayName: 'On Click',
		name: 'click',
		type: 'options',
		options: [
			{ name: 'Open Link', value: 'link', description: 'Opens a page in the customer’s browser' },
			{ name: 'Reply', value: 'postback', description: 'Sends a text in the customer’s name' },
		],
		default: 'postback',
		description: 'What happens when the customer clicks it',
	},
	{
		displayName: 'Link',
		name: 'url',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://example.com/orders',
		description: 'The page that is opened',
		displayOptions: { show: { click: ['link'] } },
	},
	{
		displayName: 'Reply Text',
		name: 'replyText',
		type: 'string',
		default: '',
		description: 'What is sent in the customer’s name; the label or title if it is empty',
		displayOptions: { show: { click: ['postback'] } },
	},
];

/** The buttons of a message or of a card. */
export const buttonsProperty: INodeProperties = {
	displayName: 'Buttons',
	name: 'buttons',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true },
	placeholder: 'Add Button',
	default: {},
	options: [
		{
			displayName: 'Button',
			name: 'button',
			values: [
				{
					displayName: 'Label',
					name: 'label',
					type: 'string',
					default: '',
					description: 'What stands on the button',
				},
				...clickFields,
			],
		},
	],
};

/** The cards of a carousel. */
export const cardsProperty: INodeProperties = {
	displayName: 'Cards',
	name: 'cards',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true },
	placeholder: 'Add Card',
	default: {},
	options: [
		{
			displayName: 'Card',
			name: 'card',
			values: [
				{
					displayName: 'Title',
					name: 'title',
					type: 'string',
					default: '',
					description: 'What the card is about',
				},
				{
					displayName: 'Description',
					name: 'description',
					type: 'string',
					default: '',
					description: 'A line or two below the title',
				},
				{
					displayName: 'Picture URL',
					name: 'image',
					type: 'string',
					default: '',
					placeholder: 'e.g. https://example.com/picture.png',
					description: 'The picture above the title',
				},
				...clickFields,
				buttonsProperty,
			],
		},
	],
};

/** The buttons as Qiscus takes them [code of the vendor's]; in the order of the editor. */
export function readButtons(collection: JsonValue | undefined): Result<JsonObject[]> {
	return everyOne(rowsIn(collection, 'button'), (row) => {
		const label = required(asText(row.label), 'Label');
		if (!label.ok) return label;
		const action = readAction(row, label.data);
		return action.ok ? { ok: true, data: { label: label.data, ...action.data } } : action;
	});
}

/** The cards as Qiscus takes them [code of the vendor's]; in the order of the editor. */
export function readCards(collection: JsonValue | undefined): Result<JsonObject[]> {
	return everyOne(rowsIn(collection, 'card'), (row) => {
		const title = required(asText(row.title), 'Title');
		if (!title.ok) return title;
		const image = asText(row.image);
		const picture =
			image === undefined ? { ok: true as const, data: '' } : webAddress(image, 'Picture URL');
		if (!picture.ok) return picture;
		const action = readAction(row, title.data);
		if (!action.ok) return action;
		const buttons = readButtons(row.buttons);
		if (!buttons.ok) return buttons;
		return {
			ok: true,
			data: {
				image: picture.data,
				title: title.data,
				description: asText(row.description) ?? '',
				default_action: action.data,
				buttons: buttons.data,
			},
		};
	});
}

/** @param label what is sent where no Reply Text is given */
function readAction(row: JsonObject, label: string): Result<JsonObject> {
	const click = chosen(row.click ?? 'postback', CLICKS, 'On Click');
	if (!click.ok) return click;
	if (click.data === 'postback') {
		const text = asText(row.replyText) ?? label;
		return { ok: true, data: { type: 'postback', postback_text: text, payload: payloadOf('') } };
	}
	const url = webAddress(asText(row.url), 'Link');
	return url.ok ? { ok: true, data: { type: 'link', payload: payloadOf(url.data) } } : url;
}

const payloadOf = (url: string): JsonObject => ({ url, method: 'get', payload: null });

/** What is made of each row, or what is wrong with the first that is wrong. */
function everyOne(
	rows: readonly JsonObject[],
	read: (row: JsonObject) => Result<JsonObject>,
): Result<JsonObject[]> {
	const made: JsonObject[] = [];
	for (const row of rows) {
		const one = read(row);
		if (!one.ok) return one;
		made.push(one.data);
	}
	return { ok: true, data: made };
}
