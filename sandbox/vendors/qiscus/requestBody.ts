import type { HttpRequest } from '../shared/httpServer.ts';
import { QiscusError } from './errors.ts';
import { fieldError, fieldsOfParams, isObject } from './fields.ts';
import type { Fields } from './fields.ts';
import type { Quirks } from './quirks.ts';

export interface RequestBody {
	kind: 'multipart' | 'urlencoded' | 'json' | 'none';
	fields: Fields;
}

/** Reads a form or JSON object; what cannot be read is answered 400. [guess] */
export async function readBody(request: HttpRequest): Promise<RequestBody> {
	const type = request.headers['content-type'] ?? '';
	const text = request.body.toString('utf8');
	switch (type.split(';')[0]?.trim().toLowerCase()) {
		case 'multipart/form-data':
			return { kind: 'multipart', fields: await multipartFields(request.body, type) };
		case 'application/x-www-form-urlencoded':
			return { kind: 'urlencoded', fields: fieldsOfParams(new URLSearchParams(text)) };
		case 'application/json':
			return { kind: 'json', fields: jsonFields(text) };
		default:
			return { kind: 'none', fields: {} };
	}
}

/** The same for a registration, which takes the kinds that the switch `formBodies` says. */
export async function readRegistration(
	request: HttpRequest,
	{ formBodies }: Quirks,
): Promise<RequestBody> {
	const body = await readBody(request);
	if (formBodies !== 'any' && body.kind !== formBodies) {
		throw new QiscusError(400, 'Invalid request body');
	}
	return body;
}

/** A text that has to be there, but may be empty. */
export function readText({ fields }: RequestBody, name: string): string {
	const value = fields[name];
	if (value === undefined || value === null) throw fieldError(name, "can't be blank");
	if (typeof value !== 'string') throw fieldError(name, 'is invalid');
	return value;
}

/** A boolean that has to be there: `true` or `false` as text, in JSON also bare. [guess] */
export function readFlag({ fields }: RequestBody, name: string): boolean {
	const value = fields[name];
	if (value === undefined || value === null) throw fieldError(name, "can't be blank");
	if (value !== true && value !== 'true' && value !== false && value !== 'false') {
		throw fieldError(name, 'is invalid');
	}
	return value === true || value === 'true';
}

async function multipartFields(body: Buffer, type: string): Promise<Fields> {
	const response = new Response(new Uint8Array(body), { headers: { 'content-type': type } });
	const form = await response.formData().catch(() => {
		throw new QiscusError(400, 'Bad request');
	});
	// What is uploaded as a file is no field.
	const texts = [...form].filter(
		(entry): entry is [string, string] => typeof entry[1] === 'string',
	);
	return fieldsOfParams(new URLSearchParams(texts));
}

function jsonFields(text: string): Fields {
	const value = parsed(text);
	if (!isObject(value)) throw new QiscusError(400, 'Bad request');
	return value;
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		throw new QiscusError(400, 'Bad request');
	}
}
