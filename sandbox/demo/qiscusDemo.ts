import type { Qiscus, SlotName } from '../vendors/qiscus/index.ts';
import { nextStep, note, PACKAGE, to } from './nodes.ts';
import type { Demo, DemoWorkflow } from './types.ts';

/** What a user makes up. For this machine only, and the same at every start. */
export const WEBHOOK_TOKEN = 'SandboxWebhookToken2026';

/** So that a team of two has no place left after a few clicks. */
export const CUSTOMERS_PER_AGENT = 2;
const ON_DUTY = 2;

/** The one event whose webhook is set in the vendor's dashboard only. */
const PASTED: SlotName = 'customButton';

/** Two workflows with different events, because Qiscus has one URL for each. */
export function qiscusDemo(qiscus: Qiscus): Demo {
	const { url, app } = qiscus;
	return {
		credential: {
			name: 'Qiscus (sandbox)',
			type: 'qiscusApi',
			data: {
				appId: app.code,
				secretKey: app.secretKey,
				baseUrl: url,
				sdkBaseUrl: url,
				webhookToken: WEBHOOK_TOKEN,
			},
		},
		workflows: [allocation(), messages(qiscus)],
	};
}

/** Lets a small team serve: the first agents are logged in, all others are not. */
export function beginShift({ agents, setAgent }: Pick<Qiscus, 'agents' | 'setAgent'>): void {
	const serving = agents.filter(({ type }) => type === 2);
	for (const [index, { id }] of serving.entries()) setAgent(id, { isAvailable: index < ON_DUTY });
}

function allocation(): DemoWorkflow {
	const trigger = 'Qiscus Trigger';
	const clock = 'Every 10 Seconds';
	const assign = 'Assign Waiting Rooms';
	return {
		name: 'Demo: an agent takes the chat',
		nodes: [
			note(
				'## An agent takes the chat\n\nA customer who writes is given to the agent who has the fewest customers. Nobody gets more than **Customers per Agent**; whoever is too many waits until an agent is free. Let customers write on the page that `npm start` printed.',
			),
			{
				name: trigger,
				type: `${PACKAGE}.qiscusTrigger`,
				typeVersion: 2,
				position: [0, 0],
				parameters: triggerOn('agentAllocation', 'markAsResolved', 'userLogout'),
			},
			{
				name: clock,
				type: 'n8n-nodes-base.scheduleTrigger',
				typeVersion: 1.2,
				position: [0, 192],
				parameters: { rule: { interval: [{ field: 'seconds', secondsInterval: 10 }] } },
			},
			{
				name: assign,
				type: `${PACKAGE}.qiscus`,
				typeVersion: 1,
				position: [256, 96],
				parameters: {
					resource: 'agentAllocation',
					operation: 'assignWaitingRooms',
					cap: CUSTOMERS_PER_AGENT,
				},
			},
			nextStep('Taken', [512, 0]),
			nextStep('Goes On Waiting', [512, 192]),
		],
		connections: {
			[trigger]: to(assign),
			[clock]: to(assign),
			[assign]: to('Taken', 'Goes On Waiting'),
		},
	};
}

function messages({ setSlot }: Qiscus): DemoWorkflow {
	const trigger = 'Qiscus Trigger';
	const next = 'Your Next Step';
	return {
		name: 'Demo: a customer writes on WhatsApp',
		nodes: [
			note(
				'## A customer writes\n\nOpen the executions to see what a message, a new session and a click on the custom button look like. Build on at **Your Next Step**. An event of a room that Qiscus does not know is refused.',
			),
			{
				name: trigger,
				type: `${PACKAGE}.qiscusTrigger`,
				typeVersion: 2,
				position: [0, 0],
				parameters: {
					...triggerOn('botMessage', PASTED, 'newSession'),
					options: { confirmRooms: true },
				},
			},
			nextStep(next, [256, 0]),
		],
		connections: { [trigger]: to(next) },
		paste: (webhookUrl) => {
			const query = new URLSearchParams({ event: PASTED, token: WEBHOOK_TOKEN });
			setSlot(PASTED, { url: `${webhookUrl}?${query}`, enabled: true });
		},
	};
}

function triggerOn(...events: SlotName[]) {
	// For Execute step while the workflow is published: it takes the URLs for as long as it listens.
	return { events, occupiedSlot: 'replace' };
}
