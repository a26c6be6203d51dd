import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { dirname, join } from 'node:path';

import type { Host } from '../../sandbox/n8n/startN8n.ts';

/** Says on what is measured, and when. */
export async function printMachine({ node, n8n }: Host): Promise<void> {
	const manifest = await readFile(join(dirname(n8n), '..', 'package.json'), 'utf8');
	const nodeVersion = execFileSync(node, ['--version'], { encoding: 'utf8' }).trim();
	const [cpu] = cpus();
	const gigabytes = Math.round(totalmem() / 1024 ** 3);
	console.log(
		`${new Date().toISOString().slice(0, 10)}, n8n ${JSON.parse(manifest).version} with SQLite on Node.js ${nodeVersion}, ` +
			`${cpus().length} cores (${cpu?.model.trim()}), ${gigabytes} GB`,
	);
}
