import type { INodeProperties } from 'n8n-workflow';

/** The collection that all filters of a trigger stand in. */
export function filtersProperty(options: INodeProperties[]): INodeProperties {
	return {
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add Filter',
		default: {},
		description:
			'Which events start the workflow: those that pass every filter that applies to them. An event without the value that a filter compares does not start it; an event that a filter does not apply to is not held back by it.',
		options,
	};
}

/** @param scope the sentence about the events that the filter applies to */
export function containsAnyProperty(scope: string): INodeProperties {
	return {
		displayName: 'Message Contains Any Of',
		name: 'messageContainsAny',
		type: 'string',
		typeOptions: { rows: 2 },
		default: '',
		placeholder: 'e.g. refund, cancel my order',
		description: `Texts of which the message has to contain at least one, separated by commas or line breaks. Upper and lower case count as the same. ${scope}.`,
	};
}

/** @param scope the sentence about the events that the filter applies to */
export function containsNoneProperty(scope: string): INodeProperties {
	return {
		displayName: 'Message Contains None Of',
		name: 'messageContainsNone',
		type: 'string',
		typeOptions: { rows: 2 },
		default: '',
		placeholder: 'e.g. unsubscribe, test',
		description: `Texts of which the message must not contain any, separated by commas or line breaks. Upper and lower case count as the same. ${scope}.`,
	};
}
