const SHOWN_DELIVERIES = 20;
/** As long as the longest name of an event of Qiscus. */
const LONG_WORD = 15;

/** What the vendors' records of a delivery have in common. */
interface Delivery {
	status: number | null;
	durationMs: number;
	answerBody: string;
	error?: string;
}

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

/** A table; where it has no rows, the words for that. */
export function table(
	heads: readonly string[],
	rows: ReadonlyArray<readonly string[]>,
	empty: string,
): string {
	if (rows.length === 0) return `<p>${escape(empty)}</p>`;
	const head = heads.map((cell) => `<th scope="col">${escape(cell)}</th>`).join('');
	const body = rows.map((cells) => `<tr>${cells.map(tableCell).join('')}</tr>`).join('');
	return `<table><tr>${head}</tr>${body}</table>`;
}

/** Short words stay whole; a URL may break anywhere. */
function tableCell(text: string): string {
	const isLong = text.split(/\s/).some((word) => word.length > LONG_WORD);
	return `<td${isLong ? ' class="long"' : ''}>${escape(text)}</td>`;
}

/** The last deliveries, the newest first. */
export function deliveryTable<One extends Delivery>(
	deliveries: readonly One[],
	eventOf: (delivery: One) => string,
): string {
	const rows = deliveries.slice(-SHOWN_DELIVERIES).reverse();
	return table(
		['Event', 'Status', 'Time', 'Answer'],
		rows.map((delivery) => [
			eventOf(delivery),
			String(delivery.status ?? delivery.error ?? 'none'),
			`${Math.round(delivery.durationMs)} ms`,
			delivery.answerBody,
		]),
		'None yet.',
	);
}
