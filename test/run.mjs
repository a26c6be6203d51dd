// `npm test`: everything, on a machine that may have nothing but Node.js and npm.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { ensureHost } from '../sandbox/host/ensureHost.mjs';
import { installProject, projectFolder, run, runNpm } from '../sandbox/project.mjs';

const reports = await mkdtemp(join(tmpdir(), 'n8n-nodes-qiscus-salesiq-test-'));
const jest = join(projectFolder, 'node_modules', 'jest', 'bin', 'jest.js');

/** @param {string} name a script of package.json that succeeds or fails as one */
const check = (name) => async () => {
	const code = await runNpm('run', '--silent', name);
	const [passed, failed] = code === 0 ? [1, 0] : [0, 1];
	return { passed, failed, leftOut: [] };
};

/** @param {string[]} args of jest */
const suite =
	(...args) =>
	async () => {
		const report = join(reports, 'jest.json');
		await rm(report, { force: true });
		const code = await run(process.execPath, [jest, ...args, '--json', `--outputFile=${report}`]);
		const result = JSON.parse(await readFile(report, 'utf8').catch(() => '{}'));
		const passed = Number(result.numPassedTests ?? 0);
		const failed =
			Number(result.numFailedTests ?? 0) + Number(result.numRuntimeErrorTestSuites ?? 0);
		return {
			passed,
			// A run that died, or that found no test, has failed even where no test did.
			failed: code === 0 && passed > 0 ? failed : Math.max(1, failed),
			leftOut: leftOutOf(result),
		};
	};

/**
 * @param {any} result jest's
 * @returns {string[]} the groups of tests that were skipped; their names say why
 */
function leftOutOf({ testResults = [] }) {
	const tests = testResults.flatMap(({ assertionResults }) => assertionResults);
	const skipped = tests.filter(({ status }) => status === 'pending');
	return [...new Set(skipped.map(({ ancestorTitles: [group], title }) => group ?? title))];
}

/**
 * Each n8n, installed beside the first steps: they need none, and it is mostly a download.
 *
 * @type {Record<string, Promise<unknown>>}
 */
const hosts = {};

function installHosts() {
	console.log('Where n8n is not installed yet, it is installed beside the first steps.');
	const log = () => undefined;
	hosts.n8n2 = ensureHost({ log });
	// One after the other, and the second one even where the first one cannot be had.
	hosts.n8n1 = hosts.n8n2
		.catch(() => undefined)
		.then(async () => await ensureHost({ recipe: 'n8n1', log }));
	for (const host of Object.values(hosts)) {
		host.catch((error) => console.error(error instanceof Error ? error.message : error));
	}
}

/**
 * @param {string} recipe which n8n the step needs; where it could not be installed, the step has failed
 * @param {string[]} args of jest
 */
const suiteOn =
	(recipe, ...args) =>
	async () => {
		const isThere = await hosts[recipe]?.then(
			() => true,
			() => false,
		);
		if (!isThere) return { passed: 0, failed: 1, leftOut: [] };
		return await suite('--runInBand', ...args)();
	};

/** Of the tests on n8n 1 the ones that are quick; `npm run test:n8n1` has all. */
const N8N_1_TESTS = ['test/e2e/majors', 'Events.test', 'Trigger.test'];

const steps = [
	['Format', check('format:check')],
	['Lint', check('lint')],
	['Types', check('typecheck')],
	['Build, scan', check('scan')],
	['Unit tests', suite('test/nodes', 'test/sandbox')],
	['Package', suite('test/package')],
	['End-to-end tests', suiteOn('n8n2', '--config', 'test/e2e/jest.config.js')],
	['Queue mode', suiteOn('n8n2', '--config', 'test/queue/jest.config.js')],
	['n8n 1', suiteOn('n8n1', '--config', 'test/n8n1/jest.config.js', ...N8N_1_TESTS)],
];

let passed = 0;
let failed = 0;
const summary = [];
try {
	await installProject();
	installHosts();
	for (const [name, step] of steps) {
		console.log(`\n== ${name}`);
		const startMs = Date.now();
		const result = await step();
		passed += result.passed;
		failed += result.failed;
		const seconds = Math.round((Date.now() - startMs) / 1000);
		summary.push(`${name}: ${result.passed} passed, ${result.failed} failed (${seconds} s)`);
		summary.push(...result.leftOut.map((group) => `  left out: ${group}`));
	}
} catch (error) {
	failed++;
	console.error(error instanceof Error ? error.message : error);
} finally {
	await rm(reports, { recursive: true, force: true });
}
console.log(`\n${summary.join('\n')}\n`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
