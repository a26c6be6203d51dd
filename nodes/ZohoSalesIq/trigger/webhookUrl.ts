import type { WebhookType } from '../webhooks';

/** Host names that no server on the internet can call. */
const PRIVATE_HOST =
	/^(?:\[?(?:::1?|f[cd][0-9a-f]{2}:.*|fe80:.*)\]?|0\..*|10\..*|127\..*|169\.254\..*|172\.(?:1[6-9]|2\d|3[01])\..*|192\.168\..*|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\..*|[^.:]+|.*\.(?:local|localhost|internal|lan|home))$/i;

/**
 * The URL that one kind of webhook calls. Whether two webhooks may share a URL is not documented,
 * so the query tells them apart.
 *
 * @param url the node's own webhook URL, of production or of test
 */
export function urlFor(type: WebhookType, url: string): string {
	return type === 'data' ? url : `${url}?type=administration`;
}

/**
 * Why Zoho's servers cannot call a URL, or undefined where they can: no port, https, a public host
 * [doc: the webhook page, prerequisites; https is a recommendation there] (salesiq-api, section 3).
 */
export function whyNotCallable(webhookUrl: string): string | undefined {
	if (!URL.canParse(webhookUrl)) return 'is not a URL';
	const { protocol, port, hostname } = new URL(webhookUrl);
	if (PRIVATE_HOST.test(hostname)) return 'cannot be reached from the internet';
	if (protocol !== 'https:') return 'does not start with https://';
	if (port !== '') return `has a port (:${port}), which SalesIQ does not call`;
	return undefined;
}

/**
 * Whether another URL is this very node's of the other kind: test beside production. n8n's two differ
 * in nothing but the endpoint's name, which stands before the node's own webhook id.
 */
export function isSiblingUrl(ours: string, other: string): boolean {
	if (ours === other || !URL.canParse(ours) || !URL.canParse(other)) return false;
	const a = new URL(ours);
	const b = new URL(other);
	const aParts = a.pathname.split('/');
	const bParts = b.pathname.split('/');
	const endpointAt = aParts.length - 3;
	return (
		a.origin === b.origin &&
		a.search === b.search &&
		aParts.length === bParts.length &&
		aParts.every((part, at) => part === bParts[at] || at === endpointAt)
	);
}
