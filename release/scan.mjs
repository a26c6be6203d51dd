// `npm run scan`: what n8n's own scan of published packages says, before anything is published. It reads
// the source and the package that npm would publish, and no comment in the code switches a rule off.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import {
	analyzePackage,
	SOURCE_FILE_PATTERNS,
} from '@n8n/scan-community-package/scanner/scanner.mjs';

import { packInto } from './packing.mjs';

/** What the scan reads of a published package. */
const PACKED_FILE_PATTERNS = ['**/*.js', 'package.json'];

const folder = mkdtempSync(join(tmpdir(), 'n8n-nodes-qiscus-salesiq-scan-'));
try {
	const source = fileURLToPath(new URL('..', import.meta.url));
	for (const [what, where, patterns] of [
		['The source', source, SOURCE_FILE_PATTERNS],
		['The package', packInto(folder), PACKED_FILE_PATTERNS],
	]) {
		const { passed, message, details } = await analyzePackage(where, patterns);
		console.log(passed ? `${what} passes n8n's scan` : `${what}: ${message}\n${details ?? ''}`);
		if (!passed) process.exitCode = 1;
	}
} finally {
	rmSync(folder, { recursive: true, force: true });
}
