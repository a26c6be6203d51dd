import { spawn } from 'node:child_process';
import {
	chmodSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	readdirSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

const HOST = join(__dirname, '..', '..', 'sandbox', 'host');
const MAC = process.platform === 'darwin';
const TOOLS = MAC ? ['xcode-select'] : ['g++', 'make', 'python3'];

/** Installs what the checks look at, without the network; waits first, so that two overlap. */
const FAKE_NPM = `#!${process.execPath}
const { mkdirSync, writeFileSync, appendFileSync } = require('node:fs');
const { join } = require('node:path');
appendFileSync(process.env.FAKE_NPM_CALLS, JSON.stringify({
	args: process.argv.slice(2),
	n8n: require(join(process.cwd(), 'package.json')).dependencies.n8n,
	settings: Object.keys(process.env).filter((name) => /^npm_/i.test(name)),
}) + '\\n');
if (process.argv[2] === process.env.FAKE_NPM_FAILS_AT) {
	console.error('npm error code ENOTFOUND\\nnpm error network request failed');
	process.exit(1);
}
if (process.argv[2] === 'ci') {
	const node = join(process.env.FAKE_NODE_FILE);
	mkdirSync(join(node, '..'), { recursive: true });
	mkdirSync('node_modules/n8n/bin', { recursive: true });
	writeFileSync('node_modules/n8n/bin/n8n', '');
	writeFileSync(node, '#!/bin/sh\\nexit ' + (process.env.FAKE_NODE_STATUS ?? '0') + '\\n', { mode: 0o755 });
}
setTimeout(() => {}, 100);
`;

interface Run {
	status: number | null;
	stdout: string;
	stderr: string;
}

describe('the sandbox host', () => {
	let folder: string;
	let cache: string;
	let env: Record<string, string>;

	beforeEach(async () => {
		folder = mkdtempSync(join(tmpdir(), 'host-test-'));
		const bin = join(folder, 'bin');
		mkdirSync(bin);
		writeExecutable(join(bin, 'npm'), FAKE_NPM);
		for (const tool of TOOLS) writeExecutable(join(bin, tool), '#!/bin/sh\n');
		cache = join(folder, 'cache');
		env = {
			HOME: folder,
			XDG_CACHE_HOME: cache,
			PATH: bin,
			FAKE_NPM_CALLS: join(folder, 'calls'),
			FAKE_NODE_FILE: await evaluate(
				"const { hostPaths } = await import(base + 'installedHost.mjs'); return hostPaths('.').node;",
			),
		};
	});

	afterEach(() => rmSync(folder, { recursive: true, force: true }));

	const install = async (
		more: Record<string, string> = {},
		recipe: readonly string[] = [],
	): Promise<Run> =>
		await runNode([join(HOST, 'install.mjs'), '--json', ...recipe], { ...env, ...more });
	const installs = (): string[] => {
		const root = join(cache, 'n8n-nodes-qiscus-salesiq');
		return existsSync(root) ? readdirSync(root) : [];
	};
	const npmCalls = (): Array<{ args: string[]; n8n: string; settings: string[] }> =>
		existsSync(join(folder, 'calls')) ? readJsonLines(join(folder, 'calls')) : [];

	it('installs once and finds the install again', async () => {
		const first = await install();
		expect(first.stderr).toContain('Downloading n8n');
		expect(first.status).toBe(0);
		const host = JSON.parse(first.stdout) as Record<'folder' | 'node' | 'n8n', string>;
		expect(existsSync(host.node)).toBe(true);
		expect(existsSync(host.n8n)).toBe(true);
		expect(installs()).toEqual([expect.stringMatching(/^host-[0-9a-f]{12}$/)]);
		expect(npmCalls().map(({ args }) => args[0])).toEqual(['ci', 'rebuild']);

		const second = await install();
		expect(second).toEqual({ status: 0, stdout: first.stdout, stderr: '' });
		expect(npmCalls()).toHaveLength(2);
	});

	it('installs each major version of n8n in a folder of its own', async () => {
		const runs = [await install(), await install({}, ['n8n1']), await install({}, ['n8n2'])];
		expect(runs.map(({ status }) => status)).toEqual([0, 0, 0]);
		const [current, last1, again] = runs.map(({ stdout }) => stdout);
		expect(last1).not.toBe(current);
		expect(again).toBe(current);
		expect(installs()).toHaveLength(2);
		const asked = npmCalls().map(({ n8n }) => n8n.split('.')[0]);
		expect(asked).toEqual(['2', '2', '1', '1']);
	});

	it('installs nothing under a name that it does not know', async () => {
		const { status, stderr } = await install({}, ['n8n0']);
		expect(status).toBe(1);
		expect(stderr).toContain('There is no "n8n0" to install; there are n8n2 and n8n1.');
		expect(npmCalls()).toEqual([]);
	});

	it.each([
		['npm', 'npm: it comes with Node.js'],
		...(MAC
			? [['xcode-select', "Apple's command line tools"]]
			: [
					['g++', 'a C++ compiler'],
					['make', 'make, to compile SQLite'],
					['python3', 'python3, to compile SQLite'],
				]),
	])('says that %s is missing before anything is downloaded', async (tool = '', message = '') => {
		rmSync(join(folder, 'bin', tool));
		const { status, stderr } = await install();
		expect(status).toBe(1);
		expect(stderr).toContain('Nothing was downloaded');
		expect(stderr).toContain(message);
		expect(npmCalls()).toEqual([]);
	});

	(MAC ? it.skip : it)('names the package manager of the machine', async () => {
		rmSync(join(folder, 'bin', 'make'));
		writeExecutable(join(folder, 'bin', 'apt-get'), '#!/bin/sh\n');
		expect((await install()).stderr).toContain('sudo apt-get install build-essential python3');
	});

	it.each(['ci', 'rebuild'])('leaves nothing behind when npm %s fails', async (step) => {
		const { status, stderr } = await install({ FAKE_NPM_FAILS_AT: step });
		expect(status).toBe(1);
		expect(stderr).toContain(`"npm ${step}" ended with 1`);
		expect(stderr).toContain('npm error network request failed');
		expect(stderr).toContain('Check the connection to the npm registry');
		expect(stderr).not.toContain('    at ');
		expect(installs()).toEqual([]);
		expect((await install()).status).toBe(0);
	});

	it('does not keep an install whose check fails', async () => {
		const { status, stderr } = await install({ FAKE_NODE_STATUS: '7' });
		expect(status).toBe(1);
		expect(stderr).toContain('does not work here: its check ended with 7');
		expect(installs()).toEqual([]);
	});

	it('never uses a half-finished install and removes it when its process is gone', async () => {
		const root = join(cache, 'n8n-nodes-qiscus-salesiq');
		const key = (await install()).stdout.match(/host-[0-9a-f]{12}/)?.[0] ?? '';
		rmSync(root, { recursive: true });
		const dead = `${key}.installing-${await endedPid()}-0a1b2c3d`;
		const alive = `${key}.installing-${process.pid}-0a1b2c3d`;
		mkdirSync(join(root, dead, 'node_modules'), { recursive: true });
		mkdirSync(join(root, alive, 'node_modules'), { recursive: true });
		expect((await install()).status).toBe(0);
		expect(installs().sort()).toEqual([key, alive]);
	});

	it('replaces an install from which somebody deleted parts', async () => {
		const host = JSON.parse((await install()).stdout) as { n8n: string };
		rmSync(host.n8n);
		expect((await install()).status).toBe(0);
		expect(existsSync(host.n8n)).toBe(true);
		expect(installs()).toHaveLength(1);
	});

	it('lets two installs at once end with one', async () => {
		const [first, second] = await Promise.all([install(), install()]);
		expect([first.status, second.status]).toEqual([0, 0]);
		expect(first.stdout).toBe(second.stdout);
		expect(installs()).toHaveLength(1);
	});

	it("keeps the settings of a surrounding npm run out of its own npm's", async () => {
		await install({
			npm_config_ignore_scripts: 'true',
			npm_config_omit: 'optional',
			npm_lifecycle_event: 'start',
			npm_config_cache: join(folder, 'npm-cache'),
		});
		const [ci, rebuild] = npmCalls();
		expect(ci?.settings).toEqual(['npm_config_cache']);
		expect(rebuild?.settings).not.toContain('npm_config_ignore_scripts');
		expect(rebuild?.args).toEqual(expect.arrayContaining(['sqlite3', '--ignore-scripts=false']));
	});

	it('gives another lock file or machine another folder, but not other line ends', async () => {
		const keys = JSON.parse(
			await evaluate(`
				const { hostKey } = await import(base + 'cacheFolder.mjs');
				return JSON.stringify([
					hostKey(['a\\n', 'b'], 'linux-x64'), hostKey(['a\\r\\n', 'b'], 'linux-x64'),
					hostKey(['a\\n', 'c'], 'linux-x64'), hostKey(['a\\n', 'b'], 'linux-arm64'),
					hostKey(['a\\nb'], 'linux-x64'),
				]);`),
		) as string[];
		expect(keys[1]).toBe(keys[0]);
		expect(new Set(keys).size).toBe(4);
	});

	it.each([
		['linux', { XDG_CACHE_HOME: '/x' }, '/x/n8n-nodes-qiscus-salesiq'],
		['linux', { HOME: '/home/a' }, '/home/a/.cache/n8n-nodes-qiscus-salesiq'],
		['darwin', { HOME: '/Users/a' }, '/Users/a/Library/Caches/n8n-nodes-qiscus-salesiq'],
		['win32', { LOCALAPPDATA: '/l' }, '/l/n8n-nodes-qiscus-salesiq'],
	])('keeps its cache on %s with %j in %s', async (platform, variables, expected) => {
		expect(
			await evaluate(
				`const { cacheRoot } = await import(base + 'cacheFolder.mjs'); return cacheRoot(${JSON.stringify(variables)}, '${platform}');`,
			),
		).toBe(expected);
	});
});

function writeExecutable(file: string, text: string): void {
	writeFileSync(file, text);
	chmodSync(file, 0o755);
}

function readJsonLines<T>(file: string): T[] {
	return readFileSync(file, 'utf8')
		.trim()
		.split('\n')
		.map((line) => JSON.parse(line) as T);
}

/** The host is made of ES modules, which jest's CommonJS cannot load; Node.js itself can. */
async function evaluate(body: string): Promise<string> {
	const base = pathToFileURL(`${HOST}/`).href;
	const script = `const base = ${JSON.stringify(base)}; process.stdout.write(String(await (async () => { ${body} })()));`;
	const { status, stdout, stderr } = await runNode(['--input-type=module', '-e', script], {});
	if (status !== 0) throw new Error(stderr);
	return stdout;
}

async function runNode(args: string[], env: Record<string, string>): Promise<Run> {
	return await new Promise((resolve, reject) => {
		const child = spawn(process.execPath, args, { env, cwd: dirname(HOST) });
		let stdout = '';
		let stderr = '';
		child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString('utf8')));
		child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString('utf8')));
		child.once('error', reject);
		child.once('close', (status) => resolve({ status, stdout, stderr }));
	});
}

async function endedPid(): Promise<number> {
	return await new Promise((resolve) => {
		const child = spawn(process.execPath, ['-e', '0']);
		child.once('close', () => resolve(child.pid ?? 0));
	});
}
