/**
 * Something a user can mend; its message says what happened and what to do, and is shown without
 * a stack.
 */
export class HostError extends Error {
	/**
	 * @param {string} happened one line
	 * @param {string[]} [details] further lines, shown indented as they are
	 */
	constructor(happened, details = []) {
		super([happened, ...details].join('\n'));
		this.name = 'HostError';
	}
}
