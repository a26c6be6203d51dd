/** What the set-up started and the tear-down ends; both run in jest's own process. */
export interface Running {
	n8n: { stop(): Promise<void> };
	folder: string;
}

const holder = globalThis as { runningForE2e?: Running };

export function keepForTeardown(running: Running): void {
	holder.runningForE2e = running;
}

export function takeForTeardown(): Running | undefined {
	const running = holder.runningForE2e;
	holder.runningForE2e = undefined;
	return running;
}
