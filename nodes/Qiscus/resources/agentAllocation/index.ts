import type { Resource } from '../../../shared/resources/types';
import { answer } from './answer';
import { assignWaitingRooms } from './assignWaitingRooms';
import { getAvailableAgents } from './getAvailableAgents';
import { getWaitingCount } from './getWaitingCount';
import { handOverToAgent } from './handOverToAgent';
import { handOverToBot } from './handOverToBot';
import { reassignRooms } from './reassignRooms';
import { removeAgent } from './removeAgent';

export const agentAllocation: Resource = {
	name: 'Agent Allocation',
	value: 'agentAllocation',
	operations: [
		answer,
		assignWaitingRooms,
		reassignRooms,
		getAvailableAgents,
		getWaitingCount,
		handOverToAgent,
		handOverToBot,
		removeAgent,
	],
	defaultOperation: 'assignWaitingRooms',
};
