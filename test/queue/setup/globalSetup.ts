import { chmod } from 'node:fs/promises';
import { join } from 'node:path';

import { startQueue } from '../../../sandbox/queue/startQueue.ts';
import { prepared } from '../../e2e/setup/prepared';
import { keepForTeardown } from '../../e2e/setup/running';
import { OWNER, shareN8n } from '../../e2e/support/sharedN8n';

const WORKERS = 3;
const WEBHOOK_PROCESSORS = 2;

/** Starts one n8n in queue mode with the packed package for all test files. */
export default async function globalSetup(): Promise<void> {
	const { folder, host, tarball } = await prepared();
	// PostgreSQL runs as a user of its own where the tests run as root.
	await chmod(folder, 0o711);
	const logFile = join(folder, 'n8n.log');
	const n8n = await startQueue({
		host,
		tarball,
		logFile,
		dataFolder: join(folder, 'data'),
		workers: WORKERS,
		webhookProcessors: WEBHOOK_PROCESSORS,
	});
	keepForTeardown({ n8n, folder });
	await n8n.api.signIn(OWNER);
	const webhookUrls = n8n.webhookProcessors.map(({ url }) => url);
	shareN8n({ url: n8n.url, webhookUrls, logFile, host, tarball });
}
