import { join } from 'node:path';

import { qiscusSection } from '../../sandbox/console/qiscus/qiscusSection.ts';
import { salesIqSection } from '../../sandbox/console/salesIq/salesIqSection.ts';
import { startConsole } from '../../sandbox/console/startConsole.ts';
import type { Qiscus, SlotName } from '../../sandbox/vendors/qiscus/index.ts';
import { EVENTS, type ZohoSalesIq } from '../../sandbox/vendors/zohoSalesIq/index.ts';
import { startTrigger as startQiscusTrigger, startVendor as startQiscus } from './qiscus';
import { startTrigger as startSalesIqTrigger, startVendor as startSalesIq } from './salesIq';

const assetsFolder = join(__dirname, '..', '..', 'sandbox', 'console', 'assets');
/** Everything that the live service does late or by chance is off. */
const CALM = { countLagMs: 0, newRoomLagMs: 0, spuriousMaxAgents: 0, allocationDoubles: 0 };
const HEARD: SlotName[] = [
	'agentAllocation',
	'botMessage',
	'markAsResolved',
	'newSession',
	'userLogout',
];

/** The console and the vendors that it plays with. */
export interface PlayedConsole {
	qiscus: Qiscus;
	salesIq: ZohoSalesIq;
	url: string;
	/** What goes on changing in a part of the page. */
	live(part: string): Promise<string | undefined>;
	/** What the console answers to the command line. */
	post(
		path: string,
		fields: Record<string, string>,
		headers?: Record<string, string>,
	): Promise<{ status: number; headers: Headers; text: string }>;
	/** What a workflow does for a room of Qiscus. */
	assign(roomId: string, agentId: number): Promise<void>;
	close(): Promise<void>;
}

/** Starts both vendors, without lags and chance, and the console beside them. */
export async function startPlayed(): Promise<PlayedConsole> {
	const qiscus = await startQiscus({ quirks: CALM });
	const salesIq = await startSalesIq();
	const { url, close } = await startConsole({
		port: 0,
		assetsFolder,
		editor: { url: 'http://127.0.0.1:5678', email: 'me@example.com', password: '', workflows: [] },
		sections: [qiscusSection(qiscus, { webhookToken: 'a-token', cap: 2 }), salesIqSection(salesIq)],
	});
	return {
		qiscus,
		salesIq,
		url,
		live: async (part) => {
			const regions = (await (await fetch(`${url}/live`)).json()) as Record<string, string>;
			return regions[`${part}-live`];
		},
		post: async (path, fields, headers = {}) => {
			const body = new URLSearchParams(fields);
			const options = { method: 'POST', body, headers, redirect: 'manual' } as const;
			const answer = await fetch(`${url}${path}`, options);
			return { status: answer.status, headers: answer.headers, text: await answer.text() };
		},
		assign: async (roomId, agentId) => {
			const { code, secretKey } = qiscus.app;
			await fetch(`${qiscus.url}/api/v1/admin/service/assign_agent`, {
				method: 'POST',
				headers: { 'Qiscus-App-Id': code, 'Qiscus-Secret-Key': secretKey },
				body: new URLSearchParams({ room_id: roomId, agent_id: String(agentId) }),
			});
		},
		close: async () => {
			for (const server of [{ close }, salesIq, qiscus]) await server.close();
		},
	};
}

/**
 * Publishes a trigger for each vendor, which hears of everything.
 *
 * @returns ends both
 */
export async function publishTriggers({
	qiscus,
	salesIq,
}: PlayedConsole): Promise<() => Promise<void>> {
	const triggers = [
		await startQiscusTrigger(qiscus, {
			parameters: { events: HEARD, options: { confirmRooms: true } },
		}),
		await startSalesIqTrigger(salesIq, {
			parameters: { events: [...EVENTS.data], options: { maximumAge: 60 } },
		}),
	];
	for (const trigger of triggers) {
		if (!(await trigger.runHook('checkExists'))) await trigger.runHook('create');
	}
	return async () => {
		for (const trigger of triggers) await trigger.stop();
	};
}
