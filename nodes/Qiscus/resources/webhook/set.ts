import { asBoolean } from '../../../shared/json/read';
import type { JsonValue } from '../../../shared/json/types';
import { isWebAddress } from '../../../shared/network';
import { failed } from '../../../shared/problem';
import type { ItemOperation } from '../../../shared/resources/types';
import { changeSlot } from './change';
import { setTo } from './decide';
import { eventProperty, readEvent } from './event';

export const set: ItemOperation = {
	name: 'Set',
	value: 'set',
	action: 'Set webhook',
	description: 'Set the URL of the webhook that Qiscus calls for an event',
	properties: [
		eventProperty,
		{
			displayName: 'URL',
			name: 'url',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. https://example.com/qiscus',
			description: 'Address that Qiscus calls when the event happens',
		},
		{
			displayName: 'Enabled',
			name: 'enabled',
			type: 'boolean',
			default: true,
			description: 'Whether Qiscus calls the URL from now on',
		},
		{
			displayName: 'Overwrite Another URL',
			name: 'overwrite',
			type: 'boolean',
			default: false,
			description:
				'Whether to replace another URL that Qiscus calls for this event already, which then gets no calls any more. When off, the node stops with a message and changes nothing.',
		},
	],

	async execute(itemIndex) {
		const event = readEvent.call(this, itemIndex);
		if (!event.ok) return event;
		const url = String(this.getNodeParameter('url', itemIndex)).trim();
		if (!isWebAddress(url)) return NO_URL;
		// An expression may give a text.
		const read = (name: string) => asBoolean(this.getNodeParameter(name, itemIndex) as JsonValue);
		const enabled = read('enabled');
		if (enabled === undefined) return NO_TRUTH;
		const overwrites = read('overwrite') === true;
		return await changeSlot.call(this, event.data, setTo(event.data, { url, enabled }, overwrites));
	},
};

const NO_URL = failed({
	kind: 'invalid',
	message: 'URL is not an address that starts with https:// or http://',
	advice: 'Enter the whole address that Qiscus shall call, such as https://example.com/qiscus.',
});

const NO_TRUTH = failed({
	kind: 'invalid',
	message: 'Enabled is neither true nor false',
	advice: 'Switch it on or off, or let the expression give true or false.',
});
