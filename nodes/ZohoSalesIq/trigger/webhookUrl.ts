import { isPrivateHost } from '../../shared/webhookUrl';
import type { WebhookType } from '../webhooks';

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
	if (isPrivateHost(hostname)) return 'cannot be reached from the internet';
	if (protocol !== 'https:') return 'does not start with https://';
	if (port !== '') return `has a port (:${port}), which SalesIQ does not call`;
	return undefined;
}
