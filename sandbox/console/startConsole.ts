import { readFile } from 'node:fs/promises';
import type { IncomingHttpHeaders } from 'node:http';
import { join } from 'node:path';

import { type HttpAnswer, type HttpServer, startHttpServer } from '../vendors/shared/httpServer.ts';
import { consolePage, type Editor, liveRegions } from './page.ts';
import type { Section } from './section.ts';

/** What the console plays with. */
export interface ConsoleOptions {
	port: number;
	/** The folder of the page's style and script. */
	assetsFolder: string;
	editor: Editor;
	sections: readonly Section[];
}

/** What came of what somebody did. */
interface Outcome {
	status: number;
	words: string;
	/** Undefined where nothing on the page was meant. */
	sectionId?: string;
}

const ASSETS: Readonly<Record<string, string>> = {
	'/page.css': 'text/css',
	'/page.js': 'text/javascript',
};

/** Nothing from elsewhere, and no page elsewhere that has this one in a frame to be clicked at. */
const SECURITY = {
	'content-security-policy':
		"default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
	'x-content-type-options': 'nosniff',
	'cache-control': 'no-store',
};

/** Serves the page that lets events happen at the simulated vendors, on the loopback interface. */
export async function startConsole({
	port,
	assetsFolder,
	editor,
	sections,
}: ConsoleOptions): Promise<HttpServer> {
	let said = '';

	async function look(path: string): Promise<HttpAnswer> {
		if (path === '/') {
			return answer(200, 'text/html', consolePage({ editor, sections, said }));
		}
		if (path === '/live') {
			return answer(200, 'application/json', JSON.stringify(liveRegions(sections)));
		}
		const type = Object.hasOwn(ASSETS, path) ? ASSETS[path] : undefined;
		if (type === undefined) return answer(404, 'text/plain', `${NOTHING.words}\n`);
		return answer(200, type, await readFile(join(assetsFolder, path), 'utf8'));
	}

	return await startHttpServer({
		port,
		handle: async ({ method, path, headers, body }): Promise<HttpAnswer> => {
			if (!isFromHere(headers)) return { status: 403 };
			if (method === 'GET') return await look(path);
			const fields = new URLSearchParams(body.toString('utf8'));
			const outcome = method === 'POST' ? await act(sections, path, fields) : NOTHING;
			const { status, words, sectionId } = outcome;
			if (sectionId === undefined || headers.accept?.includes('text/html') !== true) {
				return answer(status, 'text/plain', `${words}\n`);
			}
			said = words;
			return { status: 303, headers: { location: `/#${sectionId}` } };
		},
	});
}

const NOTHING: Outcome = { status: 404, words: 'There is nothing here.' };

/** A page elsewhere in the same browser must not play here, nor under another name of this machine. */
function isFromHere({ host = '', origin }: IncomingHttpHeaders): boolean {
	if (!/^(?:127\.0\.0\.1|localhost):\d+$/.test(host)) return false;
	return origin === undefined || origin === `http://${host}`;
}

async function act(
	sections: readonly Section[],
	path: string,
	fields: URLSearchParams,
): Promise<Outcome> {
	if (path === '/emit') return await emit(sections, fields.get('event') ?? '');
	const [, id, name = ''] = path.split('/');
	const actions = sections.find((section) => section.id === id)?.actions ?? {};
	const action = Object.hasOwn(actions, name) ? actions[name] : undefined;
	if (action === undefined) return NOTHING;
	try {
		return { status: 200, words: await action(fields), sectionId: id };
	} catch (error) {
		// Such as a room that went with the vendor's last start and is still on an open page.
		const words = error instanceof Error ? error.message : String(error);
		return { status: 400, words, sectionId: id };
	}
}

/** The event's name tells the vendor. */
async function emit(sections: readonly Section[], event: string): Promise<Outcome> {
	const section = sections.find(({ events }) => events.includes(event));
	if (section === undefined) return { status: 400, words: `There is no event "${event}".` };
	const count = await section.emit(event);
	const words = `${event} was sent to ${count} webhook(s).`;
	return { status: 200, words, sectionId: section.id };
}

function answer(status: number, type: string, body: string): HttpAnswer {
	return { status, headers: { 'content-type': `${type}; charset=utf-8`, ...SECURITY }, body };
}
