import { execFile } from 'node:child_process';
import { rm, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** What Debian's packages ask before they start a service. */
const POLICY = '/usr/sbin/policy-rc.d';
const NOTHING_MAY_START = '#!/bin/sh\nexit 101\n';
const OUTPUT_BYTES = 16 * 1024 ** 2;

/** Tells whether this process may install Debian's packages. */
export async function canInstallPackages(): Promise<boolean> {
	if (process.getuid?.() !== 0) return false;
	return await run('apt-get', ['--version']).then(
		() => true,
		() => false,
	);
}

/**
 * Installs Debian's packages without starting the services that they bring.
 *
 * @param packages their names
 * @returns rejects with what apt-get said when it fails
 */
export async function installPackages(packages: readonly string[]): Promise<void> {
	await withoutServices(async () => {
		const install = ['install', '-y', '--no-install-recommends', ...packages];
		// Its lists may be missing or name versions that are gone from the mirror.
		await apt(install).catch(async () => {
			await apt(['update']);
			await apt(install);
		});
	});
}

async function apt(args: readonly string[]): Promise<void> {
	await run('apt-get', ['-q', '-o', 'DPkg::Lock::Timeout=300', ...args], {
		env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
		maxBuffer: OUTPUT_BYTES,
	});
}

async function withoutServices(install: () => Promise<void>): Promise<void> {
	const isOurs = await writeFile(POLICY, NOTHING_MAY_START, { mode: 0o755, flag: 'wx' }).then(
		() => true,
		(error: NodeJS.ErrnoException) => {
			if (error.code === 'EEXIST') return false;
			throw error;
		},
	);
	try {
		await install();
	} finally {
		if (isOurs) await rm(POLICY);
	}
}
