/** A webhook that was called, or was to be. */
export interface Told {
	event: string | null;
	status: number | null;
	error?: string;
}

/** Says which webhooks were called, and what they answered. */
export function told(calls: readonly Told[]): string {
	const counts = new Map<string, number>();
	for (const { event, status, error } of calls) {
		const words = `${event} (${status ?? error})`;
		counts.set(words, (counts.get(words) ?? 0) + 1);
	}
	if (counts.size === 0) return 'No webhook was told.';
	const words = [...counts].map(([what, count]) => (count === 1 ? what : `${count} × ${what}`));
	return `Told: ${words.join(', ')}.`;
}
