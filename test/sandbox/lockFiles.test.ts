import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Package {
	resolved?: string;
	optionalDependencies?: Record<string, string>;
}

const SANDBOX = join(__dirname, '..', '..', 'sandbox');

describe.each([
	['n8n2', SANDBOX],
	['n8n1', join(SANDBOX, 'n8n1')],
])('the lock file of %s', (_recipe, folder) => {
	const file = readFileSync(join(folder, 'package-lock.json'), 'utf8');
	const { packages } = JSON.parse(file) as { packages: Record<string, Package> };

	it('names no server that packages were fetched from', () => {
		expect(Object.values(packages).filter(({ resolved }) => resolved !== undefined)).toEqual([]);
	});

	it('has the optional packages of every platform', () => {
		const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
			Object.keys(optionalDependencies)
				.filter(
					(name) => !foldersAbove(path).some((above) => `${above}node_modules/${name}` in packages),
				)
				.map((name) => `${path} wants ${name}`),
		);
		expect(missing).toEqual([]);
	});
});

/** Where Node.js looks for what a package requires: beside it, and in each folder that it lies in. */
function foldersAbove(path: string): string[] {
	const parts = path.split('/node_modules/');
	return ['', ...parts.map((_, at) => `${parts.slice(0, at + 1).join('/node_modules/')}/`)];
}
