// Runs under the sandbox's own Node.js; `run.mjs` starts it with everything it needs to know.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { qiscusSection } from './console/qiscus/qiscusSection.ts';
import { salesIqSection } from './console/salesIq/salesIqSection.ts';
import { startConsole } from './console/startConsole.ts';
import { beginShift, CUSTOMERS_PER_AGENT, qiscusDemo, WEBHOOK_TOKEN } from './demo/qiscusDemo.ts';
import { salesIqDemo } from './demo/salesIqDemo.ts';
import { setUpDemos } from './demo/setUpDemos.ts';
import type { Account } from './n8n/api.ts';
import { packPackage } from './n8n/communityPackage.ts';
import { type Host, startN8n } from './n8n/startN8n.ts';
import type { StartSettings } from './options.mjs';
import { startQiscus } from './vendors/qiscus/index.ts';
import { startZohoSalesIq } from './vendors/zohoSalesIq/index.ts';
import { rebuildOnChange } from './watch.ts';

/** For this machine only: n8n listens on the loopback interface. */
const OWNER: Account = {
	email: 'demo@example.com',
	password: 'Sandbox-2026',
	firstName: 'Demo',
	lastName: 'Owner',
};

const settings: StartSettings & { host: Host; projectFolder: string } = JSON.parse(
	process.argv[2] ?? '{}',
);

/** What is ended on Ctrl-C, the newest first. */
const running: Array<() => Promise<void>> = [];
let isStopping = false;

async function stop(code: number): Promise<void> {
	if (isStopping) return;
	isStopping = true;
	console.log('\nStopping ...');
	for (const end of running.reverse()) await end().catch(report);
	process.exit(code);
}

function report(error: unknown): void {
	console.error(error instanceof Error ? error.message : error);
}

async function start(): Promise<void> {
	const { host, projectFolder, data, port, reset, watch } = settings;
	// Only what n8n made: the folder may be one that somebody uses for other things, too.
	const n8nFolder = join(data, '.n8n');
	if (reset) await rm(n8nFolder, { recursive: true, force: true });

	console.log('Starting the simulated vendors ...');
	const fixtures = join(projectFolder, 'test', 'fixtures');
	const salesIq = await kept('salesiq-port', settings.salesIqPort, (port) =>
		startZohoSalesIq({ fixturesFolder: join(fixtures, 'zohoSalesIq'), port }),
	);
	const qiscus = await kept('qiscus-port', settings.qiscusPort, (port) =>
		// Who resolves a chat here wants to see at once who takes the next one.
		startQiscus({ fixturesFolder: join(fixtures, 'qiscus'), port, quirks: { countLagMs: 0 } }),
	);

	beginShift(qiscus);

	console.log('Starting n8n ...');
	const packed = await mkdtemp(join(tmpdir(), 'n8n-nodes-qiscus-salesiq-'));
	running.push(() => rm(packed, { recursive: true, force: true }));
	const n8n = await startN8n({
		host,
		dataFolder: data,
		tarball: await packPackage(projectFolder, packed),
		port,
		logFile: join(data, 'n8n.log'),
		env: watch ? { N8N_DEV_RELOAD: 'true' } : {},
	});
	running.push(() => n8n.stop());
	await n8n.api.signIn(OWNER);

	console.log('Setting up the demo workflows ...');
	const demos = await setUpDemos(n8n, [qiscusDemo(qiscus), salesIqDemo(salesIq)]);

	const told = { webhookToken: WEBHOOK_TOKEN, cap: CUSTOMERS_PER_AGENT };
	const page = await kept('console-port', settings.consolePort, (port) =>
		startConsole({
			port,
			assetsFolder: join(projectFolder, 'sandbox', 'console', 'assets'),
			editor: { url: n8n.url, ...OWNER, workflows: demos },
			sections: [qiscusSection(qiscus, told), salesIqSection(salesIq)],
		}),
	);
	if (watch)
		running.push(await rebuildOnChange({ node: host.node, projectFolder, dataFolder: data }));

	console.log(`
Ready.

  n8n's editor          ${n8n.url}
    sign in as          ${OWNER.email}
    with the password   ${OWNER.password}
  The demo workflows
${demos.map(({ name, url }) => `    ${url}   ${name}`).join('\n')}
  Let customers write   ${page.url}
    or on the command line
                        curl -d event=agentAllocation ${page.url}/emit
                        curl -d event=conversation.created ${page.url}/emit
  Simulated Qiscus      ${qiscus.url}   (App ID ${qiscus.app.code}, Secret Key ${qiscus.app.secretKey}, Webhook Token ${WEBHOOK_TOKEN})
  Simulated SalesIQ     ${salesIq.url}   (client ID ${salesIq.client.id}, client secret ${salesIq.client.secret})
  n8n's log             ${join(data, 'n8n.log')}

Ctrl-C stops everything.`);
}

/** Starts a server on the port of an option, and keeps it until everything is ended. */
async function kept<Server extends { close(): Promise<void> }>(
	option: string,
	port: number,
	startOn: (port: number) => Promise<Server>,
): Promise<Server> {
	const server = await startOn(port).catch((error: unknown) => {
		const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
		if (!isTaken) throw error;
		throw new Error(
			`Port ${port} is in use by another program. Choose another one: npm start -- --${option} <number>`,
		);
	});
	running.push(() => server.close());
	return server;
}

process.on('SIGINT', () => void stop(0));
process.on('SIGTERM', () => void stop(0));
start().catch(async (error) => {
	report(error);
	await stop(1);
});
