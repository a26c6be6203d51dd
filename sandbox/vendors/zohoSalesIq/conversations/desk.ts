import type { State } from '../state.ts';
import * as changes from './changes.ts';
import type { Happening } from './changes.ts';
import type { Publish } from './publish.ts';
import type { Conversations, Happened, NewMessage } from './types.ts';

/** What people do in the chats, for a console and for tests. */
export function createDesk(state: State, publish: Publish): Conversations {
	const get = (id: string) => changes.conversationOf(state, id);
	const happened = async (happening: Happening): Promise<Happened> => {
		const { deliveries, eventText } = await publish(happening);
		const { conversation, message } = happening;
		return { conversation, ...(message && { message }), deliveries, eventText };
	};
	const written = (message: NewMessage | string): NewMessage =>
		typeof message === 'string' ? { text: message } : message;

	return {
		list: (portal) =>
			[...state.conversations.values()]
				.filter(({ screenname }) => screenname === (portal ?? screenname))
				.sort((a, b) => b.startTime - a.startTime),
		get,
		start: async (what = {}) => await happened(changes.start(state, what)),
		visitorReply: async (id, message) =>
			await happened(changes.visitorReply(state, get(id), written(message))),
		rate: async (id, what) => await happened(changes.rate(state, get(id), what)),
		miss: async (id) => await happened(changes.miss(state, get(id))),
		pickUp: async (id, operatorId) => await happened(changes.pickUp(state, get(id), operatorId)),
		reply: async (id, message, operatorId) =>
			await happened(changes.reply(state, get(id), written(message), operatorId)),
		transfer: async (id, to) => await happened(changes.transfer(state, get(id), to)),
		acceptTransfer: async (id) =>
			await happened(changes.answerTransfer(state, get(id), 'accepted')),
		rejectTransfer: async (id) =>
			await happened(changes.answerTransfer(state, get(id), 'rejected')),
		editMessage: async (id, text, messageId) =>
			await happened(changes.editMessage(state, get(id), text, messageId)),
		deleteMessage: async (id, messageId) =>
			await happened(changes.deleteMessage(state, get(id), messageId)),
		close: async (id) => await happened(changes.close(state, get(id))),
	};
}
