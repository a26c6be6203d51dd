// `npm run bench:allocation`: one burst of customers, answered by Assign Waiting Rooms and by what one
// writes first. The vendor is the sandbox's, which the Node.js of n8n runs as it stands.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

import { ensureHost } from '../sandbox/host/ensureHost.mjs';

const { node } = await ensureHost();
const script = fileURLToPath(new URL('./allocation/compare.mts', import.meta.url));
const args = ['--disable-warning=ExperimentalWarning', script, ...process.argv.slice(2)];
process.exitCode = spawnSync(node, args, { stdio: 'inherit' }).status ?? 1;
