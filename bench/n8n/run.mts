import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { packPackage } from '../../sandbox/n8n/communityPackage.ts';
import type { Host } from '../../sandbox/n8n/startN8n.ts';
import { printMachine } from './machine.mts';
import type { Section } from './types.mts';
import { bodies } from './sections/bodies.mts';
import { events } from './sections/events.mts';
import { memory } from './sections/memory.mts';
import { parts } from './sections/parts.mts';
import { profile } from './sections/profile.mts';
import { speed } from './sections/speed.mts';
import { workflows } from './sections/workflows.mts';

const SECTIONS: Readonly<Record<string, readonly Section[]>> = {
	speed: [speed],
	growth: [workflows, bodies, events, memory],
	workflows: [workflows],
	bodies: [bodies],
	events: [events],
	memory: [memory],
	parts: [parts],
	profile: [profile],
};
const SHORT = '--short';

const [hostText = '', ...args] = process.argv.slice(2);
const host: Host = JSON.parse(hostText);
const isShort = args.includes(SHORT);
const [name = 'speed'] = args.filter((arg) => arg !== SHORT);
const sections = SECTIONS[name];
if (sections === undefined) {
	const known = Object.keys(SECTIONS).join(', ');
	console.error(`There is no section "${name}". There are: ${known}; ${SHORT} only tries them.`);
	process.exit(1);
}

const folder = await mkdtemp(join(tmpdir(), 'n8n-nodes-qiscus-salesiq-bench-'));
try {
	const tarball = await packPackage(join(import.meta.dirname, '..', '..'), folder);
	await printMachine(host);
	for (const section of sections) {
		const startMs = Date.now();
		const isMet = await section({ host, tarball, folder, isShort });
		console.log(`\nThis took ${Math.round((Date.now() - startMs) / 1_000)} s.\n`);
		// What a short run measures means nothing.
		if (!isMet && !isShort) process.exitCode = 1;
	}
} finally {
	await rm(folder, { recursive: true, force: true });
}
