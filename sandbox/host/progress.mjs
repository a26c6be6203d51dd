import { statfs } from 'node:fs/promises';

const QUIET_INTERVAL_MS = 15_000;
const TTY_INTERVAL_MS = 1_000;
const GIGABYTE = 1024 ** 3;

/**
 * @typedef {object} Progress
 * @property {(text: string) => void} line tells something once
 * @property {<T>(text: string, work: () => Promise<T>) => Promise<T>} phase shows the text with the
 *   elapsed time and what was written to the disk so far until the work is done
 */

/**
 * Shows what is going on: on a terminal in one line that changes, otherwise as a line every
 * 15 seconds.
 *
 * @param {{ log?: (line: string) => void, watchedFolder: string }} options without `log` it goes
 *   to the standard error output
 * @returns {Progress}
 */
export function createProgress({ log, watchedFolder }) {
	const terminal = log === undefined && process.stderr.isTTY;
	const line = log ?? ((/** @type {string} */ text) => void process.stderr.write(`${text}\n`));
	const startedAt = Date.now();

	return {
		line,
		async phase(text, work) {
			const freeAtStart = await freeBytes(watchedFolder);
			if (!terminal) line(`${text} ...`);
			const timer = setInterval(
				async () => {
					const written = freeAtStart - (await freeBytes(watchedFolder));
					const status = `${text}: ${elapsed(startedAt)}, ${gigabytes(written)} written`;
					if (terminal) process.stderr.write(`\r\x1b[2K${status}`);
					else line(status);
				},
				terminal ? TTY_INTERVAL_MS : QUIET_INTERVAL_MS,
			);
			try {
				return await work();
			} finally {
				clearInterval(timer);
				if (terminal) process.stderr.write('\r\x1b[2K');
			}
		},
	};
}

/**
 * The disk is asked, not the folder: walking 150 000 files again and again would slow down the
 * install that is being watched.
 *
 * @param {string} folder
 * @returns {Promise<number>}
 */
async function freeBytes(folder) {
	const { bfree, bsize } = await statfs(folder);
	return bfree * bsize;
}

/**
 * @param {number} bytes
 * @returns {string}
 */
function gigabytes(bytes) {
	return `${Math.max(0, bytes / GIGABYTE).toFixed(1)} GB`;
}

/**
 * @param {number} startedAt
 * @returns {string} such as `2 min 05 s`
 */
function elapsed(startedAt) {
	const seconds = Math.round((Date.now() - startedAt) / 1000);
	if (seconds < 60) return `${seconds} s`;
	return `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, '0')} s`;
}
