import type {
	Conversation,
	Conversations,
	Happened,
	ZohoSalesIq,
} from '../../vendors/zohoSalesIq/index.ts';
import type { Section } from '../section.ts';
import { told } from '../told.ts';

/** What a visitor or an operator does in a conversation. */
export interface Deed {
	/** The second part of the path. */
	name: string;
	label: string;
	/** Whether it can be done now. */
	isOffered(conversation: Conversation): boolean;
	/** @param text what is written, where something is */
	act(desk: Conversations, conversation: Conversation, text?: string): Promise<Happened>;
}

const BEST_RATING = 5;
const WORST_RATING = 1;

const isWaiting = ({ standing }: Conversation): boolean => standing === 'waiting';
const isConnected = ({ standing }: Conversation): boolean => standing === 'connected';
const isOpen = (conversation: Conversation): boolean =>
	isWaiting(conversation) || isConnected(conversation);
const isOver = (conversation: Conversation): boolean => !isOpen(conversation);

const byOperator = ({ messages }: Conversation) =>
	messages.filter(({ sender }) => sender.type === 'operator').at(-1);

/** In the order in which they are offered. */
export function deedsIn({ departments }: Pick<ZohoSalesIq, 'departments'>): readonly Deed[] {
	return [
		{
			name: 'picksUp',
			label: 'Operator picks up',
			isOffered: isWaiting,
			act: async (desk, { id }) => await desk.pickUp(id),
		},
		{
			name: 'visitorReplies',
			label: 'Visitor replies',
			isOffered: isOpen,
			act: async (desk, { id }, text = 'Are you there?') => await desk.visitorReply(id, text),
		},
		{
			name: 'replies',
			label: 'Operator replies',
			isOffered: isConnected,
			act: async (desk, { id }, text = 'Let me look.') => await desk.reply(id, text),
		},
		{
			name: 'edits',
			label: 'Operator edits the reply',
			isOffered: (conversation) =>
				isConnected(conversation) && byOperator(conversation) !== undefined,
			act: async (desk, conversation, text = `${byOperator(conversation)?.text} (edited)`) =>
				await desk.editMessage(conversation.id, text),
		},
		{
			name: 'transfers',
			label: 'Operator transfers',
			isOffered: (conversation) => isConnected(conversation) && conversation.transfer === null,
			act: async (desk, { id, screenname, departmentId }) => {
				const other = departments.find(
					(one) => one.screenname === screenname && one.id !== departmentId,
				);
				if (other === undefined) throw new Error('There is no other department.');
				return await desk.transfer(id, { departmentId: other.id });
			},
		},
		{
			name: 'acceptsTransfer',
			label: 'Other operator accepts',
			isOffered: ({ transfer }) => transfer !== null,
			act: async (desk, { id }) => await desk.acceptTransfer(id),
		},
		{
			name: 'rejectsTransfer',
			label: 'Other operator rejects',
			isOffered: ({ transfer }) => transfer !== null,
			act: async (desk, { id }) => await desk.rejectTransfer(id),
		},
		{
			name: 'misses',
			label: 'Nobody comes',
			isOffered: isWaiting,
			act: async (desk, { id }) => await desk.miss(id),
		},
		{
			name: 'closes',
			label: 'Operator closes',
			isOffered: isConnected,
			act: async (desk, { id }) => await desk.close(id),
		},
		{
			name: 'ratesHigh',
			label: `Visitor rates ${BEST_RATING}`,
			isOffered: isOver,
			act: async (desk, { id }, feedback = 'Quick and friendly') =>
				await desk.rate(id, { rating: BEST_RATING, feedback }),
		},
		{
			name: 'ratesLow',
			label: `Visitor rates ${WORST_RATING}`,
			isOffered: isOver,
			act: async (desk, { id }, feedback = 'Nobody could help me') =>
				await desk.rate(id, { rating: WORST_RATING, feedback }),
		},
	];
}

/** What can be done, as the console takes it. */
export function deedActions(deeds: readonly Deed[], desk: Conversations): Section['actions'] {
	return Object.fromEntries(
		deeds.map(({ name, label, isOffered, act }) => [
			name,
			async (fields: URLSearchParams) => {
				const id = fields.get('conversation') ?? '';
				const conversation = desk.list().find((one) => one.id === id);
				if (conversation === undefined) throw new Error(`There is no conversation ${id}.`);
				if (!isOffered(conversation)) {
					throw new Error(
						`“${label}” is not possible: the conversation is ${conversation.standing}.`,
					);
				}
				const { deliveries } = await act(desk, conversation, fields.get('text') || undefined);
				return `${label}, in the conversation of ${conversation.visitor.name}. ${told(deliveries)}`;
			},
		]),
	);
}
