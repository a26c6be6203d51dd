import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { asText } from '../../../shared/json/read';
import type { JsonValue } from '../../../shared/json/types';
import { failed, type Result } from '../../../shared/problem';
import { locator } from '../../../shared/resources/locator';

/** Ids of agents are numbers [doc: samples]. */
const AGENT_ID = '^\\d{1,20}$';

/** The agent that an operation is about. */
export const agentProperty: INodeProperties = locator(
	{
		displayName: 'Agent',
		name: 'agent',
		one: 'an agent',
		searchListMethod: 'searchAgents',
		example: '150001',
		description: 'The agent to work with',
	},
	{ regex: AGENT_ID, errorMessage: 'An agent’s ID has digits only' },
);

/** The agent of an item; n8n checks nothing that an expression gives. */
export function readAgentId(this: IExecuteFunctions, itemIndex: number): Result<string> {
	const given = this.getNodeParameter('agent', itemIndex, '', { extractValue: true });
	const id = asText(given as JsonValue | undefined);
	if (id === undefined && (given === null || typeof given !== 'object')) return EMPTY;
	return id !== undefined && new RegExp(AGENT_ID).test(id) ? { ok: true, data: id } : UNREADABLE;
}

const EMPTY = failed({
	kind: 'invalid',
	message: 'Agent is empty',
	advice: 'Choose an agent from the list, or give an ID, such as that of Get Available Agents.',
});

const UNREADABLE = failed({
	kind: 'invalid',
	message: 'Agent is not the ID of an agent',
	advice:
		'An agent’s ID has digits only, such as 150001. Choose an agent from the list, or give the ID of an item of Get Available Agents.',
});
