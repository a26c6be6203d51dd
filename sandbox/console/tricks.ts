import { escape, wordOptions } from './html.ts';
import type { Part, Section } from './section.ts';

/** What a stranger sends, or the vendor at the wrong time. */
export type Trick = 'forged' | 'old' | 'repeated';

const PATHS: Readonly<Record<Trick, string>> = {
	forged: 'forges',
	old: 'sendsOld',
	repeated: 'repeats',
};
const LABELS: Readonly<Record<Trick, string>> = {
	forged: 'Send a forged one',
	old: 'Send an old one',
	repeated: 'Send it once more',
};
const TRICKS: readonly Trick[] = ['forged', 'old', 'repeated'];

/** How a trick is done with what was delivered last. */
export interface Way<Delivery> {
	/** What it is, and what becomes of it. */
	help: string;
	/** Undefined where nobody is to be told any more. */
	send(last: Delivery): Promise<Delivery | undefined>;
}

export interface TrickOptions<Delivery> {
	/** Of the vendor's section. */
	sectionId: string;
	events: readonly string[];
	/** What is offered first. */
	event: string;
	/** What was delivered last of an event, as the vendor does it. */
	lastOf(event: string): Delivery | undefined;
	ways: Readonly<Record<Trick, Way<Delivery>>>;
}

export interface Tricks {
	actions: Section['actions'];
	part: Part;
	/** Which trick a delivery was, and with which event. */
	noteOf(delivery: object): { event: string; trick: Trick } | undefined;
}

/** Deliveries that show what the triggers do with those that should start nothing. */
export function createTricks<Delivery extends { status: number | null; answerBody: string }>({
	sectionId,
	events,
	event: first,
	lastOf,
	ways,
}: TrickOptions<Delivery>): Tricks {
	const notes = new WeakMap<object, { event: string; trick: Trick }>();

	const action = (trick: Trick) => async (fields: URLSearchParams) => {
		const event = fields.get('event') ?? '';
		const last = lastOf(event);
		if (last === undefined) {
			throw new Error(`No ${event} was delivered since it was registered. Let one happen first.`);
		}
		const delivery = await ways[trick].send(last);
		if (delivery === undefined) throw new Error(`Nobody is told of ${event} any more.`);
		notes.set(delivery, { event, trick });
		return `${event} was sent, ${trick}. Answer: ${delivery.status ?? 'none'} ${delivery.answerBody}`;
	};

	return {
		actions: Object.fromEntries(TRICKS.map((trick) => [PATHS[trick], action(trick)])),
		part: {
			id: `${sectionId}-tricks`,
			title: 'Send what should start nothing',
			fixed: `<p>Each button takes the last delivery of the event and sends it to n8n again. The answer is under Deliveries.</p>
<form method="post" action="/${sectionId}/${PATHS.forged}">
<label>Event <select name="event">${wordOptions(events, first)}</select></label>
${TRICKS.map((trick) => `<button formaction="/${sectionId}/${PATHS[trick]}">${LABELS[trick]}</button>`).join('\n')}
</form>
<ul>
${TRICKS.map((trick) => `<li><strong>${LABELS[trick]}</strong>: ${escape(ways[trick].help)}</li>`).join('\n')}
</ul>`,
		},
		noteOf: (delivery) => notes.get(delivery),
	};
}
