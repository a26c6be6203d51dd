import { badge, clip, clock, escape, type Tone } from './html.ts';
import type { Section } from './section.ts';
import type { Trick } from './tricks.ts';

const SHOWN_DELIVERIES = 30;

/** One call to a webhook's URL, whichever vendor made it. */
export interface ShownDelivery {
	/** When the call began. */
	at: number;
	event: string;
	/** 1 for the first; undefined where nothing is counted. */
	attempt?: number | undefined;
	/** Where it is not what the vendor sends by itself. */
	trick?: Trick | undefined;
	/** What tells who is calling. */
	proof: Proof;
	/** Null when no answer came in time. */
	status: number | null;
	durationMs: number;
	answerBody: string;
	error?: string;
}

/** The state of a signature, or of the token that stands in its place. */
export interface Proof {
	words: string;
	tone: Tone;
}

/** What an answer says about a delivery. */
export interface Meaning {
	/** Two words at most. */
	outcome: string;
	explanation: string;
	tone: Tone;
}

/** What the triggers answer with 200, by the member `status`. */
const ANSWERS: ReadonlyMap<string, Meaning> = new Map([
	['accepted', { outcome: 'accepted', explanation: 'The workflow starts.', tone: 'good' }],
	[
		'duplicate',
		{
			outcome: 'duplicate',
			explanation: 'This event has come before: nothing starts.',
			tone: 'quiet',
		},
	],
	[
		'ignored',
		{
			outcome: 'ignored',
			explanation: 'Nobody wants this event, or it is too old: nothing starts.',
			tone: 'quiet',
		},
	],
	[
		'ready',
		{
			outcome: 'ready',
			explanation: 'The vendor tried whether the URL is there.',
			tone: 'quiet',
		},
	],
]);

const STATUSES: ReadonlyMap<number, Meaning> = new Map([
	[
		401,
		{
			outcome: 'refused',
			explanation: 'It does not prove that it is from the vendor: nothing starts.',
			tone: 'bad',
		},
	],
	[404, { outcome: 'not found', explanation: 'No published workflow has this URL.', tone: 'bad' }],
]);

const TAKEN: Meaning = { outcome: 'taken', explanation: '', tone: 'good' };
const FAILED: Meaning = { outcome: 'failed', explanation: 'It was not taken.', tone: 'bad' };

/** What an answer of n8n means, or of whatever else was called. */
export function meaningOf({
	status,
	answerBody,
	error,
}: Pick<ShownDelivery, 'answerBody' | 'error' | 'status'>): Meaning {
	if (status === null) {
		const explanation = `Nobody answered: ${error ?? 'it took too long'}.`;
		return { outcome: 'no answer', explanation, tone: 'bad' };
	}
	const isTaken = status >= 200 && status < 300;
	if (isTaken) return ANSWERS.get(statusIn(answerBody)) ?? TAKEN;
	return STATUSES.get(status) ?? FAILED;
}

function statusIn(body: string): string {
	return /^\{"status":"(\w+)"\}$/.exec(body)?.[1] ?? '';
}

/** The last deliveries of all vendors, the newest first. */
export function deliveryList(sections: readonly Section[]): string {
	const last = sections
		.flatMap(({ title, deliveries }) =>
			deliveries(SHOWN_DELIVERIES).map((delivery) => ({ title, delivery })),
		)
		.reverse()
		.sort((a, b) => b.delivery.at - a.delivery.at)
		.slice(0, SHOWN_DELIVERIES);
	if (last.length === 0) return '<p class="quiet">None yet.</p>';
	const items = last.map(({ title, delivery }) => deliveryItem(title, delivery));
	return `<ol class="cards">${items.join('')}</ol>`;
}

function deliveryItem(vendor: string, delivery: ShownDelivery): string {
	const { at, event, attempt, trick, proof, status, durationMs, answerBody } = delivery;
	const { outcome, explanation, tone } = meaningOf(delivery);
	const facts = [
		clock(at),
		vendor,
		...(attempt === undefined ? [] : [`attempt ${attempt}`]),
		`${Math.round(durationMs)} ms`,
	];
	return `<li class="${tone}">
<p><strong>${escape(event)}</strong> ${trick === undefined ? '' : badge(trick)} ${badge(`${status ?? ''} ${outcome}`.trim(), tone)}</p>
<p class="facts">${escape(facts.join(' · '))} · <span class="${proof.tone}-text">${escape(proof.words)}</span></p>
<p class="facts">${escape(explanation)} <code>${escape(clip(answerBody))}</code></p>
</li>`;
}
