import type { HttpAnswer } from '../shared/httpServer.ts';
import { writeJson } from '../shared/jsonText.ts';
import type { JsonValue } from '../shared/jsonText.ts';

interface ErrorKind {
	message: string;
	/** The status that would fit, for a vendor that does not answer errors with 200. [guess] */
	status: 400 | 401 | 403 | 404;
}

/** The codes of the REST v2 documents that this vendor uses [doc]; the texts are [guess]. */
const ERRORS = {
	1002: { message: 'Invalid Authorization header', status: 401 },
	1004: { message: 'Invalid request type', status: 400 },
	1005: { message: 'Invalid portal', status: 404 },
	1006: { message: 'Invalid URL', status: 404 },
	1007: { message: 'Invalid datatype', status: 400 },
	1008: { message: 'Invalid OAuthToken', status: 401 },
	1009: { message: 'Invalid OAuthScope', status: 403 },
	1011: { message: 'Parameter is invalid or absent', status: 400 },
	1014: { message: 'Resource already exists', status: 400 },
	1015: { message: 'Input stream is invalid or absent', status: 400 },
	1016: { message: 'Operator has no permission to perform this operation', status: 403 },
	1017: { message: 'Resource limit reached for your plan', status: 403 },
	1018: { message: 'File is empty', status: 400 },
	1019: { message: 'Invalid resource', status: 404 },
	1021: { message: 'Operation is not available in your plan, upgrade to use it', status: 403 },
	1027: { message: 'File is too large', status: 400 },
	1024: { message: 'Invalid operator ids', status: 400 },
	1025: { message: 'Invalid department ids', status: 400 },
} satisfies Record<number, ErrorKind>;

export type ErrorCode = keyof typeof ERRORS;

/** Points at what was wrong: a member of the body, a query parameter or a header. [doc] */
export interface ErrorPlace {
	json_key?: string;
	param?: string;
	header?: string;
}

/** Thrown by the API's handlers; becomes an answer in one place. */
export class SalesIqError extends Error {
	readonly code: ErrorCode;
	readonly place: ErrorPlace;

	constructor(code: ErrorCode, place: ErrorPlace = {}) {
		super(ERRORS[code].message);
		this.code = code;
		this.place = place;
	}
}

/** `{error: {message, code, ...}}` [doc], still to be written in the types of the day. */
export function errorBody(error: SalesIqError): JsonValue {
	return { error: { message: error.message, code: error.code, ...error.place } };
}

/** The status an error is answered with, by the switch `errorStatus`. */
export function errorStatus(error: SalesIqError, mode: 200 | 'http'): number {
	return mode === 'http' ? ERRORS[error.code].status : mode;
}

/** How an expired or unknown access token is answered, by the switch `expiredToken`. */
export const EXPIRED_TOKEN: Readonly<
	Record<'401' | '400' | '1002' | '1008', { status: number; code: ErrorCode }>
> = {
	'401': { status: 401, code: 1008 },
	'400': { status: 400, code: 1008 },
	'1002': { status: 200, code: 1002 },
	'1008': { status: 200, code: 1008 },
};

/** A JSON answer as the vendor's servers give it. */
export function jsonAnswer(status: number, body: JsonValue): HttpAnswer {
	return {
		status,
		headers: { 'content-type': 'application/json;charset=UTF-8' },
		body: writeJson(body),
	};
}
