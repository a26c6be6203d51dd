import type { N8nApi } from '../../sandbox/n8n/api.ts';
import type { Quirks, SlotName } from '../../sandbox/vendors/qiscus/index.ts';
import { createCredential, leaks, startVendor, triggerWorkflow } from './support/qiscus';
import { signedIn } from './support/sharedN8n';
import { executionsAfterAWhile } from './support/workflows';

let api: N8nApi;
beforeAll(async () => {
	api = await signedIn();
});

/** Each position of each switch that the trigger meets; the first of each is the vendor's default. */
const POSITIONS = {
	secretKeySuffices: [true, false],
	allocationEndpoint: [true],
	configsShowLogout: [true, false],
	disablingKeepsUrl: [true, false],
	unsetUrl: ['null', 'empty', 'missing'],
	formBodies: ['any', 'multipart', 'urlencoded'],
	allocationRepeats: ['everyMessage', 'once', 'twice'],
	payloads: ['newer', 'older'],
	agentsShape: ['data.agents', 'data'],
	agentsMeta: ['beside', 'inside'],
	errorShape: ['text', 'nested'],
	bodylessRoom404: [true, false],
} satisfies { [K in keyof Quirks]?: ReadonlyArray<Quirks[K]> };
const cases = Object.entries(POSITIONS).flatMap(([name, positions]) =>
	positions.map((position) => ({ [name]: position }) as Partial<Quirks>),
);
const EVENTS: SlotName[] = [
	'agentAllocation',
	'botMessage',
	'markAsResolved',
	'newSession',
	'userLogout',
];

describe('where the vendor’s documents are silent', () => {
	it.each(cases)('the trigger works with %j', async (quirks) => {
		const vendor = await startVendor({ quirks });
		try {
			const credential = await createCredential(api, vendor, {
				adminAccess: 'token',
				adminToken: vendor.newAdminToken(),
			});
			const workflow = await api.createWorkflow(
				triggerWorkflow(credential, {
					events: EVENTS,
					occupiedSlot: quirks.configsShowLogout === false ? 'replace' : 'stop',
					options: { confirmRooms: true },
				}),
			);
			await api.activateAndWait(workflow.id);

			// A customer writes, and writes again before anybody takes the room.
			const { roomId } = await vendor.writes({ channelId: 901, text: 'Halo' });
			await vendor.writes({ roomId, text: 'Halo?' });
			await vendor.resolves(roomId);
			const agent = vendor.agents.find(({ isAvailable }) => isAvailable);
			await vendor.logsOut(agent?.id ?? 0);
			expect(vendor.deliveries.map(({ status }) => status)).not.toContain(401);

			const executions = await api.waitForExecutions(workflow.id, 6);
			const counts = new Map<string, number>();
			for (const { runData } of executions) {
				const event = String(runData.Qiscus?.[0]?.data?.main?.[0]?.[0]?.json.event);
				counts.set(event, (counts.get(event) ?? 0) + 1);
			}
			expect(Object.fromEntries(counts)).toEqual({
				// However often Qiscus asks within the window.
				agentAllocation: 1,
				botMessage: 2,
				markAsResolved: 1,
				newSession: 1,
				userLogout: 1,
			});
			expect(await executionsAfterAWhile(api, workflow)).toBe(6);
			expect(await leaks(api, vendor, [workflow])).toEqual([]);

			// Registering once more finds what is there.
			await api.deactivate(workflow.id);
			await api.activateAndWait(workflow.id);
			await vendor.writes({ channelId: 902, text: 'Hi' });
			await api.waitForExecutions(workflow.id, 9);

			// The lists of the filters.
			const lists = { nodeType: 'n8n-nodes-qiscus-salesiq.qiscusTrigger', typeVersion: 2 };
			const credentials = { qiscusApi: credential };
			const load = async (methodName: string) =>
				await api.loadOptions({
					...lists,
					methodName,
					path: 'parameters.filters',
					parameters: {},
					credentials,
				});
			expect(await load('getAgents')).toHaveLength(vendor.agents.length);
			expect((await load('getChannels')).map(({ value }) => value)).toContain('901');
			await api.deleteWorkflow(workflow.id);
		} finally {
			await vendor.close();
		}
	});

	it('an allocation webhook that has no API leads to the dashboard', async () => {
		const vendor = await startVendor({ quirks: { allocationEndpoint: false } });
		const credential = await createCredential(api, vendor);
		const workflow = await api.createWorkflow(
			triggerWorkflow(credential, { events: ['agentAllocation'] }),
		);
		await expect(api.activateAndWait(workflow.id)).rejects.toThrow(
			/Settings > Custom Agent Allocation/,
		);
		await api.deleteWorkflow(workflow.id);
		await vendor.close();
	});
});
