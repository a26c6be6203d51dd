import type { ItemOperation } from '../../../shared/resources/types';
import { readId } from '../fields/ids';
import { portalProperty } from '../fields/portal';
import { shownObject } from '../lists';
import { oneObject } from '../oneObject';
import { portalTools } from '../portalTools';

/** GET `/feedbacks/{id}`, SalesIQ.conversations.READ [doc]. */
export const get: ItemOperation = {
	name: 'Get',
	value: 'get',
	action: 'Get feedback',
	description: 'Get what a visitor has said of a conversation',
	properties: [
		portalProperty,
		{
			displayName: 'Feedback ID',
			name: 'feedbackId',
			type: 'string',
			default: '={{ $json.id }}',
			required: true,
			placeholder: 'e.g. 211760000000542007',
			description:
				'The ID of the feedback. As it stands, the one of the item that comes in, such as one of Get Many.',
		},
	],

	async execute(itemIndex) {
		const tools = portalTools.call(this, itemIndex);
		if (!tools.ok) return tools;
		const id = readId.call(this, itemIndex, 'feedbackId', 'Feedback ID');
		if (!id.ok) return id;
		const { base, call } = tools.data;
		const path = `${base}/feedbacks/${encodeURIComponent(id.data)}`;
		return oneObject(await call({ method: 'GET', path }), 'feedback', shownObject);
	},
};
