import { DataDeduplicationService } from 'n8n-core';
import type { IDataDeduplicator } from 'n8n-workflow';

/** The rows of n8n's table of processed data, by workflow and node. */
const rows = new Map<string, string[]>();
let isThere = false;

/**
 * What n8n keeps for its deduplication helpers, in memory, with the steps of n8n's own: a row is
 * read first, and written whole later; only making one is a single step (n8n-host, 4.e).
 */
export async function withSharedMemory(): Promise<void> {
	rows.clear();
	if (isThere) return;
	isThere = true;
	await DataDeduplicationService.init(deduplicator);
}

const later = async () => await new Promise((resolve) => setTimeout(resolve, 1));

const deduplicator: IDataDeduplicator = {
	async checkProcessedAndRecord(items, _scope, { workflow, node }) {
		const key = `${workflow.id} ${node?.id}`;
		const row = rows.get(key);
		const before = [...(row ?? [])];
		await later();
		const added = items.map(String).filter((item) => !before.includes(item));
		if (row === undefined && rows.has(key)) throw new Error('duplicate key');
		// An update of a row that has gone changes nothing.
		if (row === undefined || rows.has(key)) rows.set(key, [...before, ...added]);
		await later();
		const processed = items.map(String).filter((item) => before.includes(item));
		return { new: added, processed };
	},
	async removeProcessed(items, _scope, { workflow, node }) {
		const key = `${workflow.id} ${node?.id}`;
		const before = rows.get(key);
		await later();
		if (before === undefined || !rows.has(key)) return;
		rows.set(
			key,
			before.filter((item) => !items.map(String).includes(item)),
		);
	},
	async clearAllProcessedItems(_scope, { workflow, node }) {
		await later();
		rows.delete(`${workflow.id} ${node?.id}`);
	},
	async getProcessedDataCount(_scope, { workflow, node }) {
		await later();
		return rows.get(`${workflow.id} ${node?.id}`)?.length ?? 0;
	},
};
