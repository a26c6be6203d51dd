import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

import { startQiscus } from '../../sandbox/vendors/qiscus/index.ts';
import type { Qiscus, QiscusOptions, SlotName } from '../../sandbox/vendors/qiscus/index.ts';

export type Json = Record<string, unknown>;
export type Headings = Record<string, string>;

export interface ApiAnswer {
	status: number;
	text: string;
	body: Json;
}

export const START_MS = 1_800_000_000_000;
/** Everything that the live service does late or by chance is off. */
export const CALM = { countLagMs: 0, newRoomLagMs: 0, spuriousMaxAgents: 0, allocationDoubles: 0 };
export const SLOTS: readonly SlotName[] = [
	'agentAllocation',
	'botMessage',
	'customButton',
	'markAsResolved',
	'newSession',
	'userLogout',
];

/** The simulated vendor with a clock that stands still, and a client for its API. */
export class QiscusClient {
	readonly vendor: Qiscus;
	readonly clock: { now: number };

	private constructor(vendor: Qiscus, clock: { now: number }) {
		this.vendor = vendor;
		this.clock = clock;
	}

	/** Calm and without chance unless the quirks say otherwise. */
	static async start(options: Partial<QiscusOptions> = {}): Promise<QiscusClient> {
		const clock = { now: START_MS };
		const vendor = await startQiscus({
			fixturesFolder: join(__dirname, '..', 'fixtures', 'qiscus'),
			deliveryTimeoutMs: 2_000,
			now: () => clock.now,
			seed: 1,
			...options,
			quirks: { ...CALM, ...options.quirks },
		});
		return new QiscusClient(vendor, clock);
	}

	secretKey(): Headings {
		const { app } = this.vendor;
		return { 'Qiscus-App-Id': app.code, 'Qiscus-Secret-Key': app.secretKey };
	}

	sdk(): Headings {
		const { app } = this.vendor;
		return { QISCUS_SDK_APP_ID: app.code, QISCUS_SDK_SECRET: app.secretKey };
	}

	token(): Headings {
		return { Authorization: this.vendor.newAdminToken() };
	}

	async call(
		method: string,
		path: string,
		headers: Headings = this.secretKey(),
		body?: string | FormData | URLSearchParams,
	): Promise<ApiAnswer> {
		const response = await fetch(`${this.vendor.url}${path}`, {
			method,
			headers,
			...(body === undefined ? {} : { body }),
		});
		const text = await response.text();
		return { status: response.status, text, body: text === '' ? {} : (JSON.parse(text) as Json) };
	}

	async get(path: string, headers?: Headings): Promise<ApiAnswer> {
		return await this.call('GET', path, headers);
	}

	async post(path: string, body: unknown, headers?: Headings): Promise<ApiAnswer> {
		const type = { 'content-type': 'application/json' };
		const all = { ...(headers ?? this.secretKey()), ...type };
		return await this.call('POST', path, all, JSON.stringify(body));
	}

	async postForm(
		path: string,
		fields: Headings,
		kind: 'multipart' | 'urlencoded' = 'urlencoded',
	): Promise<ApiAnswer> {
		const form = new FormData();
		for (const [name, value] of Object.entries(fields)) form.append(name, value);
		const body = kind === 'multipart' ? form : new URLSearchParams(fields);
		return await this.call('POST', path, this.secretKey(), body);
	}

	/** A new room that a customer wrote in. */
	async room(options: Parameters<Qiscus['writes']>[0] = {}): Promise<string> {
		return (await this.vendor.writes(options)).roomId;
	}

	async assign(roomId: string, agentId: number, more: Json = {}): Promise<ApiAnswer> {
		const path = '/api/v1/admin/service/assign_agent';
		return await this.post(path, { room_id: roomId, agent_id: agentId, ...more });
	}
}

/** A server that webhooks call. */
export class Receiver {
	readonly calls: Array<{ slot: string; body: Json }> = [];
	url = '';
	private readonly server: Server;

	constructor() {
		this.server = createServer((request, response) => {
			const chunks: Buffer[] = [];
			request.on('data', (chunk: Buffer) => chunks.push(chunk));
			request.on('end', () => {
				const body = JSON.parse(Buffer.concat(chunks).toString('utf8')) as Json;
				this.calls.push({ slot: (request.url ?? '').slice(1), body });
				response.writeHead(200).end();
			});
		});
	}

	async open(): Promise<void> {
		await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
		this.url = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
	}

	listenTo(vendor: Qiscus, slots: readonly SlotName[] = SLOTS): void {
		for (const slot of slots) vendor.setSlot(slot, { url: `${this.url}/${slot}`, enabled: true });
	}

	/** What came since this was last asked, each by the name of its webhook, in that order. */
	taken(): string[] {
		return this.calls
			.splice(0)
			.map(({ slot }) => slot)
			.sort();
	}

	async close(): Promise<void> {
		this.server.closeAllConnections();
		await new Promise<void>((resolve) => this.server.close(() => resolve()));
	}
}

/** What stands at a place; goes through texts that are JSON. */
export function at(from: unknown, place: string): unknown {
	return place.split('.').reduce<unknown>((value, name) => {
		const holder: unknown = typeof value === 'string' ? JSON.parse(value) : value;
		return (holder as Json | null | undefined)?.[name];
	}, from);
}

/** The same member of each row of a list. */
export function column(from: unknown, place: string, name: string): unknown[] {
	return (at(from, place) as Json[]).map((row) => row[name]);
}
