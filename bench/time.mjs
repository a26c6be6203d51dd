// `npm run bench:time`: whether comparing a token or a signature tells where they differ, and how long
// the filters of both triggers hold the process up on the longest bodies that n8n takes. Fails where
// a target is missed.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

for (const name of ['comparisons', 'filters', 'webhook']) {
	const script = fileURLToPath(new URL(`./time/${name}.mjs`, import.meta.url));
	const { status } = spawnSync(process.execPath, ['--expose-gc', script], { stdio: 'inherit' });
	if (status !== 0) process.exitCode = 1;
}
