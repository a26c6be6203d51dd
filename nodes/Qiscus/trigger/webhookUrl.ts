import { parseLossless } from '../../shared/json/parseLossless';
import { asObject, asText } from '../../shared/json/read';
import { isPrivateHost } from '../../shared/webhookUrl';
import { type EventName, isEventName } from './events';

/** A URL that was in a slot before ours, and is put back in the end. */
export interface EarlierUrl {
	url: string;
	enabled: boolean;
}

/** What a URL that a Qiscus Trigger registers is made of. */
export interface SlotUrl {
	/** The node's webhook URL without a query. */
	address: string;
	event: EventName;
	/** 256 random bits, in Base64url. */
	token: string;
	earlier: EarlierUrl | undefined;
}

/** Longer ones may not fit where Qiscus keeps them. */
const MAX_LENGTH = 2_000;

/**
 * The URL for a slot. The earlier URL travels in ours: n8n keeps what a hook stores only after the
 * hook has returned, and nothing at all of a test listening that is killed (n8n-experiments, 3).
 *
 * @returns undefined where the earlier URL is too long to travel
 */
export function slotUrl({ address, event, token, earlier }: SlotUrl): string | undefined {
	const plain = `${address}?${new URLSearchParams({ event, token })}`;
	if (earlier === undefined) return plain;
	const before = Buffer.from(JSON.stringify(earlier)).toString('base64url');
	const whole = `${plain}&before=${before}`;
	return whole.length > MAX_LENGTH ? undefined : whole;
}

/** Reads a URL that a Qiscus Trigger may have registered; undefined where none has. */
export function readSlotUrl(url: string): SlotUrl | undefined {
	if (!URL.canParse(url)) return undefined;
	const { searchParams } = new URL(url);
	const event = searchParams.get('event');
	const token = searchParams.get('token');
	if (!isEventName(event) || token === null) return undefined;
	const before = searchParams.get('before');
	return {
		address: url.slice(0, url.indexOf('?')),
		event,
		token,
		earlier: before === null ? undefined : readEarlier(before),
	};
}

function readEarlier(before: string): EarlierUrl | undefined {
	const text = Buffer.from(before, 'base64url').toString('utf8');
	const earlier = asObject(parseLossless(text));
	const url = asText(earlier?.url);
	if (url === undefined || !/^https?:\/\//.test(url)) return undefined;
	return { url, enabled: earlier?.enabled !== false };
}

/** Why Qiscus' servers cannot or should not call a URL, or undefined where they can: it holds a token. */
export function whyNotCallable(url: string): string | undefined {
	if (!URL.canParse(url)) return 'is not a URL';
	const { protocol, hostname } = new URL(url);
	if (isPrivateHost(hostname)) return 'cannot be reached from the internet';
	return protocol === 'https:' ? undefined : 'does not start with https://';
}

/** A URL for people: without its query, which may hold a token. */
export function shownUrl(url: string): string {
	if (!URL.canParse(url)) return 'a URL that cannot be read';
	const { origin, pathname } = new URL(url);
	return `${origin}${pathname}`;
}

/** The endpoint's name, the node's own webhook id, and its path. */
const OWN_SEGMENTS = 3;

/** What of n8n's URLs a trigger knows from its own. */
export interface OwnUrls {
	/** The node's own webhook URL, of production while publishing, of test while listening. */
	address: string;
	/** The editor's address, which test URLs are built on. */
	instanceUrl: string;
	isTest: boolean;
}

/** The webhook id and path of this very node. */
function ownTail({ address }: OwnUrls): string {
	return address
		.split('/')
		.slice(-OWN_SEGMENTS + 1)
		.join('/');
}

/**
 * Whether an address is this node's other one: of test while publishing, of production while
 * listening, which may be built on a WEBHOOK_URL that a test is not told of.
 */
export function isOwnOther(own: OwnUrls, address: string): boolean {
	if (address === own.address || !address.endsWith(`/${ownTail(own)}`)) return false;
	return own.isTest || endpointOf(own, address) !== undefined;
}

/** Whether an address is one of this n8n's webhooks. */
export function isOfThisN8n(own: OwnUrls, address: string): boolean {
	return endpointOf(own, address) !== undefined || isOwnOther(own, address);
}

/** Whether an address is a test URL of this n8n. */
export function isTestUrl(own: OwnUrls, address: string): boolean {
	const endpoint = endpointOf(own, address);
	if (endpoint === undefined) return false;
	const ownEndpoint = own.address.split('/').at(-OWN_SEGMENTS);
	return own.isTest ? endpoint === ownEndpoint : endpoint !== ownEndpoint;
}

/** The name of the endpoint that an address of this n8n's stands behind; both names can be configured. */
function endpointOf({ address: own, instanceUrl }: OwnUrls, address: string): string | undefined {
	const [path = ''] = address.split('?');
	const bases = [own.split('/').slice(0, -OWN_SEGMENTS).join('/'), instanceUrl.replace(/\/+$/, '')];
	const base = bases.find((candidate) => path.startsWith(`${candidate}/`));
	if (base === undefined) return undefined;
	const segments = path.slice(base.length + 1).split('/');
	return segments.length >= OWN_SEGMENTS ? segments[0] : undefined;
}
