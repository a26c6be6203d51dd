import type { Background } from '../../shared/background.ts';
import type { Call, Reply, Route } from '../api.ts';
import { SalesIqError } from '../errors.ts';
import { inPortal } from '../state.ts';
import type { AllQuirks } from '../quirks.ts';
import { readTexts } from '../webhookInput.ts';
import * as changes from './changes.ts';
import type { Happening } from './changes.ts';
import { attachmentPath } from './entities.ts';
import { mandatoryText, optionalText, readMessage } from './input.ts';
import type { Body } from './input.ts';
import { listConversations, listMessages } from './list.ts';
import type { Publish } from './publish.ts';
import type { Conversation } from './types.ts';
import {
	conversationOnTheWire,
	feedbackOnTheWire,
	messageOnTheWire,
	tagsOnTheWire,
	visitorConversationOnTheWire,
} from './wire.ts';

const READ = 'SalesIQ.conversations.READ';
const CREATE = 'SalesIQ.conversations.CREATE';
const UPDATE = 'SalesIQ.conversations.UPDATE';

const LIST = '/:screenname/conversations';
const ONE = `${LIST}/:conversationId`;
const VISITOR_SIDE = '/visitor/v2';
/** "The maximum value for this key is 999" [doc] */
const MAX_WAIT = 999;

/**
 * What operators do through the API, what visitors do through theirs, and attachments. The answer
 * does not wait until webhooks were called.
 */
export function conversationRoutes(publish: Publish, background: Background): Route[] {
	const tell = <T extends Happening>(happening: T): T => {
		background.run(async () => void (await publish(happening)));
		return happening;
	};
	const changed = (call: Call, { conversation }: Happening): Reply => ({
		object: 'conversations',
		data: conversationOnTheWire(conversation, call.state),
	});
	const send = async (call: Call): Promise<Reply> => {
		const message = await readMessage(call);
		const { state, operatorId } = call;
		const sent = tell(changes.reply(state, conversationOf(call), message, operatorId));
		const data = sent.message && messageOnTheWire(sent.message, sent.conversation, state);
		return { object: 'message', data };
	};
	const transfer = (call: Call): Reply => {
		const body = call.readBody();
		const departmentId = mandatoryText(body, 'department_id');
		const operatorId = optionalText(body, 'operator_id');
		const note = optionalText(body, call.state.quirks.transferNote);
		const to = { departmentId, ...(operatorId && { operatorId }), ...(note && { note }) };
		return changed(call, tell(changes.transfer(call.state, conversationOf(call), to)));
	};
	const start = (call: Call): Reply => {
		const { conversation } = tell(changes.start(call.state, readStart(call)));
		return { object: 'conversation', data: visitorConversationOnTheWire(conversation) };
	};

	return [
		{ method: 'GET', path: LIST, scope: READ, handle: listConversations },
		{
			method: 'GET',
			path: ONE,
			scope: READ,
			handle: (call) => ({
				object: 'conversations',
				data: conversationOnTheWire(conversationOf(call), call.state),
			}),
		},
		{
			method: 'GET',
			path: `${ONE}/messages`,
			scope: READ,
			handle: (call) => listMessages(call, conversationOf(call)),
		},
		{ method: 'POST', path: `${ONE}/messages`, scope: CREATE, handle: send },
		...eitherMethod(`${ONE}/pickup`, (call) =>
			changed(call, tell(changes.pickUp(call.state, conversationOf(call), call.operatorId))),
		),
		...eitherMethod(`${ONE}/close`, (call) =>
			changed(call, tell(changes.close(call.state, conversationOf(call)))),
		),
		{ method: 'PUT', path: `${ONE}/transfer`, scope: UPDATE, handle: transfer },
		{ method: 'PUT', path: `${ONE}/tags`, scope: UPDATE, handle: addTags },
		{
			method: 'GET',
			path: `${ONE}/feedback`,
			scope: READ,
			handle: (call) => ({
				object: 'feedback',
				data: feedbackOnTheWire(conversationOf(call), call.state),
			}),
		},
		{
			base: '',
			method: 'GET',
			path: '/attachments/:place/:fileId',
			scope: READ,
			handle: (call) => ({ file: fileOf(call) }),
		},
		{ base: VISITOR_SIDE, method: 'POST', path: LIST, scope: CREATE, handle: start },
	];
}

/** The method is not in the documents' text; a switch says which one it is. */
function eitherMethod(path: string, handle: Route['handle']): Route[] {
	const route = (method: AllQuirks['actionMethod']): Route => ({
		method,
		path,
		scope: UPDATE,
		handle: (call) => {
			if (method !== call.state.quirks.actionMethod) throw new SalesIqError(1004);
			return handle(call);
		},
	});
	return [route('PUT'), route('POST')];
}

function conversationOf({ state, portal, params }: Call): Conversation {
	const conversation = changes.conversationOf(
		state,
		params['conversationId'] ?? '',
		portal.screenname,
	);
	// The visitors' ids are of the visitors' side only. [code]
	if (conversation.id !== params['conversationId']) throw new SalesIqError(1019);
	return conversation;
}

/** Archived tags are refused [doc], and unknown ones. [guess] */
function addTags(call: Call): Reply {
	const conversation = conversationOf(call);
	const ids = readTexts(call.readBody(), 'ids');
	if (ids === undefined || ids.length === 0) throw new SalesIqError(1011, { json_key: 'ids' });
	const usable = inPortal(call.state.tags, call.portal).filter(({ archived }) => !archived);
	const isUsable = (id: string) => usable.some((tag) => tag.id === id);
	conversation.tagIds = [...new Set([...conversation.tagIds, ...ids.filter(isUsable)])];
	const failedIds = ids.filter((id) => !isUsable(id));
	const tags = usable.filter(({ id }) => conversation.tagIds.includes(id));
	return { object: 'tag_ids_list', data: tagsOnTheWire(failedIds, tags) };
}

function fileOf({ state, path }: Call) {
	for (const conversation of state.conversations.values()) {
		for (const { file } of conversation.messages) {
			if (file !== undefined && attachmentPath(conversation, file) === path) return file;
		}
	}
	throw new SalesIqError(1019);
}

function readStart(call: Call) {
	const body = call.readBody();
	const visitor = (body['visitor'] ?? {}) as Body;
	const wait = body['custom_wait_time'];
	if (wait !== undefined && !(Number(wait) <= MAX_WAIT)) {
		throw new SalesIqError(1011, { json_key: 'custom_wait_time' });
	}
	const filled = (key: string) => {
		const text = optionalText(visitor, key, 'visitor.');
		return text === undefined ? {} : { [key]: text };
	};
	return {
		portal: call.portal.screenname,
		appId: mandatoryText(body, 'app_id'),
		departmentId: mandatoryText(body, 'department_id'),
		question: mandatoryText(body, 'question'),
		visitor: {
			id: mandatoryText(visitor, 'user_id', 'visitor.'),
			...filled('name'),
			...filled('email'),
			...filled('phone'),
		},
	};
}
