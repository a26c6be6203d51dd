import { createBackground } from '../shared/background.ts';
import { createFaults } from '../shared/faults.ts';
import { createHttpCaller } from '../shared/httpCaller.ts';
import { startHttpServer } from '../shared/httpServer.ts';
import type { HttpEnding, HttpRequest } from '../shared/httpServer.ts';
import { addRecord } from '../shared/recordList.ts';
import { createApi } from './api.ts';
import { AUTH_ROUTES } from './authApi.ts';
import { createDeliverer } from './deliver.ts';
import { createEmit } from './emit.ts';
import { createPeople } from './people.ts';
import { roomRecord } from './roomRecord.ts';
import { DOMAIN_ROUTES } from './routes/index.ts';
import { createSend } from './send.ts';
import { changeSlot, perSlot } from './slots.ts';
import type { KeptSlots } from './slots.ts';
import { createState } from './state.ts';
import type { Qiscus, QiscusOptions, RequestRecord, Slot, SlotName } from './types.ts';
import { WEBHOOK_ROUTES } from './webhookApi.ts';

/** Tokens and keys have no place in a record that is printed when a test fails. */
const HIDDEN_HEADERS: ReadonlySet<string> = new Set([
	'authorization',
	'qiscus-secret-key',
	'qiscus_sdk_secret',
	'qiscus-sdk-secret',
]);

/** Starts Qiscus Omnichannel Chat on loopback, as documents and others' code say it behaves. */
export async function startQiscus(options: QiscusOptions): Promise<Qiscus> {
	const state = createState(options);
	const background = createBackground();
	const caller = createHttpCaller();
	const faults = createFaults();
	const deliverer = createDeliverer(state, caller, background);
	const requests: RequestRecord[] = [];
	const api = createApi(state, deliverer, [...AUTH_ROUTES, ...WEBHOOK_ROUTES, ...DOMAIN_ROUTES]);

	const handle = async (request: HttpRequest): Promise<HttpEnding> => {
		const record = addRecord(requests, recordOf(request));
		const fault = faults.take(request);
		const ending = fault === undefined || fault === 'cutAfter' ? await api(request) : fault;
		if (fault === 'cutAfter') return 'cut';
		if (typeof ending !== 'string') record.status = ending.status;
		return ending;
	};

	const server = await startHttpServer({
		handle,
		...(options.port === undefined ? {} : { port: options.port }),
	});

	return {
		url: server.url,
		app: state.app,
		admin: state.admin,
		marker: state.secrets.marker,
		quirks: state.quirks,
		agents: state.agents,
		divisions: state.divisions,
		channels: state.channels,
		templates: state.templates,
		officeHours: state.officeHours,
		rooms: () => [...state.rooms.values()].map(roomRecord),
		loadOf: state.loads.now,
		maxLoadSeen: state.loads.highest,
		assignments: state.assignments,
		broadcasts: state.broadcasts,
		...createPeople(state, deliverer),
		slots: () => copyOf(state.slots),
		setSlot: (name, slot) => changeSlot(state.slots[name], slot, state.now()),
		deliveries: state.deliveries,
		requests,
		emit: createEmit(state, deliverer, options.fixturesFolder),
		repeat: (result) => deliverer.deliver(result.event, result.text),
		send: createSend(deliverer),
		newAdminToken: state.tokens.newAdminToken,
		expireTokens: state.tokens.expire,
		revokeTokens: state.tokens.revoke,
		failNext: faults.failNext,
		settled: background.settled,
		close: async () => {
			caller.close();
			try {
				await background.close();
			} finally {
				await server.close();
			}
		},
	};
}

function copyOf(slots: KeptSlots): Record<SlotName, Slot> {
	return perSlot((name) => ({ url: slots[name].url, enabled: slots[name].enabled }));
}

function recordOf(request: HttpRequest): RequestRecord {
	const headers = Object.entries(request.headers).map(([name, value]): [string, string] => [
		name,
		HIDDEN_HEADERS.has(name) ? '[hidden]' : String(value),
	]);
	return {
		method: request.method,
		path: request.path,
		query: Object.fromEntries(request.query),
		headers: Object.fromEntries(headers),
		status: null,
		body: request.body.toString('utf8'),
	};
}
