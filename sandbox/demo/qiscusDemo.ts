import type { Qiscus, SlotName } from '../vendors/qiscus/index.ts';
import type { Demo } from './types.ts';

/** What a user makes up. For this machine only, and the same at every start. */
export const WEBHOOK_TOKEN = 'SandboxWebhookToken2026';

/** The one event whose webhook is set in the vendor's dashboard only. */
const PASTED: SlotName = 'customButton';

export function qiscusDemo({ url, app, setSlot }: Qiscus): Demo {
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
		workflowName: 'Demo: a customer writes on WhatsApp',
		trigger: {
			name: 'Qiscus Trigger',
			type: 'n8n-nodes-qiscus-salesiq.qiscusTrigger',
			parameters: {
				events: [
					'agentAllocation',
					'botMessage',
					PASTED,
					'markAsResolved',
					'newSession',
					'userLogout',
				] satisfies SlotName[],
				// For Execute step, too, while the workflow is published.
				occupiedSlot: 'replace',
			},
		},
		paste: (webhookUrl) => {
			const query = new URLSearchParams({ event: PASTED, token: WEBHOOK_TOKEN });
			setSlot(PASTED, { url: `${webhookUrl}?${query}`, enabled: true });
		},
	};
}
