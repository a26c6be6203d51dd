/** Host names that no server on the internet can call. */
const PRIVATE_HOST =
	/^(?:\[?(?:::1?|f[cd][0-9a-f]{2}:.*|fe80:.*)\]?|0\..*|10\..*|127\..*|169\.254\..*|172\.(?:1[6-9]|2\d|3[01])\..*|192\.168\..*|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\..*|[^.:]+|.*\.(?:local|localhost|internal|lan|home))$/i;

/** Whether a host is on this machine or in a private network. */
export function isPrivateHost(hostname: string): boolean {
	return PRIVATE_HOST.test(hostname);
}

/** The endpoint's name, the node's own webhook id, and its path. */
const OWN_SEGMENTS = 3;

/**
 * Whether a URL is this very node's test URL. n8n builds production URLs on WEBHOOK_URL and test
 * URLs on the editor's address; behind either stand the endpoint's name, which can be configured,
 * and the node's own webhook id and path.
 *
 * @param url the production URL of the node
 * @param instanceUrl the editor's address
 * @param other any URL; a query of it does not count
 */
export function isTestUrlOf(url: string, instanceUrl: string, other: string): boolean {
	const [address = ''] = other.split('?');
	const segments = url.split('/');
	const own = segments.slice(-OWN_SEGMENTS + 1).join('/');
	const bases = [segments.slice(0, -OWN_SEGMENTS).join('/'), instanceUrl.replace(/\/+$/, '')];
	return (
		address !== url &&
		bases.some((base) => {
			if (!address.startsWith(`${base}/`)) return false;
			const [endpoint, ...rest] = address.slice(base.length + 1).split('/');
			return endpoint !== '' && rest.join('/') === own;
		})
	);
}
