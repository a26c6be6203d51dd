import { COUNT_LAG_MS } from '../../nodes/Qiscus/allocation/reservations';
import type { N8nApi, Workflow } from '../../sandbox/n8n/api.ts';
import type { Qiscus } from '../../sandbox/vendors/qiscus/index.ts';
import {
	endedExecutions,
	eventually,
	type Filling,
	madeUpFields,
	pause,
	publishExample,
	startMessenger,
} from './support/examples';
import { createCredential, leaks, startVendor } from './support/qiscus';
import { signedIn } from './support/sharedN8n';

const ASSIGN = 'qiscus-assign-waiting-rooms.json';
const OFFICE_HOURS = 'qiscus-office-hours.json';
/** A room's next allocation request starts nothing for so long (Repeat Window). */
const REPEAT_WINDOW_MS = 10_000;
/** Earlier than the example's schedule. */
const SOON_MS = 10_000;
const WHOLE_DAY = '00:00-24:00';
const PLEASE_WAIT = 'One moment, please';
const CLOSED = 'We are closed';

/** What a user types into the node Settings. */
interface Settings {
	holidays?: string;
	alertAfterMinutes?: number;
	alertUrl?: string;
}

let api: N8nApi;
let vendor: Qiscus;
let credential: { id: string; name: string };
const made: Workflow[] = [];
/** The example that is tried. */
let file = ASSIGN;

beforeAll(async () => {
	api = await signedIn();
});
beforeEach(async () => {
	vendor = await startVendor({ quirks: { countLagMs: 0, newRoomLagMs: 500 } });
	credential = await createCredential(api, vendor);
});
afterEach(async () => {
	for (const { id } of made) await api.deactivate(id);
	await vendor.settled();
	const ended = await endedExecutions(api, made);
	expect(ended.filter(({ status }) => status !== 'success')).toEqual([]);
	expect(madeUpFields(file, ended)).toEqual([]);
	expect(await leaks(api, vendor, made)).toEqual([]);
	for (const { id } of made.splice(0)) await api.deleteWorkflow(id);
	await vendor.close();
});

async function publish(filling: Filling = {}): Promise<void> {
	made.push(
		await publishExample(api, file, { credentials: { qiscusApi: credential }, ...filling }),
	);
}

async function publishOfficeHours({
	holidays = '',
	alertAfterMinutes = 10,
	alertUrl = '',
}: Settings = {}): Promise<void> {
	await publish({
		everySeconds: 2,
		settings: {
			timeZone: 'Asia/Jakarta',
			openingHours: WHOLE_DAY,
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
		(await Promise.all(made.map(async ({ id }) => await api.listExecutions({ workflowId: id }))))
			.flat()
			.filter(({ stoppedAt }) => stoppedAt !== null).length;
	const before = await ended();
	await eventually(async () => (await ended()) >= before + times);
}

describe('the example that assigns waiting rooms', () => {
	beforeAll(() => void (file = ASSIGN));

	it('gives rooms to agents up to their cap, and the next one when a room is resolved', async () => {
		const agent = anAgent();
		onlineAre(agent);
		await publish();
		const rooms: string[] = [];
		for (let customers = 0; customers < 3; customers++) {
			rooms.push((await vendor.writes()).roomId);
			await eventually(() => vendor.loadOf(agent) === Math.min(customers + 1, 2));
		}
		const [first = '', , third = ''] = rooms;
		await endedExecutions(api, made);
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
		await publish({ everySeconds: 2 });
		const { roomId } = await vendor.writes({ source: 'wa' });
		await runsAgain(1);
		expect(agentsOf(roomId)).toEqual([]);
		vendor.logsIn(anAgent());
		await eventually(() => agentsOf(roomId).includes(anAgent()));
	});
});

describe('the example with office hours', () => {
	beforeAll(() => void (file = OFFICE_HOURS));

	it('assigns while the desk is open, and says nothing', async () => {
		await publishOfficeHours();
		const { roomId } = await vendor.writes();
		await eventually(() => agentsOf(roomId).length === 1);
		await endedExecutions(api, made);
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
		const { url, posts, close } = await startMessenger(503);
		onlineAre();
		await publishOfficeHours({ alertAfterMinutes: 0.05, alertUrl: url });
		const { roomId } = await vendor.writes();
		await eventually(() => posts.length >= 2);
		await runsAgain(3);
		const alert = {
			text: expect.stringMatching(new RegExp(`Room ${roomId} has waited`)),
			roomId,
			waitingSince: expect.stringMatching(/^\d{4}-.*Z$/),
			reason: expect.stringMatching(/^Nobody is online/),
		};
		expect(posts).toEqual([alert, alert]);
		await close();
	});

	it('says once that the desk is closed on a holiday, and assigns nobody', async () => {
		await publishOfficeHours({ holidays: nextDays() });
		const { roomId } = await vendor.writes();
		await eventually(() => saidByBot(roomId).length > 0);
		await pause(REPEAT_WINDOW_MS);
		await vendor.writes({ roomId });
		await runsAgain(2);
		expect(saidByBot(roomId)).toEqual([CLOSED]);
		expect(vendor.assignments).toEqual([]);
	});
});

/** Today wherever it is today. */
function nextDays(): string {
	const dayMs = 24 * 60 * 60 * 1000;
	const days = [-1, 0, 1].map((day) => new Date(Date.now() + day * dayMs));
	return days.map((day) => day.toISOString().slice(0, 10)).join(', ');
}
