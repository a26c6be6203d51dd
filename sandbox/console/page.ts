import type { DeliveryRecord, WebhookRecord } from '../vendors/zohoSalesIq/index.ts';

/** What the page shows. */
export interface ConsoleState {
	editorUrl: string;
	/** The vendor's names of the events that can be made to happen. */
	events: readonly string[];
	webhooks: readonly WebhookRecord[];
	/** Newest first. */
	deliveries: readonly DeliveryRecord[];
}

const STYLE = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { max-width: 60rem; margin: 0 auto; padding: 1rem; }
form { display: flex; flex-wrap: wrap; gap: .5rem; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; padding: .25rem .5rem; border-bottom: 1px solid #8886; overflow-wrap: anywhere; }
button, select { font: inherit; padding: .35rem .6rem; }
`;

/** The whole page in HTML; it needs no script. */
export function consolePage({ editorUrl, events, webhooks, deliveries }: ConsoleState): string {
	return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Simulated Zoho SalesIQ</title>
<style>${STYLE}</style>
</head>
<body>
<h1>Simulated Zoho SalesIQ</h1>
<p>Let something happen at SalesIQ and see it arrive in <a href="${escape(editorUrl)}">n8n</a>.</p>
<form method="post" action="/emit">
<label for="event">Event</label>
<select id="event" name="event">${events.map((event) => `<option>${escape(event)}</option>`).join('')}</select>
<button>Let it happen</button>
</form>
<h2>Registered webhooks</h2>
${table(
	['Portal', 'Events', 'URL', 'Status'],
	webhooks.map(({ screenname, events: chosen, url, status }) => [
		screenname,
		chosen.join(', '),
		url,
		status,
	]),
	'None: publish a workflow with a Zoho SalesIQ Trigger.',
)}
<h2>Deliveries</h2>
${table(
	['Event', 'Attempt', 'Answer', 'Milliseconds'],
	deliveries.map(({ method, event, attempt, status, answerBody, durationMs, error }) => [
		event ?? `${method} (check of the URL)`,
		attempt === 0 ? '' : String(attempt),
		`${status ?? error ?? 'none'} ${answerBody}`,
		String(Math.round(durationMs)),
	]),
	'None yet.',
)}
</body>
</html>
`;
}

function table(
	heads: readonly string[],
	rows: ReadonlyArray<readonly string[]>,
	empty: string,
): string {
	if (rows.length === 0) return `<p>${escape(empty)}</p>`;
	const row = (cells: readonly string[], tag: 'th' | 'td') =>
		`<tr>${cells.map((cell) => `<${tag}>${escape(cell)}</${tag}>`).join('')}</tr>`;
	return `<table>${row(heads, 'th')}${rows.map((cells) => row(cells, 'td')).join('')}</table>`;
}

function escape(text: string): string {
	return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
