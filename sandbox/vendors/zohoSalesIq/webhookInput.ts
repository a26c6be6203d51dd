import { SalesIqError } from './errors.ts';
import { typeOfEvent } from './events.ts';
import type { WebhookType } from './events.ts';
import { inPortal } from './state.ts';
import type { State } from './state.ts';
import type { Portal, WebhookStatus } from './types.ts';

/** The body of Create and Update, checked. Only `type` must be there in both. [doc] */
export interface WebhookInput {
	type: WebhookType;
	url?: string;
	events?: string[];
	appIds?: string[];
	secured?: boolean;
	version?: string;
	executionsExpiryMs?: number;
}

export type Body = Readonly<Record<string, unknown>>;

const DAY_MS = 24 * 60 * 60 * 1000;
/** "max 60 days" [doc]; the minimum of a week is not enforced, the documents' own sample is less. */
export const MAX_EXPIRY_MS = 60 * DAY_MS;

/** Reads Create's and Update's body: 1011 for what is missing or wrong, 1007 for wrong types. */
export function readWebhookInput(body: Body, state: State, portal: Portal): WebhookInput {
	const type = readType(body);
	return {
		type,
		...given('url', readUrl(body)),
		...given('events', readEvents(body, 'events', type, state)),
		...given('appIds', readAppIds(body, 'app_ids', type, state, portal)),
		...given('secured', readBoolean(body, 'secured')),
		...given('version', readVersion(body)),
		...given('executionsExpiryMs', readExpiry(body)),
	};
}

/** Event names that this type of webhook can have; undefined where the member is missing. */
export function readEvents(
	body: Body,
	key: string,
	type: WebhookType,
	{ quirks }: Pick<State, 'quirks'>,
): string[] | undefined {
	const events = readTexts(body, key);
	if (events?.length === 0) throw new SalesIqError(1011, { json_key: key });
	return events?.map((event, index) => {
		const fits = typeOfEvent(event, quirks.newerEvents) === type;
		if (!fits) throw new SalesIqError(1011, { json_key: `${key}[${index}]` });
		return event;
	});
}

/** Ids of apps of this portal, "only for data webhooks" [doc]; undefined where missing. */
export function readAppIds(
	body: Body,
	key: string,
	type: WebhookType,
	state: Pick<State, 'apps'>,
	portal: Portal,
): string[] | undefined {
	const ids = readTexts(body, key);
	if (ids !== undefined && type !== 'data') throw new SalesIqError(1011, { json_key: key });
	if (ids?.length === 0) throw new SalesIqError(1011, { json_key: key });
	return ids?.map((id, index) => {
		const exists = inPortal(state.apps, portal).some((app) => app.id === id);
		if (!exists) throw new SalesIqError(1019, { json_key: `${key}[${index}]` });
		return id;
	});
}

/** A list of different texts; undefined where the member is missing. */
export function readTexts(body: Body, key: string): string[] | undefined {
	const value = body[key];
	if (value === undefined) return undefined;
	if (!Array.isArray(value)) throw new SalesIqError(1007, { json_key: key });
	const texts = value.map((item: unknown, index) => {
		if (typeof item !== 'string') throw new SalesIqError(1007, { json_key: `${key}[${index}]` });
		return item;
	});
	return [...new Set(texts)];
}

/** What Update is to switch the webhook to, by the switch `updateOfStatus`; undefined for nothing. */
export function readStatus(
	body: Body,
	{ quirks }: Pick<State, 'quirks'>,
): WebhookStatus | undefined {
	const key = 'status';
	const status = readText(body, key);
	if (status === undefined || quirks.updateOfStatus === 'ignores') return undefined;
	const isKnown = status === 'enabled' || status === 'disabled';
	if (!isKnown || quirks.updateOfStatus === 'refuses') {
		throw new SalesIqError(1011, { json_key: key });
	}
	return status;
}

function readType(body: Body): WebhookType {
	const type = readText(body, 'type');
	if (type !== 'data' && type !== 'administration') {
		throw new SalesIqError(1011, { json_key: 'type' });
	}
	return type;
}

function readUrl(body: Body): string | undefined {
	const url = readText(body, 'url');
	if (url !== undefined && !isWebAddress(url)) throw new SalesIqError(1011, { json_key: 'url' });
	return url;
}

function isWebAddress(url: string): boolean {
	return URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
}

/** Only payload version 1 is documented; text in the request's sample, a number elsewhere. [doc] */
function readVersion(body: Body): string | undefined {
	const version = readTextOrNumber(body, 'version');
	if (version !== undefined && version !== '1') {
		throw new SalesIqError(1011, { json_key: 'version' });
	}
	return version;
}

function readExpiry(body: Body): number | undefined {
	const key = 'expiry_time_for_executions_data';
	const text = readTextOrNumber(body, key);
	if (text === undefined) return undefined;
	if (!/^\d+$/.test(text)) throw new SalesIqError(1007, { json_key: key });
	const expiryMs = Number(text);
	if (expiryMs < 1 || expiryMs > MAX_EXPIRY_MS) throw new SalesIqError(1011, { json_key: key });
	return expiryMs;
}

function readBoolean(body: Body, key: string): boolean | undefined {
	const value = body[key];
	if (value === undefined || typeof value === 'boolean') return value;
	throw new SalesIqError(1007, { json_key: key });
}

/** A text; undefined where the member is missing. */
export function readText(body: Body, key: string): string | undefined {
	const value = body[key];
	if (value === undefined || typeof value === 'string') return value;
	throw new SalesIqError(1007, { json_key: key });
}

function readTextOrNumber(body: Body, key: string): string | undefined {
	const value = body[key];
	return typeof value === 'number' ? String(value) : readText(body, key);
}

function given<K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } {
	const member: { [P in K]?: V } = {};
	if (value !== undefined) member[key] = value;
	return member;
}
