/** `2019-02-04 04:49:47`, as the older objects write times. [doc] */
export function spacedTime(ms: number): string {
	return new Date(ms).toISOString().slice(0, 19).replace('T', ' ');
}

/** `2023-09-20T04:39:59Z`, as the newer objects write times. [doc] */
export function isoTime(ms: number): string {
	return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}
