import { rewriteJson } from '../shared/jsonRewrite.ts';
import type { Secrets } from './secrets.ts';

const MARK = /<<secret:(\w+)>>/g;

/**
 * A payload with secrets where real ones have them or may have them: in place of each mark, and
 * as further members of `extras` and of every object that is written as a text, in the object
 * itself and one object deeper.
 */
export function plantSecrets(payload: string, secrets: Secrets): string {
	const marked = payload.replace(MARK, (_, name: string) => secrets.make(name));
	return rewriteJson(marked, (raw, path) => {
		if (isObjectText(raw)) return withFirst(raw, inText(plantedMembers(secrets)));
		if (path.at(-1) === 'extras' && raw.startsWith('{')) {
			return withFirst(raw, plantedMembers(secrets));
		}
		return raw;
	});
}

function plantedMembers(secrets: Secrets): string {
	const sdkKey = JSON.stringify(secrets.make('sdk_key'));
	const token = JSON.stringify(secrets.make('authentication_token'));
	return `"sdk_key":${sdkKey},"agent":{"authentication_token":${token}}`;
}

/** Puts members before those that an object has, be it a text or not. */
function withFirst(raw: string, members: string): string {
	const at = raw.indexOf('{') + 1;
	const rest = raw.slice(at);
	const isEmpty = rest.replace(/\\[nrt]|\s/g, '').startsWith('}');
	return `${raw.slice(0, at)}${members}${isEmpty ? '' : ','}${rest}`;
}

/** As it stands between the quotes of a text. */
function inText(json: string): string {
	return JSON.stringify(json).slice(1, -1);
}

/** Whether a value is a text that holds a JSON object. */
function isObjectText(raw: string): boolean {
	if (!raw.startsWith('"') || !raw.includes('{')) return false;
	try {
		const held: unknown = JSON.parse(JSON.parse(raw));
		return typeof held === 'object' && held !== null && !Array.isArray(held);
	} catch {
		return false;
	}
}
