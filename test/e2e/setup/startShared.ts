import { join } from 'node:path';

import { startN8n } from '../../../sandbox/n8n/startN8n.ts';
import { OWNER, shareN8n } from '../support/sharedN8n';
import { prepared, type Recipe } from './prepared';
import { keepForTeardown } from './running';

/**
 * Starts one real n8n with the packed package for all test files.
 *
 * @param recipe which n8n
 * @param env settings for it
 */
export async function startShared(
	recipe: Recipe,
	env: Readonly<Record<string, string>> = {},
): Promise<void> {
	const { folder, host, tarball } = await prepared(recipe);
	const logFile = join(folder, 'n8n.log');
	const n8n = await startN8n({ host, dataFolder: join(folder, 'data'), tarball, logFile, env });
	keepForTeardown({ n8n, folder });
	await n8n.api.signIn(OWNER);
	shareN8n({ url: n8n.url, logFile, host, tarball });
}
