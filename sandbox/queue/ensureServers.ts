import { canInstallPackages, installPackages } from './debianPackages.ts';
import { findServers } from './findServers.ts';
import type { Servers } from './findServers.ts';

/**
 * Finds Redis and PostgreSQL; where they are missing and may be installed, they are.
 *
 * @param log gets a line when something is installed, which takes a while
 * @returns the programs; rejects with what to install when they are missing
 */
export async function ensureServers(log: (line: string) => void): Promise<Servers> {
	const present = found();
	const packages = missingPackages(present);
	if (packages.length === 0) return required(present);
	if (await canInstallPackages()) {
		log(`Installing ${packages.join(' and ')} ...`);
		await installPackages(packages);
	}
	return required(found());
}

function found(): Partial<Servers> {
	return findServers(process.env.PATH ?? '');
}

/** By Debian's names. */
function missingPackages({ redisServer, postgres }: Partial<Servers>): string[] {
	return [
		...(redisServer === undefined ? ['redis-server'] : []),
		...(postgres === undefined ? ['postgresql'] : []),
	];
}

/**
 * Insists on all programs.
 *
 * @param servers what was found
 * @returns the same; throws with what to install when something is missing
 */
export function required(servers: Partial<Servers>): Servers {
	const { redisServer, initdb, postgres } = servers;
	if (redisServer !== undefined && initdb !== undefined && postgres !== undefined) {
		return { redisServer, initdb, postgres };
	}
	const what = [
		...(redisServer === undefined ? ['Redis (redis-server)'] : []),
		...(postgres === undefined ? ['PostgreSQL (initdb, postgres)'] : []),
	].join(' and ');
	throw new Error(
		[
			`n8n's queue mode needs ${what}, which this machine lacks. Install it, then start again:`,
			`  Debian, Ubuntu: sudo apt-get install ${missingPackages(servers).join(' ')}`,
			'  macOS: brew install redis postgresql@17, and put "$(brew --prefix postgresql@17)/bin" on the PATH',
		].join('\n'),
	);
}
