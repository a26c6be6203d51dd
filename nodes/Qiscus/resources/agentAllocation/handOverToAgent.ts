import { asBoolean } from '../../../shared/json/read';
import type { JsonValue } from '../../../shared/json/types';
import { failed, isTransient, type Problem } from '../../../shared/problem';
import type { ItemOperation } from '../../../shared/resources/types';
import { type AssignAnswer, assignAgent, switchBot } from '../../service';
import { callQiscus } from '../../transport';
import { agentProperty, readAgentId } from './agentId';
import { aboutRoom, readRoomId, roomIdProperty } from './roomId';

const ASSIGN_TIMEOUT_MS = 20_000;

export const handOverToAgent: ItemOperation = {
	name: 'Hand Over to Agent',
	value: 'handOverToAgent',
	action: 'Hand over room to agent',
	description:
		'Put an agent into a room and switch its bot off, however many customers the agent has already',
	properties: [
		roomIdProperty,
		agentProperty,
		{
			displayName: 'Replace Latest Agent',
			name: 'replaceLatestAgent',
			type: 'boolean',
			default: false,
			description:
				'Whether the agent who came last leaves the room. When off, the node stops with a message where the room has an agent, and changes nothing.',
		},
	],

	/** The agent first: where Qiscus refuses, the bot stays with the customer. */
	async execute(itemIndex) {
		const roomId = readRoomId.call(this, itemIndex);
		if (!roomId.ok) return roomId;
		const agentId = readAgentId.call(this, itemIndex);
		if (!agentId.ok) return agentId;
		const replaces = this.getNodeParameter('replaceLatestAgent', itemIndex, false) as JsonValue;
		const call = callQiscus.bind(this);
		const assignment = {
			roomId: roomId.data,
			agentId: agentId.data,
			// An expression may give a text.
			replacesLatest: asBoolean(replaces) === true,
			timeoutMs: ASSIGN_TIMEOUT_MS,
		};
		const assigned = aboutRoom(await assignAgent(call, assignment), 'Room ID and Agent');
		if (!assigned.ok) return assigned;
		if (assigned.data !== 'assigned') return failed(REFUSED[assigned.data]);
		const switched = await switchBot(call, roomId.data, false);
		if (!switched.ok) return failed(botStaysOn(switched.problem));
		const json = { room: { id: roomId.data }, agent: { id: agentId.data }, isHandledByBot: false };
		return { ok: true, data: [{ json }] };
	},
};

const REFUSED: Readonly<Record<Exclude<AssignAnswer, 'assigned'>, Problem>> = {
	agentGone: {
		kind: 'notFound',
		message: 'Qiscus cannot put this agent into the room',
		advice:
			'The agent may have been deleted, or may not be available. Choose another one, such as the first of Get Available Agents.',
	},
	maxAgents: {
		kind: 'exists',
		message: 'The room already has an agent',
		advice:
			'Switch on Replace Latest Agent. If it is on, the room has several agents: take them out with Remove Agent first. If nobody is in the room, try again in a few seconds.',
	},
	resolved: {
		kind: 'invalid',
		message: 'The room is resolved, so Qiscus puts no agent into it',
		advice: 'When the customer writes again, a new session begins, which an agent can take.',
	},
	unknown: {
		kind: 'unreachable',
		message: 'Qiscus did not answer, so the agent may have the room or not',
		advice:
			'Look at the room in Qiscus before you try again. If it happens each time, check the Base URL of the credential.',
	},
};

/** Whether a call that was not answered has switched it off, nobody knows. */
function botStaysOn(problem: Problem): Problem {
	const stays = isTransient(problem) ? 'may still be' : 'is still';
	return {
		...problem,
		message: `The agent has the room, but the bot ${stays} on: ${problem.message}`,
		advice:
			'Both may answer the customer. Switch the bot of this room off in Qiscus, or run Hand Over to Agent again with Replace Latest Agent on.',
	};
}
