import { parseLossless } from '../shared/json/parseLossless';
import { asObject, asText } from '../shared/json/read';
import type { JsonObject, JsonValue } from '../shared/json/types';
import { failed, type Problem, type ProblemText, type Result, vendorText } from '../shared/problem';

const RECONNECT =
	'Open the Zoho SalesIQ credential and connect the account again. A wrong Portal can look like this too.';

const TOKEN: ProblemText = {
	kind: 'token',
	message: 'Zoho SalesIQ did not accept the access token',
	advice: RECONNECT,
};
const BUSY: ProblemText = {
	kind: 'busy',
	message: 'Zoho SalesIQ is receiving too many requests',
	advice: 'Wait a few minutes, then try again.',
};
const NOT_FOUND: ProblemText = {
	kind: 'notFound',
	message: 'Zoho SalesIQ does not have what n8n asked for',
	advice:
		'It may have been deleted in the meantime. Check the Portal, and the Data Center of the credential.',
};
const PERMISSION: ProblemText = {
	kind: 'permission',
	message: 'The Zoho account of the credential may not do this',
	advice: 'Ask a SalesIQ administrator for the permission, or connect an administrator’s account.',
};
const SCOPE: ProblemText = {
	kind: 'scope',
	message: 'The credential lacks a permission (OAuth scope)',
	advice:
		'Tick it under Permissions in the Zoho SalesIQ credential ("Webhooks: Manage" for webhooks), then connect the account again.',
};

/** The vendor's error codes [doc: REST v2 page] (salesiq-api, section 7). Codes that are not here are `invalid`. */
const BY_CODE: Readonly<Record<number, ProblemText>> = {
	1001: TOKEN,
	// A wrong screen name was seen as 1002 as well [code].
	1002: TOKEN,
	1005: {
		kind: 'portal',
		message: 'Zoho SalesIQ does not know this portal',
		advice:
			'Choose the Portal from the list: it wants the screen name that stands in the dashboard’s URL.',
	},
	1008: TOKEN,
	1009: SCOPE,
	1014: {
		kind: 'exists',
		message: 'Zoho SalesIQ has such an entry already',
		advice: 'Remove the other one in SalesIQ, then try again.',
	},
	1016: PERMISSION,
	1017: {
		kind: 'limit',
		message: 'A limit of the portal’s plan is reached',
		advice: 'Remove something of the same kind in SalesIQ, or upgrade the plan.',
	},
	1019: NOT_FOUND,
	1020: PERMISSION,
	1021: {
		kind: 'plan',
		message: 'The portal’s plan does not offer this',
		advice:
			'Upgrade the plan, or choose another Portal. Webhooks need the Enterprise plan of Zoho SalesIQ.',
	},
	1023: BUSY,
};

const UNAVAILABLE: ProblemText = {
	kind: 'unreachable',
	message: 'Zoho SalesIQ is not available',
	advice: 'Try again in a few minutes.',
};
const NOT_SALESIQ: ProblemText = {
	kind: 'unreachable',
	message: 'Zoho SalesIQ’s address gave an answer that is not SalesIQ’s',
	advice: 'Check the Data Center of the credential, then try again in a few minutes.',
};
/** A token cannot be renewed now. */
export const ACCOUNTS_UNAVAILABLE: Problem = {
	kind: 'unreachable',
	message: 'The Zoho accounts server is not available',
	advice: 'Check the Data Center of the credential, then try again in a few minutes.',
};
const INVALID: ProblemText = {
	kind: 'invalid',
	message: 'Zoho SalesIQ did not accept the request',
	advice: 'If SalesIQ gave a reason, it stands in brackets.',
};

/** For answers that carry no error code of the vendor's. */
const BY_STATUS: Readonly<Record<number, ProblemText>> = {
	401: TOKEN,
	403: PERMISSION,
	404: NOT_FOUND,
	429: BUSY,
};

/**
 * Reads an answer of the REST API. Errors come with HTTP 200 too [doc], so the body decides:
 * a top-level `error` is an error whatever the status.
 *
 * @param body the answer's text
 * @returns the answer whole; empty where there is no body
 */
export function readWhole(status: number, body: string): Result<JsonObject> {
	const answer = asObject(parseLossless(body));
	if (answer?.error !== undefined) {
		const error = asObject(answer.error) ?? { message: answer.error };
		const code = Number(asText(error.code));
		// An expired token is told by a 400, too, whose body names the token [code].
		const namesToken = status === 400 && /oauth\s*token/i.test(asText(error.message) ?? '');
		const text = BY_CODE[code] ?? (namesToken ? TOKEN : (BY_STATUS[status] ?? INVALID));
		return failed(toProblem(text, status, code, vendorText(error.message)));
	}
	if (status >= 500) return failed(toProblem(UNAVAILABLE, status));
	if (status >= 300 && status < 400) return failed(toProblem(NOT_SALESIQ, status));
	if (status >= 400) {
		return failed(toProblem(BY_STATUS[status] ?? INVALID, status));
	}
	if (answer !== undefined) return { ok: true, data: answer };
	// Deletions may be answered without a body; a page of HTML is not SalesIQ.
	if (body.trim() === '') return { ok: true, data: {} };
	return failed(toProblem(NOT_SALESIQ, status));
}

/** As `readWhole`, but for what it gives: the answer's `data`. */
export function readAnswer(status: number, body: string): Result<JsonValue | undefined> {
	return dataOf(readWhole(status, body));
}

/** The `data` of an answer. */
export function dataOf(answer: Result<JsonObject>): Result<JsonValue | undefined> {
	return answer.ok ? { ok: true, data: answer.data.data } : answer;
}

function toProblem(text: ProblemText, status: number, code?: number, vendor?: string): Problem {
	const hasCode = code !== undefined && Number.isFinite(code);
	const details = [vendor && `“${vendor}”`, hasCode && `code ${code}`, `HTTP ${status}`];
	return {
		...text,
		message: `${text.message} (${details.filter(Boolean).join(', ')})`,
		...(hasCode ? { code } : {}),
		status,
	};
}

/** The problem of a credential that cannot sign a call. */
export function credentialProblem(reason: string): Problem {
	return {
		kind: 'credential',
		message: `The Zoho SalesIQ credential cannot be used: ${reason.replace(/\.$/, '')}`,
		advice: 'Open the credential, check its values, and connect the account again.',
	};
}
