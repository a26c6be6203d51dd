import { readFileSync } from 'node:fs';

import { type Account, N8nApi } from '../../../sandbox/n8n/api.ts';
import type { Host } from '../../../sandbox/n8n/startN8n.ts';

/** The owner of every n8n of the tests. */
export const OWNER: Account = {
	email: 'owner@example.com',
	password: 'Only-for-tests-1',
	firstName: 'Test',
	lastName: 'Owner',
};

/** How test files reach the n8n that the set-up started. */
export interface SharedN8n {
	url: string;
	logFile: string;
	host: Host;
	/** The packed package. */
	tarball: string;
}

const VARIABLE = 'E2E_N8N';

export function shareN8n(shared: SharedN8n): void {
	process.env[VARIABLE] = JSON.stringify(shared);
}

export function sharedN8n(): SharedN8n {
	const text = process.env[VARIABLE];
	if (text === undefined) throw new Error('The end-to-end tests run through "npm run test:e2e"');
	return JSON.parse(text);
}

/** What n8n has logged so far. */
export function n8nLog(): string {
	return readFileSync(sharedN8n().logFile, 'utf8');
}

/** n8n's REST API, signed in as the owner. */
export async function signedIn(): Promise<N8nApi> {
	const api = new N8nApi(sharedN8n().url);
	await api.signIn(OWNER);
	return api;
}
