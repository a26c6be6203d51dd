import { deliveryList } from './deliveries.ts';
import { escape } from './html.ts';
import type { Part, Section } from './section.ts';

/** n8n's editor, how one signs in, and the workflows that are there. */
export interface Editor {
	url: string;
	email: string;
	password: string;
	workflows: ReadonlyArray<{ name: string; url: string }>;
}

/** What the page shows. */
export interface ConsoleState {
	editor: Editor;
	sections: readonly Section[];
	/** What came of what was done last. */
	said: string;
}

const DELIVERIES_ID = 'deliveries-live';

/** The whole page in HTML; it needs no script. */
export function consolePage({ editor, sections, said }: ConsoleState): string {
	const links = sections.map(({ id, title }) => `<a href="#${id}">${escape(title)}</a>`);
	const regions = liveRegions(sections);
	return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Sandbox of Qiscus and Zoho SalesIQ</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/page.css">
<script src="/page.js" defer></script>
</head>
<body>
<header>
<h1>Let customers write, and see what n8n does</h1>
<p>Here you play everybody outside of n8n: customers, and those who serve them in Qiscus and in Zoho SalesIQ. Both are simulated on this machine. Whatever happens, they tell n8n by calling a URL: that is a delivery.</p>
<nav aria-label="On this page">${links.join('')}<a href="#deliveries">Deliveries</a></nav>
</header>
${firstSteps(editor)}
<main>
<div class="played">
${sections.map((section) => sectionHtml(section, regions)).join('\n')}
</div>
<section id="deliveries" aria-labelledby="deliveries-title" tabindex="0">
<h2 id="deliveries-title">Deliveries</h2>
<p>What n8n was told, the newest first, and what it answered.</p>
${regionHtml(DELIVERIES_ID, 'deliveries-title', regions)}
</section>
</main>
<p id="said" role="status">${escape(said)}</p>
</body>
</html>
`;
}

/** What goes on changing on the page, by the id of the element that it is in. */
export function liveRegions(sections: readonly Section[]): Record<string, string> {
	const parts = sections.flatMap((section) => section.parts);
	return {
		...Object.fromEntries(
			parts.flatMap(({ id, live }) => (live === undefined ? [] : [[regionId(id), live()]])),
		),
		[DELIVERIES_ID]: deliveryList(sections),
	};
}

function firstSteps({ url, email, password, workflows }: Editor): string {
	const links = workflows.map(
		(workflow) => `<a href="${escape(workflow.url)}">${escape(workflow.name)}</a>`,
	);
	return `<section id="start" aria-labelledby="start-title">
<h2 id="start-title">Begin here</h2>
<ol>
<li>Select the button <strong>A customer writes</strong> <a href="#qiscus-writes">below</a>. Within seconds, an agent has the chat: a workflow in n8n has decided who.</li>
<li>Select <strong>Five customers write at once</strong>. No agent gets more than two customers. The others wait.</li>
<li><strong>Resolve</strong> a chat that has an agent, as an admin would. Who waits longest takes the free place, at the latest 30 seconds later.</li>
<li>Look at the executions in <a href="${escape(url)}">n8n</a>. Sign in as <code>${escape(email)}</code> with the password <code>${escape(password)}</code>.</li>
</ol>
<p>The workflows: ${links.join(', ')}</p>
</section>`;
}

function sectionHtml(
	{ id, title, intro, parts }: Section,
	regions: Readonly<Record<string, string>>,
): string {
	return `<section id="${id}" aria-labelledby="${id}-title">
<h2 id="${id}-title">${escape(title)}</h2>
<p>${escape(intro)}</p>
${parts.map((part) => partHtml(part, regions)).join('\n')}
</section>`;
}

function partHtml({ id, title, fixed }: Part, regions: Readonly<Record<string, string>>): string {
	return `<section id="${id}" class="part" aria-labelledby="${id}-title">
<h3 id="${id}-title">${escape(title)}</h3>
${fixed ?? ''}
${regionHtml(regionId(id), `${id}-title`, regions)}
</section>`;
}

/** It takes the focus where the button that had it is gone. */
function regionHtml(
	id: string,
	titleId: string,
	regions: Readonly<Record<string, string>>,
): string {
	const html = regions[id];
	if (html === undefined) return '';
	return `<div id="${id}" role="group" aria-labelledby="${titleId}" tabindex="-1">${html}</div>`;
}

function regionId(partId: string): string {
	return `${partId}-live`;
}
