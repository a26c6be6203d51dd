import { startShared } from './startShared';

/**
 * n8n then prepares for an expression only where there is one: with the same outcome, most tests take
 * half as long. The tests of queue mode, and those that start an n8n of their own, run without it.
 */
const ONLY_WHEN_NEEDED = { N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true' };

/** Starts one real n8n with the packed package for all test files. */
export default async function globalSetup(): Promise<void> {
	await startShared('n8n2', ONLY_WHEN_NEEDED);
}
