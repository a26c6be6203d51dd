import { inspect } from 'node:util';

import type {
	IDataObject,
	INodeExecutionData,
	INodeParameters,
	INodeType,
	NodeApiError,
	NodeOperationError,
} from 'n8n-workflow';

import { QiscusApi } from '../../../../../credentials/QiscusApi.credentials';
import { Qiscus as QiscusNode } from '../../../../../nodes/Qiscus/Qiscus.node';
import type { Qiscus, Quirks, RoomRecord } from '../../../../../sandbox/vendors/qiscus/index.ts';
import { CALM } from '../../../../sandbox/qiscusClient';
import { ExecuteHost, type ExecuteHostOptions } from '../../../../support/executeHost';
import { credentialFor, startVendor } from '../../../../support/qiscus';
import { withSharedMemory } from '../../../../support/sharedMemory';

/** Of the vendor's people, those who serve the website, by id. */
export const [AYU, BAYU, CITRA, DIMAS, EKA] = [150_001, 150_002, 150_003, 150_004, 150_005];
export const [HADI, KARTIKA, SUPERVISOR] = [150_008, 150_011, 150_015];
export const [SALES, SUPPORT, POOL, NOBODYS] = [301, 302, 303, 307];

/** What an operation gave. */
export interface Given {
	/** The JSON of each item on Assigned and on Waiting. */
	assigned: IDataObject[];
	waiting: IDataObject[];
	outputs: INodeExecutionData[][];
}

export interface Deciding {
	vendor: Qiscus;
	staticData: IDataObject;
	/** A customer writes; the id of the room. */
	writes(): Promise<string>;
	room(id: string): RoomRecord;
	calls(path?: RegExp): string[];
	run(
		parameters: INodeParameters,
		inputs?: IDataObject[],
		options?: Partial<ExecuteHostOptions>,
	): Promise<Given>;
	fails(
		parameters: INodeParameters,
		inputs?: IDataObject[],
		options?: Partial<ExecuteHostOptions>,
	): Promise<NodeApiError | NodeOperationError>;
}

const memory = withSharedMemory();
let workflows = 0;

/** A vendor, and a node of a workflow that no other test uses, so that many go on at once. */
export async function deciding(
	work: (deciding: Deciding) => Promise<void>,
	quirks: Partial<Quirks> = {},
): Promise<void> {
	await memory;
	const vendor = await startVendor({ seed: 1, quirks: { ...CALM, ...quirks } });
	const workflowId = `w${(workflows += 1)}`;
	const staticData: IDataObject = {};
	const host = (parameters: INodeParameters, options: Partial<ExecuteHostOptions>) =>
		new ExecuteHost({
			nodeType: new QiscusNode() as INodeType,
			credentialType: new QiscusApi(),
			credentials: { qiscusApi: credentialFor(vendor) },
			parameters: { resource: 'agentAllocation', ...parameters },
			workflowId,
			staticData,
			...options,
		});
	const withoutSecrets = <T>(given: T): T => {
		const shown = inspect([given, staticData], {
			depth: 20,
			maxStringLength: null,
			showHidden: true,
		});
		expect(shown).not.toContain(vendor.marker);
		return given;
	};
	try {
		await work({
			vendor,
			staticData,
			writes: async () => (await vendor.writes()).roomId,
			room: (id) => {
				const found = vendor.rooms().find((room) => room.id === id);
				if (found === undefined) throw new Error(`There is no room ${id}`);
				return found;
			},
			calls: (path = /./) =>
				vendor.requests
					.map((request) => `${request.method} ${request.path}`)
					.filter((line) => path.test(line)),
			run: async (parameters, inputs = [{}], options = {}) => {
				const outputs = withoutSecrets(await host(parameters, options).run(...inputs));
				const [assigned = [], waiting = []] = outputs.map((items) => items.map(({ json }) => json));
				return { assigned, waiting, outputs };
			},
			fails: async (parameters, inputs = [{}], options = {}) => {
				const end = await host(parameters, options)
					.run(...inputs)
					.then(
						(given) => ({ given }),
						(error: NodeApiError | NodeOperationError) => ({ error }),
					);
				if ('given' in end) throw new Error(`No error, but ${JSON.stringify(end.given)}`);
				return withoutSecrets(end.error);
			},
		});
	} finally {
		await vendor.close();
	}
}

/** Each item's room and who takes it, or why nobody does. */
export function linesOf(items: readonly IDataObject[]): string[] {
	return items.map((json) => {
		const { room, agent, outcome, waitingReason, error } = json as {
			room?: { id: string };
			agent?: { id: string } | null;
			outcome?: string;
			waitingReason?: string;
			error?: string;
		};
		return error ?? `${room?.id} ${agent?.id ?? waitingReason ?? outcome}`;
	});
}

/** An agent has so many rooms. */
export async function load(
	{ vendor }: Deciding,
	agentId: number,
	count: number,
): Promise<string[]> {
	const ids: string[] = [];
	for (let at = 0; at < count; at++) {
		const { roomId } = await vendor.writes();
		const response = await fetch(`${vendor.url}/api/v1/admin/service/assign_agent`, {
			method: 'POST',
			headers: {
				'Qiscus-App-Id': vendor.app.code,
				'Qiscus-Secret-Key': vendor.app.secretKey,
				'content-type': 'application/json',
			},
			body: JSON.stringify({ room_id: roomId, agent_id: String(agentId) }),
		});
		expect(response.status).toBe(200);
		ids.push(roomId);
	}
	vendor.requests.splice(0);
	return ids;
}
