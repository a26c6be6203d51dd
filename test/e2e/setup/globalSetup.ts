import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { packPackage } from '../../../sandbox/n8n/communityPackage.ts';
import { startN8n } from '../../../sandbox/n8n/startN8n.ts';
import { OWNER, type SharedN8n, shareN8n } from '../support/sharedN8n';
import { keepForTeardown } from './running';

const projectFolder = join(__dirname, '..', '..', '..');

/** Starts one real n8n with the packed package for all test files. */
export default async function globalSetup(): Promise<void> {
	const folder = mkdtempSync(join(tmpdir(), 'n8n-nodes-qiscus-salesiq-e2e-'));
	const host = JSON.parse(
		execFileSync(process.execPath, [join(projectFolder, 'sandbox/host/install.mjs'), '--json'], {
			encoding: 'utf8',
			stdio: ['ignore', 'pipe', 'inherit'],
		}),
	);
	const tarball = await packPackage(projectFolder, folder);
	const logFile = join(folder, 'n8n.log');
	const dataFolder = join(folder, 'data');
	const n8n = await startN8n({ host, dataFolder, tarball, logFile });
	keepForTeardown({ n8n, folder });
	await n8n.api.signIn(OWNER);
	const shared: SharedN8n = { url: n8n.url, logFile, host, tarball };
	shareN8n(shared);
}
