import type { JsonValue } from '../shared/json/types';
import { asObject, asText } from '../shared/json/read';
import { parseLossless } from '../shared/json/parseLossless';

/** What kind of trouble it is, for code that decides; people read `message` and `advice`. */
export type ProblemKind =
	| 'busy'
	| 'credential'
	| 'exists'
	| 'invalid'
	| 'limit'
	| 'notFound'
	| 'permission'
	| 'plan'
	| 'portal'
	| 'scope'
	| 'token'
	| 'unreachable';

/** Why a call to SalesIQ gave no data. */
export interface Problem {
	kind: ProblemKind;
	/** What happened, in one sentence. */
	message: string;
	/** What to do about it, in one or two sentences. */
	advice: string;
	/** The vendor's own error code, where it gave one. */
	code?: number;
	status?: number;
}

/** What a call to SalesIQ gives; nothing is thrown. */
export type Result<T> = { ok: true; data: T } | { ok: false; problem: Problem };

type Text = Pick<Problem, 'kind' | 'message' | 'advice'>;

const RECONNECT =
	'Open the Zoho SalesIQ credential and connect the account again. A wrong Portal can look like this too.';

const TOKEN: Text = {
	kind: 'token',
	message: 'Zoho SalesIQ did not accept the access token',
	advice: RECONNECT,
};
const BUSY: Text = {
	kind: 'busy',
	message: 'Zoho SalesIQ is receiving too many requests',
	advice: 'Wait a few minutes, then try again.',
};
const NOT_FOUND: Text = {
	kind: 'notFound',
	message: 'Zoho SalesIQ does not have what n8n asked for',
	advice:
		'It may have been deleted in the meantime. Check the Portal, and the Data Center of the credential.',
};
const PERMISSION: Text = {
	kind: 'permission',
	message: 'The Zoho account of the credential may not do this',
	advice: 'Ask a SalesIQ administrator for the permission, or connect an administrator’s account.',
};
const SCOPE: Text = {
	kind: 'scope',
	message: 'The credential lacks a permission (OAuth scope)',
	advice:
		'Tick it under Permissions in the Zoho SalesIQ credential ("Webhooks: Manage" for webhooks), then connect the account again.',
};

/** The vendor's error codes [doc: REST v2 page] (salesiq-api, section 7). Codes that are not here are `invalid`. */
const BY_CODE: Readonly<Record<number, Text>> = {
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
			'Webhooks need the Enterprise plan of Zoho SalesIQ: upgrade it, or choose another Portal.',
	},
	1023: BUSY,
};

const UNAVAILABLE: Text = {
	kind: 'unreachable',
	message: 'Zoho SalesIQ is not available',
	advice: 'Try again in a few minutes.',
};
const NOT_SALESIQ: Text = {
	kind: 'unreachable',
	message: 'Zoho SalesIQ’s address gave an answer that is not SalesIQ’s',
	advice: 'Check the Data Center of the credential, then try again in a few minutes.',
};
const INVALID: Text = {
	kind: 'invalid',
	message: 'Zoho SalesIQ did not accept the request',
	advice: 'If SalesIQ gave a reason, it stands in brackets.',
};

/** For answers that carry no error code of the vendor's. */
const BY_STATUS: Readonly<Record<number, Text>> = {
	401: TOKEN,
	403: PERMISSION,
	404: NOT_FOUND,
	429: BUSY,
};

const MAX_VENDOR_TEXT = 200;

/** The vendor's own words in one line of bounded length, for a message. */
function vendorText(value: JsonValue | undefined): string | undefined {
	return asText(value)?.replace(/\s+/g, ' ').slice(0, MAX_VENDOR_TEXT);
}

/**
 * Reads an answer of the REST API. Errors come with HTTP 200 too [doc], so the body decides:
 * a top-level `error` is an error whatever the status.
 *
 * @param body the answer's text
 */
export function readAnswer(status: number, body: string): Result<JsonValue | undefined> {
	const answer = asObject(parseLossless(body));
	if (answer?.error !== undefined) {
		const error = asObject(answer.error) ?? { message: answer.error };
		const code = Number(asText(error.code));
		// An expired token is told by a 400, too, whose body names the token [code].
		const namesToken = status === 400 && /oauth\s*token/i.test(asText(error.message) ?? '');
		const text = BY_CODE[code] ?? (namesToken ? TOKEN : (BY_STATUS[status] ?? INVALID));
		return { ok: false, problem: toProblem(text, status, code, vendorText(error.message)) };
	}
	if (status >= 500) return { ok: false, problem: toProblem(UNAVAILABLE, status) };
	if (status >= 300 && status < 400) return { ok: false, problem: toProblem(NOT_SALESIQ, status) };
	if (status >= 400) {
		return { ok: false, problem: toProblem(BY_STATUS[status] ?? INVALID, status) };
	}
	if (answer !== undefined) return { ok: true, data: answer.data };
	// Deletions may be answered without a body; a page of HTML is not SalesIQ.
	if (body.trim() === '') return { ok: true, data: undefined };
	return { ok: false, problem: toProblem(NOT_SALESIQ, status) };
}

function toProblem(text: Text, status: number, code?: number, vendor?: string): Problem {
	const hasCode = code !== undefined && Number.isFinite(code);
	const details = [vendor && `“${vendor}”`, hasCode && `code ${code}`, `HTTP ${status}`];
	return {
		...text,
		message: `${text.message} (${details.filter(Boolean).join(', ')})`,
		...(hasCode ? { code } : {}),
		status,
	};
}

/** The problem of a call that got no answer at all. */
export function unreachable(host: string, reason: string): Problem {
	return {
		kind: 'unreachable',
		message: `${host} could not be reached (${reason})`,
		advice: 'Check that n8n’s machine can reach it, then try again in a few minutes.',
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

/** Whether the same call may work a little later. */
export function isTransient({ kind }: Problem): boolean {
	return kind === 'busy' || kind === 'unreachable';
}
