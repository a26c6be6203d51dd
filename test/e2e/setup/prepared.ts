import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { packPackage } from '../../../sandbox/n8n/communityPackage.ts';
import type { Host } from '../../../sandbox/n8n/startN8n.ts';

const projectFolder = join(__dirname, '..', '..', '..');

/** Which n8n the sandbox's installer gives; the newest is the one of most tests. */
export type Recipe = 'n8n1' | 'n8n2';

/** What every n8n of the tests is started with: the installed n8n, and the packed package in a folder of its own. */
export async function prepared(
	recipe: Recipe = 'n8n2',
): Promise<{ folder: string; host: Host; tarball: string }> {
	const folder = mkdtempSync(join(tmpdir(), 'n8n-nodes-qiscus-salesiq-e2e-'));
	const host = JSON.parse(
		execFileSync(
			process.execPath,
			[join(projectFolder, 'sandbox/host/install.mjs'), '--json', recipe],
			{ encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] },
		),
	);
	return { folder, host, tarball: await packPackage(projectFolder, folder) };
}
