import { acceptConsent } from '../consent.ts';
import type { ZohoSalesIq } from '../vendors/zohoSalesIq/index.ts';
import type { Demo } from './types.ts';

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
		workflowName: 'Demo: a visitor starts a chat',
		trigger: {
			name: 'Zoho SalesIQ Trigger',
			type: 'n8n-nodes-qiscus-salesiq.zohoSalesIqTrigger',
			parameters: {
				portal: { __rl: true, mode: 'id', value: portals[0]?.screenname ?? '' },
				events: ['conversation.created', 'conversation.rated', 'conversation.visitor.replied'],
			},
		},
	};
}
