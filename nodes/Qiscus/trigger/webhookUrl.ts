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
 * listening. For a message only: the host may be anybody's.
 */
export function isOwnOther(own: OwnUrls, address: string): boolean {
	return address !== own.address && address.endsWith(`/${ownTail(own)}`);
}

/**
 * Whether a URL is one of this n8n's webhooks. What stands behind the same host under another name
 * than n8n's endpoints is somebody else's, but for the URL of a Qiscus Trigger: endpoints can be
 * renamed, and no hook is told their names.
 */
export function isOfThisN8n(own: OwnUrls, url: string): boolean {
	const endpoint = endpointOf(own, url);
	if (endpoint === undefined) return false;
	return endpoint === testEndpoint(own) || endpoint === productionEndpoint(own) || isSlotUrl(url);
}

/** Whether a URL is a test URL of this n8n. */
export function isTestUrl(own: OwnUrls, url: string): boolean {
	const endpoint = endpointOf(own, url);
	if (endpoint === undefined || endpoint === productionEndpoint(own)) return false;
	return endpoint === testEndpoint(own) || (!own.isTest && isSlotUrl(url));
}

function isSlotUrl(url: string): boolean {
	return readSlotUrl(url) !== undefined;
}

/** What n8n puts behind the name of the production endpoint, unless somebody has renamed either. */
const TEST = '-test';

function testEndpoint(own: OwnUrls): string {
	return own.isTest ? ownEndpoint(own) : `${ownEndpoint(own)}${TEST}`;
}

function productionEndpoint(own: OwnUrls): string {
	const endpoint = ownEndpoint(own);
	if (!own.isTest) return endpoint;
	return endpoint.endsWith(TEST) ? endpoint.slice(0, -TEST.length) : '';
}

function ownEndpoint({ address }: OwnUrls): string {
	return address.split('/').at(-OWN_SEGMENTS) ?? '';
}

/** The first segment behind the address that n8n has for the world, or for its editor. */
function endpointOf({ address: own, instanceUrl }: OwnUrls, url: string): string | undefined {
	const [path = ''] = url.split('?');
	const bases = [own.split('/').slice(0, -OWN_SEGMENTS).join('/'), instanceUrl.replace(/\/+$/, '')];
	const base = bases.find((candidate) => path.startsWith(`${candidate}/`));
	return base === undefined ? undefined : path.slice(base.length + 1).split('/')[0];
}
