import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { N8nApi } from '../../sandbox/n8n/api.ts';
import { freePorts } from '../../sandbox/n8n/ports.ts';

const projectFolder = join(__dirname, '..', '..');

let folder: string;
let ports: number[];
let child: ChildProcess;
let output = '';

/** Does what `npm start` does, with ports and data of the test's own. */
async function start(...more: string[]): Promise<void> {
	const [port, salesIqPort, consolePort] = ports;
	output = '';
	child = spawn(
		process.execPath,
		[
			join(projectFolder, 'sandbox', 'run.mjs'),
			...['--port', String(port), '--salesiq-port', String(salesIqPort)],
			...['--console-port', String(consolePort), '--data', folder, ...more],
		],
		{ cwd: projectFolder, stdio: ['ignore', 'pipe', 'pipe'] },
	);
	const keep = (data: Buffer) => (output += data.toString());
	child.stdout?.on('data', keep);
	child.stderr?.on('data', keep);
	for (let seconds = 0; seconds < 90 && !output.includes('Ready.'); seconds++) {
		if (child.exitCode !== null) break;
		await new Promise((resolve) => setTimeout(resolve, 1_000));
	}
	expect(output).toContain('Ready.');
}

async function stop(): Promise<number | null> {
	const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
	child.kill('SIGINT');
	return await ended;
}

beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'n8n-nodes-qiscus-salesiq-start-'));
	ports = await freePorts(3);
});
afterAll(() => {
	child.kill('SIGKILL');
	rmSync(folder, { recursive: true, force: true });
});

it('starts, runs the demo workflow on an event, stops, and starts again', async () => {
	await start();
	const page = `http://127.0.0.1:${ports[2]}`;
	const emit = async () =>
		await (
			await fetch(`${page}/emit`, {
				method: 'POST',
				body: new URLSearchParams({ event: 'conversation.created' }),
			})
		).text();
	expect(await emit()).toBe('conversation.created was sent to 1 webhook(s).\n');

	const workflowId = /\/workflow\/(\w+)/.exec(output)?.[1] ?? '';
	const password = /with the password +(\S+)/.exec(output)?.[1] ?? '';
	const email = /sign in as +(\S+)/.exec(output)?.[1] ?? '';
	const api = new N8nApi(`http://127.0.0.1:${ports[0]}`);
	await api.signIn({ email, password, firstName: '', lastName: '' });
	const [execution] = await api.waitForExecutions(workflowId, 1);
	expect(execution).toMatchObject({ status: 'success', mode: 'webhook' });
	expect(JSON.stringify(execution?.runData)).toContain('Hi, I need some assistance');

	expect(await (await fetch(page)).text()).toMatch(/conversation\.created.*accepted/s);
	expect((await fetch(`${page}/emit`, { method: 'POST', body: 'event=no.such' })).status).toBe(400);
	expect(await stop()).toBe(0);

	await start();
	expect(await emit()).toBe('conversation.created was sent to 1 webhook(s).\n');
	expect(await stop()).toBe(0);
});

it('with --reset begins anew and leaves other files of the folder alone', async () => {
	const note = join(folder, 'note.txt');
	writeFileSync(note, 'mine');
	await start('--reset');
	expect(await stop()).toBe(0);
	expect(existsSync(note)).toBe(true);
});
