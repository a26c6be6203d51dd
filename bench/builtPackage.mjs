// The built package inside n8n-core, for benchmarks.
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

if (globalThis.gc === undefined) throw new Error('Run it with node --expose-gc');

// n8n-core keeps its settings in a folder, and tells when it makes up a key for them.
const userFolder = mkdtempSync(join(tmpdir(), 'n8n-nodes-qiscus-salesiq-bench-'));
Object.assign(process.env, { N8N_USER_FOLDER: userFolder, N8N_ENCRYPTION_KEY: 'for nothing' });
process.on('exit', () => rmSync(userFolder, { recursive: true, force: true }));

const require = createRequire(import.meta.url);

export const { WebhookContext } = require('n8n-core');

/** A module of the built package. @param {string} path below `nodes` */
export const built = (path) => require(`../dist/nodes/${path}.js`);
