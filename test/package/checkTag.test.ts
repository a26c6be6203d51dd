import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const SCRIPT = join(__dirname, '..', '..', 'release', 'checkTag.mjs');

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'n8n-nodes-qiscus-salesiq-tag-'));
	writeFileSync(join(folder, 'package.json'), '{ "version": "1.2.3" }');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const check = (tag: string, changelog: string): [number | null, string] => {
	writeFileSync(join(folder, 'CHANGELOG.md'), changelog);
	const { status, stderr } = spawnSync(process.execPath, [SCRIPT, tag], {
		cwd: folder,
		encoding: 'utf8',
	});
	return [status, stderr];
};

const TOLD = '# Changelog\n\n## [Unreleased]\n\n## [1.2.3] - 2026-11-30\n\n### Added\n';

it('lets a tag be published that names the version, where the changelog tells of it', () => {
	expect(check('v1.2.3', TOLD)).toEqual([0, '']);
});

it.each(['v1.2.4', '1.2.3', 'v1.2.3-beta', ''])('stops at the tag "%s"', (tag) => {
	expect(check(tag, TOLD)).toEqual([1, expect.stringContaining('its tag is v1.2.3')]);
});

it.each([
	'# Changelog\n\n## [Unreleased]\n',
	'# Changelog\n\n## [1.2.3]\n',
	'# Changelog\n\n## [1.2.3] - soon\n',
	'# Changelog\n\n## [11.2.3] - 2026-11-30\n',
])('stops where the changelog does not tell of it: %j', (changelog) => {
	expect(check('v1.2.3', changelog)).toEqual([1, expect.stringContaining('CHANGELOG.md')]);
});
