import { rmSync } from 'node:fs';

import { takeForTeardown } from './running';

/** Ends the n8n of the set-up. Its folder is kept on request, to read n8n's log and database. */
export default async function globalTeardown(): Promise<void> {
	const running = takeForTeardown();
	if (running === undefined) return;
	await running.n8n.stop();
	if (process.env.KEEP_E2E_FOLDER === undefined) {
		rmSync(running.folder, { recursive: true, force: true });
	} else {
		console.log(`Kept ${running.folder}`);
	}
}
