import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { waitFor } from '../../sandbox/n8n/waiting.ts';

const PATIENCE_MS = 120_000;

/** How many executions a workflow has, and since when. */
export interface Finished {
	count: number;
	/** When the last one ended, in milliseconds since 1970; 0 where there is none. */
	lastMs: number;
}

/**
 * Counts executions in n8n's own database: n8n's REST API lists them in pages of 100, and would slow
 * down what is measured.
 */
export class Executions {
	private readonly database: DatabaseSync;

	/** @param dataFolder n8n's user folder */
	constructor(dataFolder: string) {
		const file = join(dataFolder, '.n8n', 'database.sqlite');
		this.database = new DatabaseSync(file, { readOnly: true });
	}

	/** How many have ended with success. */
	finished(workflowId: string): Finished {
		const row = this.database
			.prepare(
				"SELECT COUNT(*) AS count, MAX(stoppedAt) AS last FROM execution_entity WHERE workflowId = ? AND status = 'success'",
			)
			.get(workflowId) as { count: number; last: string | null };
		// As in "2026-11-30 09:15:00.123", in UTC.
		const lastMs = row.last === null ? 0 : Date.parse(`${row.last.replace(' ', 'T')}Z`);
		return { count: row.count, lastMs };
	}

	/** Waits until so many have ended with success. @returns as they are then */
	async waitFor(workflowId: string, count: number): Promise<Finished> {
		return await waitFor(
			async () => {
				const finished = this.finished(workflowId);
				return finished.count >= count ? finished : undefined;
			},
			PATIENCE_MS,
			() =>
				new Error(
					`Workflow ${workflowId} has ${this.finished(workflowId).count} finished executions, and should have ${count}`,
				),
		);
	}

	close(): void {
		this.database.close();
	}
}
