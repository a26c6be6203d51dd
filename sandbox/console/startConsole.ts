import { type HttpAnswer, type HttpServer, startHttpServer } from '../vendors/shared/httpServer.ts';
import { EVENTS, type ZohoSalesIq } from '../vendors/zohoSalesIq/index.ts';
import { consolePage } from './page.ts';

const SHOWN_DELIVERIES = 30;

/** What the console plays with. */
export interface ConsoleOptions {
	port: number;
	editorUrl: string;
	salesIq: ZohoSalesIq;
}

/** Serves the page that lets events happen at the simulated vendor, on the loopback interface. */
export async function startConsole({
	port,
	editorUrl,
	salesIq,
}: ConsoleOptions): Promise<HttpServer> {
	const events = [...EVENTS.data, ...EVENTS.administration].sort();
	return await startHttpServer({
		port,
		handle: async ({ method, path, headers, body }): Promise<HttpAnswer> => {
			// A page elsewhere in the same browser must not play here under another name of this machine.
			if (!/^(?:127\.0\.0\.1|localhost):\d+$/.test(headers.host ?? '')) return { status: 403 };
			if (method === 'POST' && path === '/emit') {
				const event = new URLSearchParams(body.toString('utf8')).get('event') ?? '';
				if (!events.includes(event)) return text(400, `There is no event "${event}".\n`);
				const { deliveries } = await salesIq.emit(event);
				if (headers.accept?.includes('text/html') !== true) {
					return text(200, `${event} was sent to ${deliveries.length} webhook(s).\n`);
				}
				return { status: 303, headers: { location: '/' } };
			}
			if (method !== 'GET' || path !== '/') return text(404, 'There is nothing here.\n');
			const deliveries = salesIq.deliveries.slice(-SHOWN_DELIVERIES).reverse();
			const page = consolePage({ editorUrl, events, webhooks: salesIq.webhooks(), deliveries });
			return { status: 200, headers: { 'content-type': 'text/html; charset=utf-8' }, body: page };
		},
	});
}

function text(status: number, body: string): HttpAnswer {
	return { status, headers: { 'content-type': 'text/plain; charset=utf-8' }, body };
}
