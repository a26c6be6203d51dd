import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

import { COUNT_LAG_MS } from '../../nodes/Qiscus/allocation/reservations';
import type { N8nApi, NewWorkflow, Workflow } from '../../sandbox/n8n/api.ts';
import type { Qiscus } from '../../sandbox/vendors/qiscus/index.ts';
import { createCredential, leaks, startVendor } from './support/qiscus';
import { signedIn } from './support/sharedN8n';

const folder = join(__dirname, '..', '..', 'examples');
const CREDENTIAL = 'qiscusApi';
/** A room's next allocation request starts nothing for so long (Repeat Window). */
const REPEAT_WINDOW_MS = 10_000;
const WAIT_MS = 30_000;
/** Earlier than the example's schedule. */
const SOON_MS = 10_000;
const WHOLE_DAY = '00:00-24:00';
const PLEASE_WAIT = 'One moment, please';
const CLOSED = 'We are closed';

/** What a user types into the node Settings. */
interface Settings {
	hours?: string;
	holidays?: string;
	alertAfterMinutes?: number;
	alertUrl?: string;
}

let api: N8nApi;
let vendor: Qiscus;
let credential: { id: string; name: string };
const made: Workflow[] = [];

beforeAll(async () => {
	api = await signedIn();
});
beforeEach(async () => {
	vendor = await startVendor({ quirks: { countLagMs: 0, newRoomLagMs: 500 } });
	credential = await createCredential(api, vendor);
});
afterEach(async () => {
	for (const { id } of made) await api.deactivate(id);
	await settle();
	const failed = (await executions()).filter(({ status }) => status !== 'success');
	expect(failed).toEqual([]);
	expect(await leaks(api, vendor, made)).toEqual([]);
	for (const { id } of made.splice(0)) await api.deleteWorkflow(id);
	await vendor.close();
});

const executions = async () =>
	(
		await Promise.all(made.map(async ({ id }) => await api.listExecutions({ workflowId: id })))
	).flat();

async function settle(): Promise<void> {
	await vendor.settled();
	await eventually(async () => (await executions()).every(({ stoppedAt }) => stoppedAt !== null));
}

async function eventually(
	isTrue: () => boolean | Promise<boolean>,
	waitMs = WAIT_MS,
): Promise<void> {
	const endMs = Date.now() + waitMs;
	while (!(await isTrue()) && Date.now() < endMs) await pause(200);
	expect(await isTrue()).toBe(true);
}

async function pause(ms: number): Promise<void> {
	await new Promise((resolve) => setTimeout(resolve, ms));
}

/** Imports an example with the credential put in, and what the user sets. */
async function publish(
	file: string,
	{ settings, seconds }: { settings?: Record<string, string | number>; seconds?: number } = {},
): Promise<void> {
	const example = JSON.parse(readFileSync(join(folder, file), 'utf8')) as NewWorkflow;
	for (const node of example.nodes) {
		const { parameters } = node;
		const isOurs = node.type.startsWith('n8n-nodes-qiscus-salesiq.');
		if (isOurs || parameters.nodeCredentialType === CREDENTIAL) {
			node.credentials = { [CREDENTIAL]: credential };
		}
		if (seconds !== undefined && node.type === 'n8n-nodes-base.scheduleTrigger') {
			parameters.rule = { interval: [{ field: 'seconds', secondsInterval: seconds }] };
		}
		if (node.name === 'Settings') fillIn(parameters, settings ?? {});
	}
	const workflow = await api.createWorkflow(example);
	made.push(workflow);
	await api.activateAndWait(workflow.id);
}

function fillIn(parameters: NewWorkflow['nodes'][number]['parameters'], values: object): void {
	const { assignments } = parameters.assignments as {
		assignments: Array<{ name: string; value: unknown }>;
	};
	for (const [name, value] of Object.entries(values)) {
		const fields = assignments.filter((field) => field.name.startsWith(`settings.${name}`));
		if (fields.length === 0) throw new Error(`Settings has no ${name}`);
		for (const field of fields) field.value = value;
	}
}

async function publishOfficeHours({
	hours = WHOLE_DAY,
	holidays = '',
	alertAfterMinutes = 10,
	alertUrl = '',
}: Settings = {}): Promise<void> {
	await publish('qiscus-office-hours.json', {
		seconds: 5,
		settings: {
			appId: vendor.app.code,
			baseUrl: vendor.url,
			botSender: vendor.admin.sdkEmail,
			timeZone: 'Asia/Jakarta',
			openingHours: hours,
			holidays,
			pleaseWaitText: PLEASE_WAIT,
			closedText: CLOSED,
			alertAfterMinutes,
			alertUrl,
		},
	});
}

const roomOf = (id: string) => vendor.rooms().find((room) => room.id === id);
const agentsOf = (id: string) => roomOf(id)?.agents ?? [];
const saidByBot = (id: string) =>
	(roomOf(id)?.comments ?? [])
		.filter(({ senderType }) => senderType === 'bot')
		.map(({ text }) => text);

/** Everybody else is logged out. */
function onlineAre(...ids: number[]): void {
	for (const { id } of vendor.agents) vendor.setAgent(id, { isAvailable: ids.includes(id) });
}

