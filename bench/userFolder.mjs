// n8n-core keeps its settings in a folder, and tells when it makes up a key for them.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const userFolder = mkdtempSync(join(tmpdir(), 'n8n-nodes-qiscus-salesiq-bench-'));
Object.assign(process.env, { N8N_USER_FOLDER: userFolder, N8N_ENCRYPTION_KEY: 'for nothing' });
process.on('exit', () => rmSync(userFolder, { recursive: true, force: true }));
