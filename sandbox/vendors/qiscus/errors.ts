import type { HttpAnswer } from '../shared/httpServer.ts';
import { writeJson } from '../shared/jsonText.ts';
import type { JsonValue } from '../shared/jsonText.ts';
import type { Quirks } from './quirks.ts';

/** What is wrong with each field of a body; always written nested. [code] */
export type FieldErrors = Readonly<Record<string, readonly string[]>>;

/** Thrown by the API's handlers; becomes an answer in one place. */
export class QiscusError extends Error {
	readonly status: number;
	readonly errors: string | FieldErrors;
	/** Beside `errors` where a token does not hold. [code] */
	readonly detail: string | undefined;

	constructor(status: number, errors: string | FieldErrors, detail?: string) {
		super(typeof errors === 'string' ? errors : Object.keys(errors).join(', '));
		this.status = status;
		this.errors = errors;
		this.detail = detail;
	}
}

/** No word of what exactly is wrong. [code] */
export function unauthorized(detail?: string): QiscusError {
	return new QiscusError(401, 'Unauthorized', detail);
}

/** `{errors, detail?}` [code], the text as the switch `errorShape` says. */
export function errorAnswer(error: QiscusError, shape: Quirks['errorShape']): HttpAnswer {
	const { status, errors, detail } = error;
	const isText = typeof errors === 'string';
	const written = isText && shape === 'nested' ? { message: errors } : errors;
	return jsonAnswer(status, { errors: written, detail });
}

export function jsonAnswer(status: number, body: JsonValue): HttpAnswer {
	return {
		status,
		headers: { 'content-type': 'application/json; charset=utf-8' },
		body: writeJson(body),
	};
}
