// The built package inside n8n-core, for benchmarks.
import './userFolder.mjs';

import { createRequire } from 'node:module';

if (globalThis.gc === undefined) throw new Error('Run it with node --expose-gc');

const require = createRequire(import.meta.url);

export const { WebhookContext } = require('n8n-core');

/** A module of the built package. @param {string} path below `nodes` */
export const built = (path) => require(`../dist/nodes/${path}.js`);
