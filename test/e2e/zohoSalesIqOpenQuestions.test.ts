import type { N8nApi } from '../../sandbox/n8n/api.ts';
import type { Quirks } from '../../sandbox/vendors/zohoSalesIq/index.ts';
import { connect, portal, startVendor, triggerWorkflow } from './support/salesIq';
import { signedIn } from './support/sharedN8n';
import { executionsAfterAWhile } from './support/workflows';

let api: N8nApi;
beforeAll(async () => {
	api = await signedIn();
});

/** Each position of each switch; the first of each is the vendor's default. */
const POSITIONS: { [K in keyof Quirks]: ReadonlyArray<Quirks[K]> } = {
	detailsShowKey: [true, false],
	keyOnCreate: [true, false],
	signingKey: ['oldest', 'newest'],
	sharedUrl: [true, false],
	appIdsRequired: [false, true],
	sameEventTime: [true, false],
	firstPing: ['HEAD', 'GET', 'POST-empty', 'POST-object'],
	pagedLists: [false, true],
	looseTypes: ['documented', 'strings', 'numbers'],
	errorStatus: [200, 'http'],
	expiredToken: ['401', '400', '1002', '1008'],
	wrongScreenName: [1005, 1002],
	webhookIdInPayload: [true, false],
	keyFormat: ['pem', 'base64'],
	newerEvents: [true, false],
};
const cases = Object.entries(POSITIONS).flatMap(([name, positions]) =>
	positions.map((position) => ({ [name]: position }) as Partial<Quirks>),
);

describe('where the vendor’s documents are silent', () => {
	it.each(cases)('the trigger works with %j', async (quirks) => {
		const vendor = await startVendor({ quirks, retryIntervalMs: 300 });
		try {
			const credential = await connect(api, vendor);
			for (let i = 0; i < 11; i++) {
				await vendor.addWebhook({
					url: `https://crm.example.com/${i}`,
					events: ['visitor.updated'],
					secured: false,
				});
			}
			vendor.expireTokens();
			const workflow = await api.createWorkflow(
				triggerWorkflow(credential, {
					portal: portal('zylker'),
					events: ['conversation.created', 'operator.created'],
				}),
			);
			await api.activateAndWait(workflow.id);
			expect(vendor.webhooks()).toHaveLength(13);

			expect(await vendor.emit('conversation.created')).toMatchObject({
				deliveries: [{ status: 200 }],
			});
			expect(await vendor.emit('operator.created')).toMatchObject({
				deliveries: [{ status: 200 }],
			});
			await api.waitForExecutions(workflow.id, 2);
			expect(await executionsAfterAWhile(api, workflow)).toBe(2);

			// Registering once more finds what is there.
			await api.deactivate(workflow.id);
			expect(vendor.webhooks()).toHaveLength(11);
			await api.activateAndWait(workflow.id);
			expect(vendor.webhooks()).toHaveLength(13);
			await api.deleteWorkflow(workflow.id);
			expect(vendor.webhooks()).toHaveLength(11);

			const unknown = await api.createWorkflow(
				triggerWorkflow(credential, { portal: portal('nobody'), events: ['conversation.created'] }),
			);
			await expect(api.activateAndWait(unknown.id)).rejects.toThrow(/Portal/);
			await api.deleteWorkflow(unknown.id);
		} finally {
			await vendor.close();
		}
	});

	it.each([true, false])(
		'an answer that came late starts nothing twice, with sameEventTime: %j',
		async (sameEventTime) => {
			const vendor = await startVendor({ quirks: { sameEventTime } });
			try {
				const credential = await connect(api, vendor);
				const workflow = await api.createWorkflow(
					triggerWorkflow(credential, {
						portal: portal('zylker'),
						events: ['conversation.created'],
					}),
				);
				await api.activateAndWait(workflow.id);
				const { deliveries, eventText } = await vendor.emit('conversation.created');
				const [webhook] = vendor.webhooks();
				if (webhook === undefined) throw new Error('No webhook');
				for (const attempt of [2, 3, 4]) {
					const body = JSON.parse(deliveries[0]?.body ?? eventText);
					body.attempt = attempt;
					if (!sameEventTime) body.event_time = String(Date.now());
					const repeated = await vendor.send(webhook.url, JSON.stringify(body), {
						signedBy: { webhookId: webhook.id },
					});
					expect(repeated).toMatchObject({ status: 200, answerBody: '{"status":"duplicate"}' });
				}
				expect(await executionsAfterAWhile(api, workflow)).toBe(1);
				await api.deleteWorkflow(workflow.id);
			} finally {
				await vendor.close();
			}
		},
	);
});
