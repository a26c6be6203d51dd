import type { Qiscus } from '../../../../sandbox/vendors/qiscus/index.ts';

/** A call as the vendor received it, its JSON body read. */
export interface Sent {
	method: string;
	path: string;
	query?: Record<string, string>;
	body?: unknown;
}

/** The calls that the vendor received; query and body only where there is one. */
export function sent({ requests }: Qiscus): Sent[] {
	return requests.map(({ method, path, query, headers, body }) => {
		const isJson = headers['content-type']?.startsWith('application/json') ?? false;
		return {
			method,
			path,
			...(Object.keys(query).length === 0 ? {} : { query }),
			...(body === '' ? {} : { body: isJson ? (JSON.parse(body) as unknown) : body }),
		};
	});
}

/** The headers that tell who is calling, and what is sent. */
export function signs({ requests }: Qiscus): Array<Record<string, string | undefined>> {
	return requests.map(({ headers }) => ({
		app: headers['qiscus-app-id'],
		key: headers['qiscus-secret-key'],
		sdkApp: headers['qiscus_sdk_app_id'],
		sdkKey: headers['qiscus_sdk_secret'],
		token: headers.authorization,
		type: headers['content-type']?.split(';')[0],
	}));
}
