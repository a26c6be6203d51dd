import type { IExecuteFunctions } from 'n8n-workflow';

import type { SharedSet } from './lease';

const OPTIONS = { mode: 'entries' } as const;

/** The set that n8n keeps for a node in its database, as Remove Duplicates uses it (n8n-host, 4.e). */
export function sharedSetOf(this: IExecuteFunctions): SharedSet {
	const { helpers } = this;
	return {
		size: async () => await helpers.getProcessedDataCount('node', OPTIONS),
		add: async (texts) => {
			const { new: added } = await helpers.checkProcessedAndRecord([...texts], 'node', OPTIONS);
			return added.map(String);
		},
		remove: async (texts) => {
			await helpers.removeProcessed([...texts], 'node', OPTIONS);
		},
		clear: async () => {
			await helpers.clearAllProcessedItems('node', OPTIONS);
		},
	};
}
