import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const projectFolder = join(__dirname, '..', '..');
/** All that the build and the package are made of. */
const SOURCES = [
	'credentials',
	'gulpfile.js',
	'index.js',
	'LICENSE',
	'nodes',
	'package.json',
	'README.md',
	'tsconfig.json',
];

let folder: string;
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'n8n-nodes-qiscus-salesiq-twice-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function npm(cwd: string, ...args: string[]): string {
	return execFileSync('npm', args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
}

/** The digest of the tarball that npm would publish. */
function integrityOf(cwd: string): string {
	const [{ integrity }] = JSON.parse(npm(cwd, 'pack', '--json', '--dry-run'));
	return integrity;
}

it('is the same package, byte for byte, when it is built once more somewhere else', () => {
	for (const name of SOURCES) {
		cpSync(join(projectFolder, name), join(folder, name), { recursive: true });
	}
	symlinkSync(join(projectFolder, 'node_modules'), join(folder, 'node_modules'), 'dir');
	npm(folder, 'run', '--silent', 'build');
	expect(integrityOf(folder)).toBe(integrityOf(projectFolder));
}, 180_000);
