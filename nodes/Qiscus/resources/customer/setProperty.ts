import type { INodeProperties } from 'n8n-workflow';

import { asText } from '../../../shared/json/read';
import type { JsonValue } from '../../../shared/json/types';
import { failed } from '../../../shared/problem';
import { readText, required } from '../../../shared/resources/fields';
import { repeating } from '../../../shared/resources/repeating';
import type { ItemOperation } from '../../../shared/resources/types';
import { setContactProperty } from '../../customers';
import { callQiscus } from '../../transport';

const contactIdProperty: INodeProperties = {
	displayName: 'Contact ID',
	name: 'contactId',
	type: 'string',
	default: '={{ $json.customer?.contactId ?? $json.contact_id }}',
	required: true,
	placeholder: 'e.g. 42',
	description:
		'The customer’s contact; by default, that of an incoming item of Room: Get or Get Many',
};

/** POST `/api/v2/contacts/properties/{contact_id}`, a form; App-Id with Secret-Key [code]. */
export const setProperty: ItemOperation = {
	name: 'Set Property',
	value: 'setProperty',
	action: 'Set customer property',
	description: 'Set a property of a customer’s contact, which is the same in all of their rooms',
	properties: [
		contactIdProperty,
		{
			displayName: 'Label',
			name: 'label',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. COMPANY',
			description: 'Name of the property',
		},
		{
			displayName: 'Value',
			name: 'value',
			type: 'string',
			default: '',
			description: 'What takes the place of the value that is there; may be empty',
		},
	],

	async execute(itemIndex) {
		const contactId = required(readText.call(this, 'contactId', itemIndex), 'Contact ID');
		if (!contactId.ok) return contactId;
		const given = this.getNodeParameter('contactId', itemIndex, '') as JsonValue;
		// A greater number has lost its last digits already.
		if (
			!/^\d{1,20}$/.test(contactId.data) ||
			(typeof given === 'number' && !Number.isSafeInteger(given))
		) {
			return NO_CONTACT;
		}
		const label = required(readText.call(this, 'label', itemIndex), 'Label');
		if (!label.ok) return label;
		const value = asText(this.getNodeParameter('value', itemIndex, '') as JsonValue) ?? '';
		const property = { contactId: contactId.data, label: label.data, value };
		const answer = await setContactProperty(repeating(callQiscus.bind(this)), property);
		if (!answer.ok && ['invalid', 'notFound'].includes(answer.problem.kind)) {
			return failed({ ...answer.problem, advice: ADVICE });
		}
		if (!answer.ok) return answer;
		return {
			ok: true,
			data: [
				{
					json: {
						customer: { contactId: contactId.data },
						property: { id: answer.data ?? null, label: label.data, value },
					},
				},
			],
		};
	},
};

const ADVICE =
	'Check Contact ID and Label, and that the credential is that of the contact’s app. If Qiscus gave a reason, it stands in brackets.';

const NO_CONTACT = failed({
	kind: 'invalid',
	message: 'Contact ID is not the ID of a contact',
	advice:
		'A contact’s ID has digits only. It is customer.contactId of an item of Room: Get or Get Many. A number of more than 15 digits has to be given as text.',
});
