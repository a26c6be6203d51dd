import { failed } from '../../../shared/problem';
import { repeating } from '../../../shared/resources/repeating';
import type { ItemOperation } from '../../../shared/resources/types';
import { readAgentById } from '../../lists';
import { callQiscus } from '../../transport';
import { agentProperty, readAgentId } from '../agentAllocation/agentId';
import { shownAgent } from '../agentAllocation/shownAgent';

/** GET `/api/v2/admin/agent/{id}`, App-Id with Secret-Key [code of the vendor's]. */
export const get: ItemOperation = {
	name: 'Get',
	value: 'get',
	action: 'Get agent',
	description: 'Get an agent: their divisions and channels, whether they are online, and how busy',
	properties: [agentProperty],

	async execute(itemIndex) {
		const agentId = readAgentId.call(this, itemIndex);
		if (!agentId.ok) return agentId;
		const agent = await readAgentById(repeating(callQiscus.bind(this)), agentId.data);
		if (!agent.ok) return agent;
		if (agent.data === undefined) return NO_AGENT;
		return { ok: true, data: [{ json: shownAgent(agent.data) }] };
	},
};

const NO_AGENT = failed({
	kind: 'notFound',
	message: 'Qiscus has no agent of this ID',
	advice: 'Choose the agent from the list. They may have been deleted, or be of another app.',
});