/** Somebody who answers on the website. */
function anAgent(): number {
	const found = vendor.agents.find(({ name }) => name === 'Ayu Lestari');
	if (found === undefined) throw new Error('No agent');
	return found.id;
}

/** Waits until so many executions more than now have ended. */
async function runsAgain(times: number): Promise<void> {
	const ended = async () =>
		(await executions()).filter(({ stoppedAt }) => stoppedAt !== null).length;
	const before = await ended();
	await eventually(async () => (await ended()) >= before + times);
}

describe('the example that assigns waiting rooms', () => {
	const FILE = 'qiscus-assign-waiting-rooms.json';

	it('gives rooms to agents up to their cap, and the next one when a room is resolved', async () => {
		const agent = anAgent();
		onlineAre(agent);
		await publish(FILE);
		const rooms: string[] = [];
		for (let customers = 0; customers < 3; customers++) {
			rooms.push((await vendor.writes()).roomId);
			await eventually(() => vendor.loadOf(agent) === Math.min(customers + 1, 2));
		}
		const [first = '', , third = ''] = rooms;
		await settle();
		expect(agentsOf(third)).toEqual([]);
		// A resolve is not told from an assignment that is not counted yet before all of them are.
		await pause(COUNT_LAG_MS);
		await vendor.resolves(first);
		await eventually(() => agentsOf(third).includes(agent), SOON_MS);
		expect(vendor.maxLoadSeen(agent)).toBe(2);
		expect(rooms.map((id) => roomOf(id)?.assignedTimes)).toEqual([1, 1, 1]);
	});

	it('assigns those who wait when an agent comes online, of which nobody tells', async () => {
		onlineAre();
		await publish(FILE, { seconds: 5 });
		const { roomId } = await vendor.writes({ source: 'wa' });
		await runsAgain(1);
		expect(agentsOf(roomId)).toEqual([]);
		vendor.logsIn(anAgent());
		await eventually(() => agentsOf(roomId).includes(anAgent()));
	});
});

describe('the example with office hours', () => {
	it('assigns while the desk is open, and says nothing', async () => {
		await publishOfficeHours();
		const { roomId } = await vendor.writes();
		await eventually(() => agentsOf(roomId).length === 1);
		await settle();
		expect(saidByBot(roomId)).toEqual([]);
	});

	it('asks to wait once in each session where nobody is free', async () => {
		vendor.quirks.botAnswer = 'empty';
		onlineAre();
		await publishOfficeHours();
		const { roomId } = await vendor.writes();
		await eventually(() => saidByBot(roomId).length > 0);
		await pause(REPEAT_WINDOW_MS);
		await vendor.writes({ roomId });
		await runsAgain(2);
		expect(saidByBot(roomId)).toEqual([PLEASE_WAIT]);

		vendor.logsIn(anAgent());
		await eventually(() => agentsOf(roomId).length === 1);
		onlineAre();
		await vendor.resolves(roomId);
		await runsAgain(1);
		await vendor.writes({ roomId });
		await eventually(() => saidByBot(roomId).length > 1);
		await runsAgain(2);
		expect(saidByBot(roomId)).toEqual([PLEASE_WAIT, PLEASE_WAIT]);
	});

	it('alerts once when a room waits too long, and again only where the alert was not taken', async () => {
		const alerts: unknown[] = [];
		const server = await listen((body) => alerts.push(JSON.parse(body)));
		onlineAre();
		const { port } = server.address() as AddressInfo;
		const alertUrl = `http://127.0.0.1:${port}/alert`;
		await publishOfficeHours({ alertAfterMinutes: 0.05, alertUrl });
		const { roomId } = await vendor.writes();
		await eventually(() => alerts.length >= 2);
		await runsAgain(3);
		const alert = {
			text: expect.stringMatching(new RegExp(`Room ${roomId} has waited`)),
			roomId,
			waitingSince: expect.stringMatching(/^\d{4}-.*Z$/),
			reason: expect.stringMatching(/^Nobody is online/),
		};
		expect(alerts).toEqual([alert, alert]);
		await new Promise((resolve) => server.close(resolve));
	});

	it.each([
		['by its hours', { hours: '' }],
		['on a holiday', { holidays: nextDays() }],
	])('says once that the desk is closed %s, and assigns nobody', async (_, settings) => {
		await publishOfficeHours(settings);
		const { roomId } = await vendor.writes();
		await eventually(() => saidByBot(roomId).length > 0);
		await pause(REPEAT_WINDOW_MS);
		await vendor.writes({ roomId });
		await runsAgain(2);
		expect(saidByBot(roomId)).toEqual([CLOSED]);
		expect(vendor.assignments).toEqual([]);
	});
});

/** Takes what is sent, but refuses the first. */
async function listen(take: (body: string) => number): Promise<Server> {
	const server = createServer(async (request, response) => {
		let body = '';
		for await (const chunk of request) body += String(chunk);
		response.statusCode = take(body) === 1 ? 503 : 200;
		response.end();
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return server;
}

/** Today wherever it is today. */
function nextDays(): string {
	const dayMs = 24 * 60 * 60 * 1000;
	const days = [-1, 0, 1].map((day) => new Date(Date.now() + day * dayMs));
	return days.map((day) => day.toISOString().slice(0, 10)).join(', ');
}
