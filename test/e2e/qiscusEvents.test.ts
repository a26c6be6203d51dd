import type { N8nApi, Workflow } from '../../sandbox/n8n/api.ts';
import { itemsOf } from '../../sandbox/n8n/executions.ts';
import type { Qiscus, SlotName } from '../../sandbox/vendors/qiscus/index.ts';
import {
	createCredential,
	EVENTS,
	leaks,
	pastedUrl,
	startVendor,
	TRIGGER,
	triggerWorkflow,
	WEBHOOK_TOKEN,
} from './support/qiscus';
import {
	fixtureNames,
	freshValues,
	type Json,
	readFixture,
	readJson,
	restored,
	withoutSecrets,
} from './support/qiscusFixtures';
import { sharedN8n, signedIn } from './support/sharedN8n';

let api: N8nApi;
let vendor: Qiscus;
let credential: { id: string; name: string };
const made: Workflow[] = [];

beforeAll(async () => {
	api = await signedIn();
	vendor = await startVendor();
	credential = await createCredential(api, vendor, { webhookToken: WEBHOOK_TOKEN });
});
afterAll(async () => {
	expect(await leaks(api, vendor, made)).toEqual([]);
	for (const { id } of made) await api.deleteWorkflow(id);
	await vendor.close();
});

it('covers every event', () => {
	expect([...new Set(fixtureNames.map((name) => name.split('.')[0]))].sort()).toEqual(EVENTS);
});

/** Publishes a workflow on all events; Qiscus has one URL for each, so there is one at a time. */
async function publish(simplify: boolean): Promise<Workflow> {
	const workflow = await api.createWorkflow(
		triggerWorkflow(credential, { events: EVENTS, simplify }),
	);
	made.push(workflow);
	await api.activateAndWait(workflow.id);
	// What somebody pastes into the dashboard.
	const url = pastedUrl(sharedN8n().url, workflow, 'customButton');
	vendor.setSlot('customButton', { url, enabled: true });
	return workflow;
}

describe.each([
	['simplified', true],
	['raw', false],
])('%s', (_how, simplify) => {
	let workflow: Workflow;
	let received = 0;
	beforeAll(async () => {
		workflow = await publish(simplify);
	});
	afterAll(async () => {
		await api.deactivate(workflow.id);
	});

	it.each(fixtureNames)('%s comes out as documented', async (name) => {
		const [event = '', variant] = name.split('.');
		const { text, delivery } = await vendor.emit(
			event as SlotName,
			variant === undefined ? {} : { variant },
		);
		expect(delivery).toMatchObject({ status: 200, answerBody: '{"status":"accepted"}' });
		expect(new URL(delivery?.url ?? '').searchParams.get('event')).toBe(event);

		received += 1;
		const executions = await api.waitForExecutions(workflow.id, received);
		const last = executions.at(-1);
		const items = last === undefined ? [] : itemsOf(last, TRIGGER);
		expect(items).toHaveLength(1);
		const item = items[0]?.json as Json;
		expect(JSON.stringify(item)).not.toContain(vendor.marker);

		const fixture = readFixture('events', name);
		const fresh = freshValues(fixture, readJson(text), vendor.app.code);
		if (simplify) {
			const expected = readFixture('expected', name);
			// Where nothing but a planted secret was in them.
			const { extras = {}, ...others } = withoutSecrets(item) as Record<string, Json>;
			const cleaned = JSON.stringify(extras) === '{}' ? others : { ...others, extras };
			expect(restored(cleaned, expected, fresh)).toEqual({
				...(expected as object),
				event,
				eventId: expect.stringMatching(/^[0-9a-f]{32}$/),
				receivedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
			});
		} else {
			const expected = withoutSecrets(fixture);
			expect(restored(withoutSecrets(item), expected, fresh)).toEqual(expected);
		}
	});
});
