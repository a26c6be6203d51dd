import { readSlotUrl } from '../trigger/webhookUrl';

/** What stands in place of what is kept secret. */
const MASK = '***';

/**
 * A URL as an item may show it. Who knows the token of a Qiscus Trigger can make up events, and what
 * its URL has replaced belongs to somebody else, so neither is shown. All other URLs are whole: they
 * are needed to put them back.
 *
 * @param webhookToken that of the credential, which stands in URLs that were pasted by hand
 */
export function maskedUrl(url: string, webhookToken: string): string {
	if (!URL.canParse(url)) return url;
	const masked = new URL(url);
	const token = masked.searchParams.get('token');
	const isPasted = token !== null && webhookToken !== '' && token === webhookToken;
	if (!isPasted && readSlotUrl(url) === undefined) return url;
	for (const name of ['token', 'before']) {
		if (masked.searchParams.has(name)) masked.searchParams.set(name, MASK);
	}
	return masked.href;
}

/** Whether a URL cannot be called, because its token was masked. */
export function isMasked(url: string): boolean {
	return URL.canParse(url) && new URL(url).searchParams.get('token') === MASK;
}
