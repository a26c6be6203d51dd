import { createHmac } from 'node:crypto';

import { messages } from '../qiscus/deliveries.mjs';
import { signedBodies } from '../salesIq/deliveries.mjs';
import type { Delivery, Kind } from './types.mts';

/** What the triggers' filters let in: the fixtures' texts have it, the others do not. */
export const WANTED = { salesIq: 'dining set', qiscus: 'pesanan' };
const UNWANTED = { salesIq: 'Hello, is anybody there', qiscus: 'Halo, apa kabar' };
const FOREIGN_TOKEN = 'x'.repeat(43);

/** More than a trigger remembers, so that each is new whenever its turn comes again. */
const NEW_EVENTS = { salesIq: 6_000, qiscus: 11_000 };
/** Enough for a short run. */
const FEW_EVENTS = 1_000;
/** Nothing is remembered of what is dropped. */
const DROPPED_EVENTS = 500;

type Pools = Record<Kind, Delivery[]>;

/** Deliveries of both vendors, signed before any time begins. */
export interface Supply {
	salesIq: Pools;
	qiscus: Pools;
}

export function makeSupply(isShort: boolean): Supply {
	const count = (vendor: keyof Supply): number => (isShort ? FEW_EVENTS : NEW_EVENTS[vendor]);
	return { salesIq: salesIqPools(count('salesIq')), qiscus: qiscusPools(count('qiscus')) };
}

function salesIqPools(count: number): Pools {
	const accepted = salesIqDeliveries(count);
	const dropped = accepted.slice(0, DROPPED_EVENTS);
	return {
		accepted,
		filtered: salesIqDeliveries(DROPPED_EVENTS, { text: UNWANTED.salesIq }),
		// Each with the signature of another one.
		forged: dropped.map((one, at) => ({
			...one,
			headers: dropped[(at + 1) % dropped.length]?.headers ?? {},
		})),
	};
}

/** Signed as SalesIQ signs. */
export function salesIqDeliveries(
	count: number,
	options: Parameters<typeof signedBodies>[1] = {},
): Delivery[] {
	return signedBodies(count, options).map(({ rawBody, headers }) => ({
		query: '',
		headers,
		rawBody,
	}));
}

function qiscusPools(count: number): Pools {
	const deliveries = (some: number, text?: string): Delivery[] =>
		messages(some, text).map(({ query, ...more }) => ({
			...more,
			query: `?${new URLSearchParams(query)}`,
		}));
	return {
		accepted: deliveries(count),
		filtered: deliveries(DROPPED_EVENTS, UNWANTED.qiscus),
		forged: deliveries(DROPPED_EVENTS).map((one) => ({
			...one,
			query: `?event=botMessage&token=${FOREIGN_TOKEN}`,
		})),
	};
}

/** The same bodies as GitHub would sign them. */
export function signedByGitHub(deliveries: readonly Delivery[], secret: string): Delivery[] {
	return deliveries.map(({ query, rawBody }) => ({
		query,
		rawBody,
		headers: {
			'content-type': 'application/json',
			'x-github-event': 'issue_comment',
			'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(rawBody).digest('hex')}`,
		},
	}));
}
