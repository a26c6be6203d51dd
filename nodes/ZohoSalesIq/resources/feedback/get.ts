import type { ItemOperation } from '../../../shared/resources/types';
import { portalProperty } from '../fields/portal';
import { shownObject } from '../lists';
import { oneObject } from '../oneObject';
import { type Thing, thingTools } from '../portalTools';

const FEEDBACK: Thing = { list: 'feedbacks', displayName: 'Feedback ID', name: 'feedbackId' };

/** GET `/feedbacks/{id}`, SalesIQ.conversations.READ [doc]. */
export const get: ItemOperation = {
	name: 'Get',
	value: 'get',
	action: 'Get feedback',
	description: 'Get what a visitor has said of a conversation',
	properties: [
		portalProperty,
		{
			displayName: FEEDBACK.displayName,
			name: FEEDBACK.name,
			type: 'string',
			default: '={{ $json.id }}',
			required: true,
			placeholder: 'e.g. 211760000000542007',
			description:
				'The ID of the feedback; by default, that of the incoming item, such as one of Get Many',
		},
	],

	async execute(itemIndex) {
		const tools = thingTools.call(this, itemIndex, FEEDBACK);
		if (!tools.ok) return tools;
		const { call, path } = tools.data;
		return oneObject(await call({ method: 'GET', path }), 'feedback', shownObject);
	},
};
