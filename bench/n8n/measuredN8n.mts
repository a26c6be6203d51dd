import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';

import type { Account } from '../../sandbox/n8n/api.ts';
import { type N8n, startN8n, type StartOptions } from '../../sandbox/n8n/startN8n.ts';
import type { Engine } from './engines.mts';
import { Executions } from './executions.mts';
import { Inspector } from './inspector.mts';
import type { Place } from './types.mts';

const OWNER: Account = {
	email: 'owner@example.com',
	password: 'Only-for-benchmarks-1',
	firstName: 'Bench',
	lastName: 'Owner',
};

const SETTINGS = {
	// Whoever verifies a signature in a Code node has to allow it.
	NODE_FUNCTION_ALLOW_BUILTIN: 'crypto',
	// Triggers refuse to be published where no vendor could call them.
	WEBHOOK_URL: 'https://n8n.example.com/',
};

/** n8n's main process prints it before the task runner does. */
const INSPECTOR_URL = /Debugger listening on (ws:\S+)/;

/** An n8n that is measured. */
export interface MeasuredN8n {
	/** The running one; who starts it again puts it here. */
	n8n: N8n;
	executions: Executions;
	/** With this, n8n can be started again in another way. */
	options: StartOptions;
	stop(): Promise<void>;
}

/** Starts a new n8n with the package, signed in as its owner. */
export async function startMeasured(
	{ host, tarball, folder }: Place,
	{ env }: Engine,
	own: Readonly<Record<string, string>> = {},
): Promise<MeasuredN8n> {
	const options: StartOptions = {
		host,
		tarball,
		dataFolder: await mkdtemp(join(folder, 'n8n-')),
		env: { ...SETTINGS, ...env, ...own },
	};
	const n8n = await startN8n(options);
	await signIn(n8n);
	const executions = new Executions(options.dataFolder);
	const measured: MeasuredN8n = {
		n8n,
		options,
		executions,
		stop: async () => {
			executions.close();
			await measured.n8n.stop();
		},
	};
	return measured;
}

/** Signs in after a start. */
export async function signIn({ api }: N8n): Promise<void> {
	await api.signIn(OWNER);
}

/** Set for an n8n that is looked into. */
export const INSPECTED = { NODE_OPTIONS: '--inspect=127.0.0.1:0' };

/** Looks into an n8n that was started with `INSPECTED`. */
export async function inspect(n8n: N8n): Promise<Inspector> {
	const url = INSPECTOR_URL.exec(n8n.logText())?.[1];
	if (url === undefined) throw new Error('n8n was started without an inspector');
	return await Inspector.open(url);
}
