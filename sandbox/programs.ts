import { accessSync, constants } from 'node:fs';
import { delimiter } from 'node:path';

/** The folders in which a shell looks for programs, from the variable `PATH`. */
export function programFolders(path: string): string[] {
	return path.split(delimiter).filter((folder) => folder !== '');
}

/** Tells whether a file is there and may be started. */
export function isProgram(file: string): boolean {
	try {
		accessSync(file, constants.X_OK);
		return true;
	} catch {
		return false;
	}
}
