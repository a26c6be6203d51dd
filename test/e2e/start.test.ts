import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { N8nApi } from '../../sandbox/n8n/api.ts';
import { freePorts } from '../../sandbox/n8n/ports.ts';
import { waitFor } from '../../sandbox/n8n/waiting.ts';

const projectFolder = join(__dirname, '..', '..');

const QISCUS_DEMO = 'Demo: a customer writes on WhatsApp';
const ALLOCATION_DEMO = 'Demo: an agent takes the chat';
const SALESIQ_DEMO = 'Demo: a visitor starts a chat';
/** A channel of the simulated Qiscus. */
const WHATSAPP = '901';
/** A place may count as taken for 20 s after the last assignment, and the demo looks every 10 s. */
const NEXT_ONE_MS = 45_000;
/** A run goes on for half a minute, and until Qiscus counts what it assigned. */
const DECIDED_MS = 90_000;

// Each test starts an n8n once or twice, and waits for what the demos do.
jest.setTimeout(240_000);

let folder: string;
let ports: number[];
let child: ChildProcess | undefined;
let output = '';

/** Does what `npm start` does, with ports and data of the test's own. */
async function start(...more: string[]): Promise<void> {
	// A test that failed has left it running.
	await stop();
	const options = ['--port', '--salesiq-port', '--qiscus-port', '--console-port'];
	output = '';
	const started = spawn(
		process.execPath,
		[
			join(projectFolder, 'sandbox', 'run.mjs'),
			...options.flatMap((option, index) => [option, String(ports[index])]),
			...['--data', folder, ...more],
		],
		{ cwd: projectFolder, stdio: ['ignore', 'pipe', 'pipe'] },
	);
	const keep = (data: Buffer) => (output += data.toString());
	child = started;
	started.stdout.on('data', keep);
	started.stderr.on('data', keep);
	for (let seconds = 0; seconds < 90 && !output.includes('Ready.'); seconds++) {
		if (started.exitCode !== null) break;
		await new Promise((resolve) => setTimeout(resolve, 1_000));
	}
	expect(output).toContain('Ready.');
	expect(output).not.toContain('could not be published');
}

/** @returns with what it ended; undefined where it was not running */
async function stop(): Promise<number | null | undefined> {
	const running = child;
	child = undefined;
	if (running === undefined || running.exitCode !== null) return undefined;
	const ended = new Promise<number | null>((resolve) => running.once('close', resolve));
	running.kill('SIGINT');
	return await ended;
}

/** What the console answers to the command line. */
async function post(path: string, fields: Record<string, string>): Promise<string> {
	const body = new URLSearchParams(fields);
	return await (await fetch(`${consoleUrl()}${path}`, { method: 'POST', body })).text();
}

const emit = async (event: string) => await post('/emit', { event });
const consoleUrl = () => `http://127.0.0.1:${ports[3]}`;
const printed = (pattern: RegExp) => pattern.exec(output)?.[1] ?? '';
const demoId = (name: string) => printed(new RegExp(`/workflow/(\\w+) +${name}\\n`));
const secretKey = () => printed(/Secret Key (\S+),/);

async function signedIn(): Promise<N8nApi> {
	const api = new N8nApi(`http://127.0.0.1:${ports[0]}`);
	const email = printed(/sign in as +(\S+)/);
	const password = printed(/with the password +(\S+)/);
	await api.signIn({ email, password, firstName: '', lastName: '' });
	return api;
}

/** Waits until the page shows so many chats of each kind. */
async function chatsBecome(waiting: number, served: number, resolved: number): Promise<void> {
	const wanted = `Waiting (${waiting}) With an agent (${served}) Resolved (${resolved})`;
	const endMs = Date.now() + NEXT_ONE_MS;
	let shown = '';
	while (shown !== wanted && Date.now() < endMs) {
		await new Promise((resolve) => setTimeout(resolve, 500));
		const regions = (await (await fetch(`${consoleUrl()}/live`)).json()) as Record<string, string>;
		const titles = regions['qiscus-chats-live']?.matchAll(/<h4>(.*?)<\/h4>/g) ?? [];
		shown = [...titles].map(([, title]) => title).join(' ');
	}
	expect(shown).toBe(wanted);
}

/** How the executions of a workflow ended, the oldest first, and what they hold. */
async function executions(api: N8nApi, name: string, count: number) {
	const found = await api.waitForExecutions(demoId(name), count);
	return {
		ends: found.map(({ status, mode }) => `${mode}: ${status}`),
		text: JSON.stringify(found.map(({ runData }) => runData)),
	};
}

