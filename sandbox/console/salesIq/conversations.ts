import type { Conversation, ZohoSalesIq } from '../../vendors/zohoSalesIq/index.ts';
import { badge, clip, clock, escape, list, rowButton, type Tone } from '../html.ts';
import type { Deed } from './deeds.ts';

/** The latest, so that the page stays short. */
const SHOWN_CONVERSATIONS = 8;
const SHOWN_MESSAGES = 3;

const TONES: Readonly<Record<Conversation['standing'], Tone>> = {
	waiting: 'quiet',
	connected: 'good',
	missed: 'bad',
	ended: 'quiet',
};

/** The latest conversations, each with what can be done in it. */
export function conversationList(salesIq: ZohoSalesIq, deeds: readonly Deed[]): string {
	const latest = salesIq.conversations.list().slice(0, SHOWN_CONVERSATIONS);
	return list(
		latest.map((conversation) => card(salesIq, conversation, deeds)),
		'None yet.',
	);
}

function card(
	{ departments, operators }: ZohoSalesIq,
	conversation: Conversation,
	deeds: readonly Deed[],
): string {
	const { id, visitor, standing, attenderId, departmentId, transfer, rating } = conversation;
	const nameIn = (named: ReadonlyArray<{ id: string; name: string }>, wanted: string | null) =>
		named.find((one) => one.id === wanted)?.name;
	const department = nameIn(departments, departmentId);
	const operator = nameIn(operators, attenderId);
	const to = nameIn(departments, transfer?.departmentId ?? null);
	const facts = [
		clock(conversation.startTime),
		`#${conversation.referenceId}`,
		...(department === undefined ? [] : [department]),
		...(operator === undefined ? [] : [`with ${operator}`]),
		...(to === undefined ? [] : [`is to go to ${to}`]),
		...(rating === null ? [] : [`rated ${rating}`]),
	];
	const buttons = deeds
		.filter(({ isOffered }) => isOffered(conversation))
		.map(({ name, label }) => {
			const action = `/salesiq/${name}`;
			return rowButton({ id: `${name}-${id}`, label, about: visitor.name, action });
		});
	return `<p><strong>${escape(visitor.name)}</strong> ${badge(standing, TONES[standing])} <span class="facts">${escape(facts.join(' · '))}</span></p>
${conversation.messages.slice(-SHOWN_MESSAGES).map(message).join('\n')}
<form method="post">
<input type="hidden" name="conversation" value="${escape(id)}">
${buttons.join('\n')}
</form>`;
}

function message({ sender, text, file }: Conversation['messages'][number]): string {
	const attached = file === undefined ? '' : ` (${file.name})`;
	return `<p class="said">${escape(`${sender.name}: ${clip(text)}${attached}`)}</p>`;
}
