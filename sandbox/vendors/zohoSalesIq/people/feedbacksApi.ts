import type { JsonValue } from '../../shared/jsonText.ts';
import type { Call, Reply, Route } from '../api.ts';
import { SalesIqError } from '../errors.ts';
import { indexedPage, integerParam } from '../paging.ts';
import { inPortal } from '../state.ts';
import type { Feedback } from './types.ts';

/** What visitors say of conversations: one [doc], and the list [code]. */
export const FEEDBACK_ROUTES: readonly Route[] = [
	{ method: 'GET', path: '/:screenname/feedbacks', scope: 'SalesIQ.feedbacks.READ', handle: list },
	{
		method: 'GET',
		path: '/:screenname/feedbacks/:feedbackId',
		scope: 'SalesIQ.conversations.READ',
		handle: ({ state, portal, params }) => {
			const feedbacks = inPortal(state.feedbacks, portal);
			const feedback = feedbacks.find(({ id }) => id === params['feedbackId']);
			if (feedback === undefined) throw new SalesIqError(1019);
			return { object: 'feedback', data: onTheWire(feedback) };
		},
	},
];

/** Which time of a feedback the bounds mean is not documented. [guess] */
function list({ state, portal, query }: Call): Reply {
	const from = integerParam(query, 'start_time', { min: 0, otherwise: 0 });
	const to = integerParam(query, 'end_time', { min: 0, otherwise: Number.MAX_SAFE_INTEGER });
	const departments = query.get('department_ids')?.split(',');
	const found = inPortal(state.feedbacks, portal)
		.filter(({ at }) => at >= from && at <= to)
		.filter(({ departmentId }) => departments?.includes(departmentId) ?? true);
	return { object: 'list', data: indexedPage(found, query, state.quirks).map(onTheWire) };
}

/** [doc: Get a Visitor Feedback, as far as the page could be read] */
function onTheWire({ id, appId, conversationId, rating, text, at }: Feedback): JsonValue {
	return {
		feedback: text,
		id,
		attender: {
			email: 'patricia@zylker.com',
			display_name: 'Patricia',
			type: 'operator',
			image_url: '/web/v2/zylker/downloads/0_211760000000336019?purpose=operator_image',
			id: '30000000000006',
		},
		rating: { type: 'smiley', value: rating },
		chatlet_count: '0',
		visitor: {
			last_name: 'Thompson',
			name: 'James Thompson',
			first_name: '',
			supported_operations: [],
			salutation: 'None',
		},
		conversation: {
			question: 'My order is not delivered yet, I need help with it.',
			end_time: String(at),
			start_time: String(at - 62_241),
			reference_id: '325',
			notes_available: 'false',
			mode: 'chat',
			id: conversationId,
		},
		app_id: appId,
	};
}