/** Unpublishes a workflow and publishes one that is like it. */
async function replaceByCopy(api: N8nApi, name: string): Promise<string> {
	const { nodes, connections } = await api.getWorkflow(demoId(name));
	await api.deactivate(demoId(name));
	const [trigger, ...others] = nodes.map((node) => ({ ...node, id: crypto.randomUUID() }));
	if (trigger === undefined) throw new Error(`The workflow "${name}" is empty`);
	const copied = [{ ...trigger, webhookId: crypto.randomUUID() }, ...others];
	const { id } = await api.createWorkflow({ name: `My ${name}`, nodes: copied, connections });
	await api.activateAndWait(id);
	return id;
}

beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'n8n-nodes-qiscus-salesiq-start-'));
	ports = await freePorts(4);
});
afterAll(async () => {
	await stop();
	rmSync(folder, { recursive: true, force: true });
});

it('starts, runs the demo workflows on events, stops, and starts again', async () => {
	await start();
	expect(await emit('conversation.created')).toBe(
		'conversation.created was sent to 1 webhook(s).\n',
	);
	const api = await signedIn();
	const visitor = await executions(api, SALESIQ_DEMO, 1);
	expect(visitor.ends).toEqual(['webhook: success']);
	expect(visitor.text).toContain('Hi, I need some assistance');

	const wrote = await post('/qiscus/writes', { channel: WHATSAPP, text: 'Is it in stock?' });
	expect(wrote).toMatch(/newSession \(200\), botMessage \(200\), (2 × )?agentAllocation \(200\)/);
	const room = /room (\d+)/.exec(wrote)?.[1] ?? '';
	expect(await post('/qiscus/clicksButton', { room })).toMatch(/customButton \(200\)/);
	expect(await post('/qiscus/resolves', { room })).toMatch(/markAsResolved \(200\)/);
	const customer = await executions(api, QISCUS_DEMO, 3);
	expect(new Set(customer.ends)).toEqual(new Set(['webhook: success']));
	expect(customer.text).toContain('Is it in stock?');
	expect(customer.text).toContain('"customButton"');

	const page = await (await fetch(consoleUrl())).text();
	expect(page).toMatch(/markAsResolved.*accepted.*conversation\.created.*accepted/s);
	expect(await emit('no.such')).toBe('There is no event "no.such".\n');
	const mine = await replaceByCopy(api, SALESIQ_DEMO);
	const firstKey = secretKey();
	expect(await stop()).toBe(0);

	await start();
	expect(secretKey()).not.toBe(firstKey);
	const again = await signedIn();
	expect(await emit('conversation.created')).toBe(
		'conversation.created was sent to 1 webhook(s).\n',
	);
	await again.waitForExecutions(mine, 1);
	for (const event of ['userLogout', 'customButton']) {
		expect(await emit(event)).toBe(`${event} was sent to 1 webhook(s).\n`);
	}
	expect(await post('/qiscus/writes', { text: 'Once more' })).toMatch(/botMessage \(200\)/);
	expect((await executions(again, QISCUS_DEMO, 6)).text).toContain('Once more');
	expect(await stop()).toBe(0);
});

it('with --reset begins anew and leaves other files of the folder alone', async () => {
	const note = join(folder, 'note.txt');
	writeFileSync(note, 'mine');
	await start('--reset');
	expect(await stop()).toBe(0);
	expect(existsSync(note)).toBe(true);
});

it('lets agents take chats up to their cap, and refuses what is forged or old', async () => {
	await start();
	const wrote = await post('/qiscus/writes', { channel: WHATSAPP });
	await chatsBecome(0, 1, 0);
	await post('/qiscus/writes', { channel: WHATSAPP, customers: '5' });
	await chatsBecome(2, 4, 0);
	await post('/qiscus/resolves', { room: /room (\d+)/.exec(wrote)?.[1] ?? '' });
	await chatsBecome(1, 4, 1);
	// The run that decides goes on for as long as there may be more to do, and ends last.
	const api = await signedIn();
	const { ends } = await waitFor(
		async () => {
			const ended = await executions(api, ALLOCATION_DEMO, 1);
			return ended.text.includes('"outcome":"assigned"') ? ended : undefined;
		},
		DECIDED_MS,
		() => new Error('No execution has assigned a chat'),
	);
	expect(new Set(ends)).toEqual(new Set(['trigger: success', 'webhook: success']));

	await post('/salesiq/starts', {});
	for (const [path, event, answer] of [
		['/qiscus/forges', 'newSession', '401'],
		['/qiscus/sendsOld', 'newSession', '401'],
		['/qiscus/repeats', 'newSession', '200 {"status":"duplicate"}'],
		['/salesiq/forges', 'conversation.created', '401'],
		['/salesiq/sendsOld', 'conversation.created', '200 {"status":"ignored"}'],
		['/salesiq/repeats', 'conversation.created', '200 {"status":"duplicate"}'],
	] as const) {
		expect([path, await post(path, { event })]).toEqual([
			path,
			expect.stringContaining(`Answer: ${answer}`),
		]);
	}
	expect(await stop()).toBe(0);
});
