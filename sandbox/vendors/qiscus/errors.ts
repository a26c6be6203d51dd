import type { HttpAnswer } from '../shared/httpServer.ts';
import { writeJson } from '../shared/jsonText.ts';
import type { JsonValue } from '../shared/jsonText.ts';
import type { Quirks } from './quirks.ts';

/** What is wrong with each field of a body; always written nested. [code] */
export type FieldErrors = Readonly<Record<string, readonly string[]>>;

/** Thrown by the API's handlers; becomes an answer in one place. */
export abstract class ApiError extends Error {
	abstract answer(shape: Quirks['errorShape']): HttpAnswer;
}

/** `{errors, detail?}` [code], the text as the switch `errorShape` says. */
export class QiscusError extends ApiError {
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

	override answer(shape: Quirks['errorShape']): HttpAnswer {
		const { status, errors, detail } = this;
		const isText = typeof errors === 'string';
		const written = isText && shape === 'nested' ? { message: errors } : errors;
		return jsonAnswer(status, { errors: written, detail });
	}
}

/** How the chat SDK's server API says it. [code] */
export class SdkError extends ApiError {
	readonly status: number;

	constructor(status: number, message: string) {
		super(message);
		this.status = status;
	}

	override answer(): HttpAnswer {
		const { status, message } = this;
		return jsonAnswer(status, { error: { message }, status });
	}
}

/** What stands in front of the API lets nobody through: a `traceid` [live], the rest [guess]. */
export class GatewayError extends ApiError {
	readonly traceId: string;

	constructor(traceId: string) {
		super('Forbidden');
		this.traceId = traceId;
	}

	override answer(): HttpAnswer {
		return jsonAnswer(403, { message: this.message, traceid: this.traceId });
	}
}

/** No word of what exactly is wrong. [code] */
export function unauthorized(detail?: string): QiscusError {
	return new QiscusError(401, 'Unauthorized', detail);
}

export function jsonAnswer(status: number, body: JsonValue): HttpAnswer {
	return {
		status,
		headers: { 'content-type': 'application/json; charset=utf-8' },
		body: writeJson(body),
	};
}
