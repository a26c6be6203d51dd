import { startShared } from '../../e2e/setup/startShared';

/** Starts the last n8n 1.x with the packed package for all test files. */
export default async function globalSetup(): Promise<void> {
	await startShared('n8n1');
}
