// `npm run bench:webhook`: what the triggers' `webhook()` costs, one after the other, each in a
// process of its own. Fails where a target is missed.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

for (const vendor of ['salesIq', 'qiscus']) {
	const script = fileURLToPath(new URL(`./${vendor}/webhook.mjs`, import.meta.url));
	const { status } = spawnSync(process.execPath, ['--expose-gc', script], { stdio: 'inherit' });
	if (status !== 0) process.exitCode = 1;
}
