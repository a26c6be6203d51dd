import type { INodeProperties } from 'n8n-workflow';

import { asText } from '../../../shared/json/read';
import type { JsonValue } from '../../../shared/json/types';
import { failed, type Result } from '../../../shared/problem';
import { eventOptions, webhookTypeOf } from '../../trigger/events';
import type { WebhookType } from '../../webhooks';

/** The events of one type of webhook, or of both, under the names that the trigger has for them. */
export function eventsProperty(type?: WebhookType): INodeProperties {
	return {
		displayName: 'Events',
		name: 'events',
		type: 'multiOptions',
		options: eventOptions.filter(
			({ value }) => type === undefined || webhookTypeOf(String(value)) === type,
		),
		default: [],
		description: 'What SalesIQ calls the URL for',
		...(type === undefined ? {} : { displayOptions: { show: { type: [type] } } }),
	};
}

export const additionalEventsProperty: INodeProperties = {
	displayName: 'Additional Events',
	name: 'additionalEvents',
	type: 'string',
	default: '',
	placeholder: 'e.g. conversation.reopened, tag.created',
	description: 'Names of events that are not in the list, separated by commas',
};

/** Of an event; nothing that would mean something in a list or a path. */
const NAME = /^[A-Za-z]\w*(?:\.\w+)+$/;

/** The names in both fields, each once; an expression may give a list, or texts separated by commas. */
export function readEvents(...fields: Array<JsonValue | undefined>): Result<string[]> {
	const names = fields
		.flatMap((field) => (Array.isArray(field) ? field : [field]))
		.flatMap((member) =>
			typeof member === 'string' ? member.split(/[\s,]+/) : [asText(member) ?? member],
		)
		.filter((name) => name !== '' && name !== null && name !== undefined);
	const texts = names.filter((name) => typeof name === 'string' && NAME.test(name)) as string[];
	if (texts.length < names.length) return NO_NAME;
	return { ok: true, data: [...new Set(texts)] };
}

/** As `readEvents`, for operations that need one at least. */
export function readSomeEvents(...fields: Array<JsonValue | undefined>): Result<string[]> {
	const events = readEvents(...fields);
	return events.ok && events.data.length === 0 ? NO_EVENT : events;
}

const NO_NAME = failed({
	kind: 'invalid',
	message: 'Events or Additional Events has something that is not an event’s name',
	advice: 'An event’s name is like conversation.created. Separate several by commas.',
});

const NO_EVENT = failed({
	kind: 'invalid',
	message: 'No event is chosen',
	advice: 'Choose one under Events at least, or name one under Additional Events.',
});
