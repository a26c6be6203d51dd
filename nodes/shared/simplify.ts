import type { INodeProperties } from 'n8n-workflow';

/** Whether an item is simplified; the words are n8n's own. */
export const simplifyProperty: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};
