import { readFileSync } from 'node:fs';

import { type Account, N8nApi } from '../../../sandbox/n8n/api.ts';
import { N8nRestError } from '../../../sandbox/n8n/restSession.ts';
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
	/** In queue mode, the own address of each process that takes webhooks. */
	webhookUrls?: readonly string[];
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

const SIGN_IN_PAUSE_MS = 10_000;
const SIGN_IN_TRIES = 8;

/** n8n's REST API, signed in as the owner. n8n lets an account sign in a few times a minute only. */
export async function signedIn(): Promise<N8nApi> {
	const api = new N8nApi(sharedN8n().url);
	for (let tries = 1; ; tries++) {
		try {
			await api.signIn(OWNER);
			return api;
		} catch (error) {
			const isTooSoon = error instanceof N8nRestError && error.status === 429;
			if (!isTooSoon || tries === SIGN_IN_TRIES) throw error;
			await new Promise((resolve) => setTimeout(resolve, SIGN_IN_PAUSE_MS));
		}
	}
}
