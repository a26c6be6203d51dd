import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { isObject } from './json.ts';

const run = promisify(execFile);

/** What n8n takes out of a package's own package.json before it installs its dependencies. */
const DROPPED_BY_N8N = ['devDependencies', 'peerDependencies', 'optionalDependencies'];

/**
 * Packs a built package the way it would be published.
 *
 * @param projectFolder the package's folder, already built
 * @param targetFolder where the tarball goes; made when it is missing
 * @returns the tarball's path
 */
export async function packPackage(projectFolder: string, targetFolder: string): Promise<string> {
	await mkdir(targetFolder, { recursive: true });
	const { stdout } = await run(
		'npm',
		['pack', '--json', '--ignore-scripts', '--pack-destination', targetFolder],
		// npm is a .cmd file on Windows, which only a shell can start.
		{ cwd: projectFolder, shell: process.platform === 'win32' },
	);
	const answer: unknown = JSON.parse(stdout);
	const packed: unknown = Array.isArray(answer) ? answer[0] : undefined;
	if (!isObject(packed) || typeof packed.filename !== 'string') {
		throw new Error(`"npm pack" in ${projectFolder} did not say which file it wrote: ${stdout}`);
	}
	return join(targetFolder, packed.filename);
}

/**
 * Puts a packed community package where n8n keeps them, as n8n leaves it after an install from
 * its editor; another version that is there is replaced.
 *
 * @param tarball the packed package
 * @param userFolder n8n's user folder, the one that holds `.n8n`
 * @returns the folder the package is in
 */
export async function installCommunityPackage(
	tarball: string,
	userFolder: string,
): Promise<string> {
	const nodesFolder = join(userFolder, '.n8n', 'nodes');
	const modulesFolder = join(nodesFolder, 'node_modules');
	await mkdir(modulesFolder, { recursive: true });

	const unpacked = await mkdtemp(join(nodesFolder, 'unpacked-'));
	try {
		await run('tar', ['-xzf', tarball, '-C', unpacked, '--strip-components=1']);
		const manifest = await readObject(join(unpacked, 'package.json'));
		const name = requiredText(manifest, 'name', tarball);
		const version = requiredText(manifest, 'version', tarball);
		for (const key of DROPPED_BY_N8N) delete manifest[key];
		await writeObject(join(unpacked, 'package.json'), manifest);

		const folder = join(modulesFolder, name);
		await rm(folder, { recursive: true, force: true });
		await mkdir(join(folder, '..'), { recursive: true });
		await rename(unpacked, folder);
		await noteInLedger(nodesFolder, name, version);
		return folder;
	} finally {
		await rm(unpacked, { recursive: true, force: true });
	}
}

/** n8n keeps a package.json beside the packages that names them and their versions. */
async function noteInLedger(nodesFolder: string, name: string, version: string): Promise<void> {
	const file = join(nodesFolder, 'package.json');
	const ledger = await readObject(file).catch(() => ({
		name: 'installed-nodes',
		private: true,
		dependencies: {},
	}));
	const dependencies = 'dependencies' in ledger ? ledger.dependencies : undefined;
	await writeObject(file, {
		...ledger,
		dependencies: { ...(isObject(dependencies) ? dependencies : {}), [name]: version },
	});
}

async function readObject(file: string): Promise<Record<string, unknown>> {
	const value: unknown = JSON.parse(await readFile(file, 'utf8'));
	if (!isObject(value)) throw new Error(`${file} holds no JSON object.`);
	return value;
}

async function writeObject(file: string, value: Record<string, unknown>): Promise<void> {
	await writeFile(file, JSON.stringify(value, null, 2));
}

function requiredText(object: Record<string, unknown>, key: string, tarball: string): string {
	const value = object[key];
	if (typeof value === 'string' && value !== '') return value;
	throw new Error(`The package.json in ${tarball} has no ${key}.`);
}
