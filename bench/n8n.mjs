// `npm run bench`: the triggers in a real n8n, beside n8n's own nodes. The scripts need the Node.js of
// n8n, which runs them as they stand.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

import { ensureHost } from '../sandbox/host/ensureHost.mjs';

const host = await ensureHost();
const script = fileURLToPath(new URL('./n8n/run.mts', import.meta.url));
const own = [JSON.stringify(host), ...process.argv.slice(2)];
const args = ['--disable-warning=ExperimentalWarning', script, ...own];
process.exitCode = spawnSync(host.node, args, { stdio: 'inherit' }).status ?? 1;
