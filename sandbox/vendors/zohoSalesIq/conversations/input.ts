import type { Call } from '../api.ts';
import { SalesIqError } from '../errors.ts';
import type { NewMessage } from './types.ts';

export type Body = Readonly<Record<string, unknown>>;

/** "The file size limit is 50 MB" [doc] */
const MAX_FILE_BYTES = 50 * 1024 * 1024;

/** `text` as JSON, or `file` with `comment` as form data. [doc] */
export async function readMessage(call: Call): Promise<NewMessage> {
	const type = call.headers['content-type'] ?? '';
	if (!type.startsWith('multipart/form-data')) {
		return { text: mandatoryText(call.readBody(), 'text') };
	}
	const form = await formOf(call.body, type);
	const file = form.get('file');
	if (file === null || typeof file === 'string') throw new SalesIqError(1011, { param: 'file' });
	if (file.size === 0) throw new SalesIqError(1018);
	if (file.size > MAX_FILE_BYTES) throw new SalesIqError(1027);
	const comment = form.get('comment');
	return {
		text: typeof comment === 'string' ? comment : '',
		file: {
			name: file.name,
			type: file.type,
			content: Buffer.from(await file.arrayBuffer()),
		},
	};
}

async function formOf(body: Buffer, type: string): Promise<FormData> {
	try {
		return await new Response(new Uint8Array(body), {
			headers: { 'content-type': type },
		}).formData();
	} catch {
		throw new SalesIqError(1015);
	}
}

/** 1007 where it is no text, 1011 where it is missing or empty. */
export function mandatoryText(body: Body, key: string, prefix = ''): string {
	const text = optionalText(body, key, prefix);
	if (text === undefined || text.trim() === '') {
		throw new SalesIqError(1011, { json_key: `${prefix}${key}` });
	}
	return text;
}

export function optionalText(body: Body, key: string, prefix = ''): string | undefined {
	const value = body[key];
	if (value === undefined || typeof value === 'string') return value;
	throw new SalesIqError(1007, { json_key: `${prefix}${key}` });
}

/** A text of the query in small letters, of those that there are; 1011 for another one. */
export function choiceParam<T extends string>(
	query: URLSearchParams,
	param: string,
	choices: readonly T[],
): T | undefined {
	const given = query.get(param);
	if (given === null) return undefined;
	const choice = choices.find((one) => one === given);
	if (choice === undefined) throw new SalesIqError(1011, { param });
	return choice;
}
