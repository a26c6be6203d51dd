const SHOWN_CHARACTERS = 300;

/** Makes a text one that stands in HTML as it is. */
export function escape(text: string): string {
	return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** The choices of a list, by their values. */
export function options(choices: ReadonlyMap<string, string>, chosen?: string): string {
	return [...choices]
		.map(([value, label]) => {
			const selected = value === chosen ? ' selected' : '';
			return `<option value="${escape(value)}"${selected}>${escape(label)}</option>`;
		})
		.join('');
}

/** A choice of words, such as names of events. */
export function wordOptions(words: readonly string[], chosen?: string): string {
	return options(new Map(words.map((word) => [word, word])), chosen);
}

/** As much of a text as a card holds. */
export function clip(text: string): string {
	return text.length <= SHOWN_CHARACTERS ? text : `${text.slice(0, SHOWN_CHARACTERS)} …`;
}

/** A list; where it is empty, the words for that. Both are HTML. */
export function list(items: readonly string[], empty: string): string {
	if (items.length === 0) return `<p class="quiet">${empty}</p>`;
	return `<ul class="cards">${items.map((item) => `<li>${item}</li>`).join('')}</ul>`;
}

/** A word or two that stand out. */
export function badge(text: string, tone: Tone = 'quiet'): string {
	return `<span class="badge ${tone}">${escape(text)}</span>`;
}

/** Whether something is as it should be. */
export type Tone = 'bad' | 'good' | 'quiet';

/** A button in a list: what it is about is seen from where it stands, and is told those who do not see it. */
export function rowButton({ id, label, about, action }: RowButton): string {
	const where = action === undefined ? '' : ` formaction="${escape(action)}"`;
	return `<button id="${escape(id)}"${where}>${escape(label)}<span class="unseen">: ${escape(about)}</span></button>`;
}

/** What a button in a list is made of. */
export interface RowButton {
	/** By which it keeps the focus. */
	id: string;
	label: string;
	about: string;
	/** Where another than the form's is meant. */
	action?: string;
}

/** The time of day on this machine. */
export function clock(ms: number): string {
	return new Date(ms).toLocaleTimeString('en-GB');
}
