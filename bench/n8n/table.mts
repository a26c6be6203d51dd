/** Prints a table as Markdown, so that a page of docs/ can take it as it stands. */
export function printTable(head: readonly string[], rows: ReadonlyArray<readonly string[]>): void {
	const all = [head, ...rows];
	const widths = head.map((_, at) => Math.max(...all.map((cells) => cells[at]?.length ?? 0), 3));
	const line = (cells: readonly string[]): string =>
		`| ${cells.map((cell, at) => (at ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0))).join(' | ')} |`;
	const rule = widths.map((width, at) => (at ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width)));
	console.log(['', line(head), line(rule), ...rows.map(line)].join('\n'));
}

/** A dash where there is nothing to tell. */
export const whole = (number: number | undefined, unit = ''): string =>
	number === undefined ? '–' : `${Math.round(number).toLocaleString('en')}${unit}`;

/** Milliseconds, with a digit behind the point below ten. */
export const ms = (number: number): string => `${number.toFixed(number < 10 ? 1 : 0)} ms`;

/** Says how far a long run is, apart from its tables. */
export const tell = (text: string): void => console.error(`… ${text}`);
