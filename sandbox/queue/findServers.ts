import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import { isProgram, programFolders } from '../programs.ts';

const DEBIAN_POSTGRES = '/usr/lib/postgresql';

/** The programs that n8n's queue mode needs beside n8n. */
export interface Servers {
	redisServer: string;
	/** Both of one version. */
	initdb: string;
	postgres: string;
}

/**
 * Looks for Redis and PostgreSQL.
 *
 * @param path folders, as in `PATH`
 * @param debianPostgres where Debian keeps PostgreSQL, by version and outside of `PATH`
 * @returns what is there
 */
export function findServers(path: string, debianPostgres = DEBIAN_POSTGRES): Partial<Servers> {
	const folders = programFolders(path);
	const redisFolder = folders.find((folder) => hasPrograms(folder, ['redis-server']));
	const postgresFolder = [...folders, ...versionsIn(debianPostgres)].find((folder) =>
		hasPrograms(folder, ['initdb', 'postgres']),
	);
	return {
		...(redisFolder === undefined ? {} : { redisServer: join(redisFolder, 'redis-server') }),
		...(postgresFolder === undefined
			? {}
			: { initdb: join(postgresFolder, 'initdb'), postgres: join(postgresFolder, 'postgres') }),
	};
}

/** The folders of programs, the newest version first. */
function versionsIn(debianPostgres: string): string[] {
	try {
		return readdirSync(debianPostgres)
			.sort((a, b) => Number(b) - Number(a))
			.map((version) => join(debianPostgres, version, 'bin'));
	} catch {
		return [];
	}
}

function hasPrograms(folder: string, names: readonly string[]): boolean {
	return names.every((name) => isProgram(join(folder, name)));
}
