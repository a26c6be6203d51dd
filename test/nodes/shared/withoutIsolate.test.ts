import { QiscusTrigger } from '../../../nodes/Qiscus/QiscusTrigger.node';
import { ZohoSalesIqTrigger } from '../../../nodes/ZohoSalesIq/ZohoSalesIqTrigger.node';

// n8n takes a V8 isolate for each delivery to a node of version 1, and for each expression in
// `webhooks`: that costs several times as much as all the rest (docs/performance.md).
describe.each([new QiscusTrigger(), new ZohoSalesIqTrigger()])(
	'$description.displayName needs no isolate for a delivery:',
	({ description: { version, webhooks = [] } }) => {
		it('it is above version 1', () => {
			expect(Math.min(...[version].flat())).toBeGreaterThan(1);
		});

		it('nothing that describes its webhooks is an expression', () => {
			expect(webhooks.map(({ name }) => name)).toContain('default');
			expect(JSON.stringify(webhooks)).not.toContain('=');
		});
	},
);
