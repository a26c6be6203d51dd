import { acceptConsent } from '../consent.ts';
import { EVENTS, type ZohoSalesIq } from '../vendors/zohoSalesIq/index.ts';
import { nextStep, note, PACKAGE, to } from './nodes.ts';
import type { Demo, DemoWorkflow } from './types.ts';

export function salesIqDemo({ url, client, portals }: ZohoSalesIq): Demo {
	return {
		credential: {
			name: 'Zoho SalesIQ (sandbox)',
			type: 'zohoSalesIqOAuth2Api',
			data: {
				dataCenter: 'custom',
				accountsUrl: url,
				salesIqUrl: url,
				clientId: client.id,
				clientSecret: client.secret,
			},
		},
		connect: async (api, credentialId) => await api.connectOAuth2(credentialId, acceptConsent),
		workflows: [conversations(portals[0]?.screenname ?? '')],
	};
}

function conversations(portal: string): DemoWorkflow {
	const trigger = 'Zoho SalesIQ Trigger';
	const next = 'Your Next Step';
	return {
		name: 'Demo: a visitor starts a chat',
		nodes: [
			note(
				'## A visitor starts a chat\n\nOpen the executions to see what a conversation, a reply and a rating look like. Build on at **Your Next Step**. Events older than an hour are ignored.',
			),
			{
				name: trigger,
				type: `${PACKAGE}.zohoSalesIqTrigger`,
				typeVersion: 2,
				position: [0, 0],
				parameters: {
					portal: { __rl: true, mode: 'id', value: portal },
					events: [...EVENTS.data],
					options: { maximumAge: 60 },
				},
			},
			nextStep(next, [256, 0]),
		],
		connections: { [trigger]: to(next) },
	};
}
