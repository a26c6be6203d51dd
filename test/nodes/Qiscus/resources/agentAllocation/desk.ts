import type { INodeParameters } from 'n8n-workflow';

import type { Qiscus, Quirks, RoomRecord } from '../../../../../sandbox/vendors/qiscus/index.ts';
import { CALM } from '../../../../sandbox/qiscusClient';
import { startVendor } from '../../../../support/qiscus';
import { nodeFor, type NodeUnderTest } from '../host';

/** Of the vendor's people: two of the website's agents, and one who is not there. */
export const [AYU, BAYU, KARTIKA] = [150_001, 150_002, 150_011];
export const UNKNOWN_AGENT = 999_999;

export interface Desk {
	vendor: Qiscus;
	node: NodeUnderTest;
	/** Where a customer waits on the website. */
	roomId: string;
	room(roomId?: string): RoomRecord;
	/** The calls that the vendor received. */
	calls(): string[];
}

/** A vendor without lags and chance, and a room. */
export async function openDesk(quirks: Partial<Quirks> = {}): Promise<Desk> {
	const vendor = await startVendor({ seed: 1, quirks: { ...CALM, ...quirks } });
	const { roomId } = await vendor.writes();
	return {
		vendor,
		node: nodeFor(vendor),
		roomId,
		room: (id = roomId) => {
			const found = vendor.rooms().find((room) => room.id === id);
			if (found === undefined) throw new Error(`There is no room ${id}`);
			return found;
		},
		calls: () => vendor.requests.map(({ method, path }) => `${method} ${path}`),
	};
}

/** The parameters of an operation, an agent by their ID. */
export function asked(
	operation: string,
	{ agent, ...more }: INodeParameters = {},
): INodeParameters {
	return {
		resource: 'agentAllocation',
		operation,
		...(agent === undefined ? {} : { agent: byId(agent) }),
		...more,
	};
}

export function byId(value: INodeParameters[string]): INodeParameters {
	return { __rl: true, mode: 'id', value: typeof value === 'number' ? String(value) : value };
}

/** An answer of the API in place of its own. */
export const answer = (status: number, body: unknown) => ({
	status,
	headers: { 'content-type': 'application/json' },
	body: typeof body === 'string' ? body : JSON.stringify(body),
});
