import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { PackageDirectoryLoader } from 'n8n-core';

const projectFolder = join(__dirname, '..', '..');
const MAX_PACKED_BYTES = 200_000;
const SHIPPED =
	/^(?:package\.json|index\.js|README\.md|LICENSE|dist\/(?:nodes|credentials)\/.+\.(?:js|svg|node\.json))$/;

let folder: string;
let packed: { size: number; filename: string; files: Array<{ path: string }> };
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'n8n-nodes-qiscus-salesiq-pack-'));
	const output = execFileSync('npm', ['pack', '--json', '--pack-destination', folder], {
		cwd: projectFolder,
		encoding: 'utf8',
		stdio: ['ignore', 'pipe', 'ignore'],
	});
	[packed] = JSON.parse(output);
	execFileSync('tar', ['-xzf', join(folder, packed.filename), '-C', folder]);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the published package', () => {
	it('holds what n8n needs and nothing else', () => {
		expect(packed.files.map(({ path }) => path).filter((path) => !SHIPPED.test(path))).toEqual([]);
	});

	it(`is smaller than ${MAX_PACKED_BYTES / 1000} kB`, () => {
		expect(packed.size).toBeLessThan(MAX_PACKED_BYTES);
	});

	it('has no run-time dependency and runs no script on install', () => {
		const manifest = JSON.parse(readFileSync(join(folder, 'package', 'package.json'), 'utf8'));
		expect(manifest.dependencies).toBeUndefined();
		expect(manifest.optionalDependencies).toBeUndefined();
		expect(manifest.peerDependencies).toEqual({ 'n8n-workflow': '*' });
		expect(manifest.license).toBe('MIT');
		expect(manifest.keywords).toContain('n8n-community-node-package');
		expect(Object.keys(manifest.scripts).filter((name) => /install|prepare/.test(name))).toEqual(
			[],
		);
	});

	it('is loaded by n8n with its nodes, credentials, icons and codex', async () => {
		const loader = new PackageDirectoryLoader(join(folder, 'package'));
		await loader.loadAll();
		const nodes = loader.types.nodes.sort((a, b) => a.name.localeCompare(b.name));
		expect(nodes).toMatchObject([
			{
				name: 'qiscus',
				displayName: 'Qiscus',
				iconUrl: {
					light: 'icons/n8n-nodes-qiscus-salesiq/dist/nodes/Qiscus/qiscus.svg',
					dark: 'icons/n8n-nodes-qiscus-salesiq/dist/nodes/Qiscus/qiscus.dark.svg',
				},
				codex: { categories: ['Communication', 'Sales'] },
			},
			{
				name: 'qiscusTrigger',
				displayName: 'Qiscus Trigger',
				iconUrl: {
					light: 'icons/n8n-nodes-qiscus-salesiq/dist/nodes/Qiscus/qiscus.svg',
					dark: 'icons/n8n-nodes-qiscus-salesiq/dist/nodes/Qiscus/qiscus.dark.svg',
				},
				codex: { categories: ['Communication', 'Sales'] },
			},
			{
				name: 'zohoSalesIq',
				displayName: 'Zoho SalesIQ',
				iconUrl: {
					light: 'icons/n8n-nodes-qiscus-salesiq/dist/nodes/ZohoSalesIq/zohoSalesIq.svg',
					dark: 'icons/n8n-nodes-qiscus-salesiq/dist/nodes/ZohoSalesIq/zohoSalesIq.dark.svg',
				},
				codex: { categories: ['Communication', 'Sales'] },
			},
			{
				name: 'zohoSalesIqTrigger',
				displayName: 'Zoho SalesIQ Trigger',
				iconUrl: {
					light: 'icons/n8n-nodes-qiscus-salesiq/dist/nodes/ZohoSalesIq/zohoSalesIq.svg',
					dark: 'icons/n8n-nodes-qiscus-salesiq/dist/nodes/ZohoSalesIq/zohoSalesIq.dark.svg',
				},
				codex: { categories: ['Communication', 'Sales'] },
			},
		]);
		const credentials = loader.types.credentials.sort((a, b) => a.name.localeCompare(b.name));
		expect(credentials).toMatchObject([
			{ name: 'qiscusApi', supportedNodes: ['qiscus', 'qiscusTrigger'] },
			{ name: 'zohoSalesIqOAuth2Api', supportedNodes: ['zohoSalesIq', 'zohoSalesIqTrigger'] },
		]);
	});
});
