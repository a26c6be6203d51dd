import { join } from 'node:path';

import { startN8n } from '../../../sandbox/n8n/startN8n.ts';
import { OWNER, shareN8n } from '../support/sharedN8n';
import { prepared } from './prepared';
import { keepForTeardown } from './running';

/**
 * n8n then prepares for an expression only where there is one: with the same outcome, most tests take
 * half as long. The tests of queue mode, and those that start an n8n of their own, run without it.
 */
const ONLY_WHEN_NEEDED = { N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true' };

/** Starts one real n8n with the packed package for all test files. */
export default async function globalSetup(): Promise<void> {
	const { folder, host, tarball } = await prepared();
	const logFile = join(folder, 'n8n.log');
	const n8n = await startN8n({
		host,
		tarball,
		logFile,
		dataFolder: join(folder, 'data'),
		env: ONLY_WHEN_NEEDED,
	});
	keepForTeardown({ n8n, folder });
	await n8n.api.signIn(OWNER);
	shareN8n({ url: n8n.url, logFile, host, tarball });
}
