import type { IDataObject } from 'n8n-workflow';

/** What Node.js and axios call a connection that did not come about, or an answer that did not. */
const NETWORK_CODE =
	/^(?:E(?:AI_|CONN|HOST|NET|NOTFOUND|PIPE|PROTO|TIMEDOUT)|ERR_(?:NETWORK|TLS|SSL)|UND_ERR|CERT_|DEPTH_|SELF_SIGNED|UNABLE_TO)/;

/** The network's code for a call that got no answer, else undefined. n8n wraps the errors of the network in its own. */
export function networkCode(error: unknown, depth = 0): string | undefined {
	if (typeof error !== 'object' || error === null || depth > 3) return undefined;
	const { code, cause } = error as IDataObject;
	return typeof code === 'string' && NETWORK_CODE.test(code) ? code : networkCode(cause, depth + 1);
}

/** Why secrets may not go to a server: they go over https, or to this machine. */
export function whyNotSecure(name: string, address: string): string | undefined {
	if (!URL.canParse(address)) return `its ${name} is not a URL`;
	const { protocol, hostname } = new URL(address);
	if (protocol === 'https:') return undefined;
	const isThisMachine = /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(hostname);
	return protocol === 'http:' && isThisMachine ? undefined : `its ${name} must start with https://`;
}

/** Whether a text is a whole address that can be called. */
export function isWebAddress(text: string): boolean {
	return /^https?:\/\//i.test(text) && URL.canParse(text);
}
