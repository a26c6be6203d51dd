import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { HostError } from './hostError.mjs';

const sandbox = dirname(dirname(fileURLToPath(import.meta.url)));

/** What decides what is installed; each recipe has them all. */
export const RECIPE_FILES = ['package.json', 'package-lock.json', '.npmrc'];

const FOLDERS = {
	/** The n8n of `npm start` and of the end-to-end tests. */
	n8n2: sandbox,
	/** The last n8n 1.x, on which the triggers are tested too. */
	n8n1: join(sandbox, 'n8n1'),
};

/** @typedef {keyof typeof FOLDERS} Recipe which n8n is installed, by its major version */

/**
 * Says where the files of a recipe are.
 *
 * @param {Recipe} recipe
 * @returns {string}
 */
export function recipeFolder(recipe) {
	return FOLDERS[recipe];
}

/**
 * Reads the name of a recipe out of the arguments of a command; without one it is the current n8n.
 *
 * @param {readonly string[]} args such as `['--json', 'n8n1']`
 * @returns {Recipe} throws a HostError where it names none that there is
 */
export function recipeIn(args) {
	const name = args.find((arg) => !arg.startsWith('-')) ?? 'n8n2';
	if (Object.hasOwn(FOLDERS, name)) return /** @type {Recipe} */ (name);
	const known = Object.keys(FOLDERS).join(' and ');
	throw new HostError(`There is no "${name}" to install; there are ${known}.`);
}
