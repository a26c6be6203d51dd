// `npm run bench:loading`: how long a fresh process takes to load all of this package's nodes and
// credentials, beside n8n's own Slack node and its credentials, in turns within one run.
// Each is timed twice: with nothing loaded before, and with n8n-workflow loaded, as it is inside of n8n.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { packInto } from '../release/packing.mjs';
import { ensureHost } from '../sandbox/host/ensureHost.mjs';
import { fixed, median } from './figures.mjs';
import { row } from './measuring.mjs';

const ROUNDS = 15;
const TARGET = 1.5;

const host = await ensureHost();
const hostModules = join(host.folder, 'node_modules');
const script = fileURLToPath(new URL('./loading/load.cjs', import.meta.url));

/** Unpacked away from this project, so that it finds n8n's n8n-workflow and not the one for development. */
function ownFilesIn(folder) {
	const root = packInto(folder);
	const { nodes, credentials } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).n8n;
	return [...nodes, ...credentials].map((path) => join(root, path));
}

function slackFiles() {
	const manifest = createRequire(host.n8n).resolve('n8n-nodes-base/package.json');
	return [
		'nodes/Slack/Slack.node.js',
		'credentials/SlackApi.credentials.js',
		'credentials/SlackOAuth2Api.credentials.js',
	].map((path) => join(dirname(manifest), 'dist', path));
}

/** @param {readonly string[]} preloaded modules that are there before the time begins */
function loadMs(files, preloaded) {
	const output = execFileSync(host.node, [script, JSON.stringify({ files, preloaded })], {
		encoding: 'utf8',
		env: { ...process.env, NODE_PATH: hostModules },
	});
	return Number(output);
}

const folder = mkdtempSync(join(tmpdir(), 'n8n-nodes-qiscus-salesiq-loading-'));
try {
	const ownFiles = ownFilesIn(folder);
	const slack = slackFiles();
	row('Medians of fresh processes', 'this package', 'Slack', 'ratio', 'at most');
	for (const [label, preloaded] of [
		['nothing loaded before', []],
		['n8n-workflow loaded before', ['n8n-workflow']],
	]) {
		const rounds = Array.from({ length: ROUNDS }, () => {
			const own = loadMs(ownFiles, preloaded);
			const theirs = loadMs(slack, preloaded);
			return { own, theirs, ratio: own / theirs };
		});
		const of = (name) => median(rounds.map((round) => round[name]));
		row(
			label,
			fixed(of('own'), ' ms'),
			fixed(of('theirs'), ' ms'),
			fixed(of('ratio')),
			fixed(TARGET),
		);
		if (of('ratio') > TARGET) process.exitCode = 1;
	}
} finally {
	rmSync(folder, { recursive: true, force: true });
}
