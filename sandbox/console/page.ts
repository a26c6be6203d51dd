import { escape } from './html.ts';
import type { Section } from './section.ts';

/** What the page shows. */
export interface ConsoleState {
	editorUrl: string;
	sections: readonly Section[];
	/** What came of what was done last, and in which section. */
	said?: { sectionId: string; words: string };
}

const STYLE = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { max-width: 60rem; margin: 0 auto; padding: 1rem; }
nav { display: flex; gap: 1rem; }
section { border-top: 1px solid #8886; margin-top: 1.5rem; }
form { display: flex; flex-wrap: wrap; gap: .5rem; margin: .75rem 0; }
label { display: flex; flex: 1 1 24rem; gap: .5rem; align-items: center; min-width: 0; }
input, select { flex: 1; min-width: 0; }
button, input, select { font: inherit; padding: .35rem .6rem; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .25rem .5rem; border-bottom: 1px solid #8886; }
.long { overflow-wrap: anywhere; }
@media (max-width: 30rem) { table { font-size: .8rem; } th, td { padding: .25rem; } }
[role=status] { background: #8883; padding: .5rem; }
`;

/** The whole page in HTML; it needs no script. */
export function consolePage({ editorUrl, sections, said }: ConsoleState): string {
	const links = sections.map(({ id, title }) => `<a href="#${id}">${escape(title)}</a>`);
	const parts = sections.map((section) => {
		const words =
			said?.sectionId === section.id ? `<p role="status">${escape(said.words)}</p>` : '';
		return `<section id="${section.id}">
<h2>${escape(section.title)}</h2>
${words}
${section.html()}
</section>`;
	});
	return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Simulated Qiscus and Zoho SalesIQ</title>
<style>${STYLE}</style>
</head>
<body>
<h1>Let something happen</h1>
<p>Let something happen at a simulated vendor and see it arrive in <a href="${escape(editorUrl)}">n8n</a>.</p>
<nav>${links.join('')}</nav>
${parts.join('\n')}
</body>
</html>
`;
}
