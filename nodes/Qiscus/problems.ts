import { parseLossless } from '../shared/json/parseLossless';
import { asObject, asText } from '../shared/json/read';
import type { JsonObject, JsonValue } from '../shared/json/types';
import { failed, type Problem, type ProblemText, type Result, vendorText } from '../shared/problem';

const KEYS: ProblemText = {
	kind: 'token',
	message: 'Qiscus did not accept the App ID and the Secret Key',
	advice:
		'Copy both anew from Settings > App Information of Qiscus into the Qiscus credential, and check its Base URL.',
};
const PERMISSION: ProblemText = {
	kind: 'permission',
	message: 'Qiscus does not allow this',
	advice: 'Check that the app’s plan and the account of the credential may do this.',
};
const NOT_FOUND: ProblemText = {
	kind: 'notFound',
	message: 'Qiscus does not have what n8n asked for',
	advice: 'It may have been deleted in the meantime. Check the Base URL of the credential, too.',
};
const BUSY: ProblemText = {
	kind: 'busy',
	message: 'Qiscus is receiving too many requests',
	advice: 'Wait a few minutes, then try again.',
};
const UNAVAILABLE: ProblemText = {
	kind: 'unreachable',
	message: 'Qiscus is not available',
	advice: 'Try again in a few minutes.',
};
const NOT_QISCUS: ProblemText = {
	kind: 'unreachable',
	message: 'The Base URL of the Qiscus credential gave an answer that is not Qiscus’',
	advice: 'Check the Base URL, then try again in a few minutes.',
};
const INVALID: ProblemText = {
	kind: 'invalid',
	message: 'Qiscus did not accept the request',
	advice: 'If Qiscus gave a reason, it stands in brackets.',
};

const BY_STATUS: Readonly<Record<number, ProblemText>> = {
	401: KEYS,
	403: PERMISSION,
	404: NOT_FOUND,
	405: NOT_FOUND,
	429: BUSY,
};

/**
 * Reads an answer of the API: `{data, status?, meta?}`, or `{errors}` (qiscus-api, section 7).
 *
 * @param body the answer's text
 * @returns the answer whole
 */
export function readAnswer(status: number, body: string): Result<JsonObject> {
	const answer = asObject(parseLossless(body));
	const vendor = vendorText(firstText(answer?.errors ?? answer?.error ?? answer?.message));
	const refused = refusal(status, vendor);
	if (refused !== undefined) return failed(refused);
	if (answer === undefined) return failed(toProblem(NOT_QISCUS, status));
	if (answer.errors !== undefined && answer.data === undefined) {
		return failed(toProblem(INVALID, status, vendor));
	}
	return { ok: true, data: answer };
}

/**
 * The problem that a status tells of; undefined where it tells of none.
 *
 * @param vendor the vendor's words, where there are any
 */
export function refusal(status: number, vendor?: string): Problem | undefined {
	if (status >= 500) return toProblem(UNAVAILABLE, status);
	if (status >= 400) return toProblem(BY_STATUS[status] ?? INVALID, status, vendor);
	return status >= 300 ? toProblem(NOT_QISCUS, status) : undefined;
}

/** Errors are a text [code], or texts somewhere in objects and lists [live]. */
function firstText(value: JsonValue | undefined, levels = 5): string | undefined {
	if (typeof value !== 'object' || value === null) return asText(value ?? '');
	if (levels === 0) return undefined;
	for (const member of Object.values(value)) {
		const text = firstText(member, levels - 1);
		if (text !== undefined) return text;
	}
	return undefined;
}

function toProblem(text: ProblemText, status: number, vendor?: string): Problem {
	const details = [vendor && `“${vendor}”`, `HTTP ${status}`].filter(Boolean).join(', ');
	const words = vendor === undefined ? {} : { words: vendor };
	return { ...text, message: `${text.message} (${details})`, status, ...words };
}

/** The problem of a credential that cannot sign a call. */
export function credentialProblem(reason: string): Problem {
	return {
		kind: 'credential',
		message: `The Qiscus credential cannot be used: ${reason.replace(/\.$/, '')}`,
		advice: 'Open the credential and check its values.',
	};
}
