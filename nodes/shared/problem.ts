import { asText } from './json/read';
import type { JsonValue } from './json/types';

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

/** Why a call to a vendor gave no data. */
export interface Problem {
	kind: ProblemKind;
	/** What happened, in one sentence. */
	message: string;
	/** What to do about it, in one or two sentences. */
	advice: string;
	/** The vendor's own error code, where it gave one. */
	code?: number;
	status?: number;
	/** The vendor's own words as `vendorText` leaves them, for code that decides. */
	words?: string;
}

/** What a call to a vendor gives; nothing is thrown. */
export type Result<T> = { ok: true; data: T } | { ok: false; problem: Problem };

/** What of a problem stands in a vendor's tables. */
export type ProblemText = Pick<Problem, 'kind' | 'message' | 'advice'>;

export const failed = (problem: Problem): { ok: false; problem: Problem } => ({
	ok: false,
	problem,
});

const MAX_VENDOR_TEXT = 200;
const MAX_SEARCHED_TEXT = 5_000;
/** What follows a question mark may be a token of ours, in a URL that the vendor repeats. */
const URL_QUERY = /\?[^\s"'”<>]+/g;

/** The vendor's own words in one line of bounded length, for a message. */
export function vendorText(value: JsonValue | undefined): string | undefined {
	const text = asText(value)?.slice(0, MAX_SEARCHED_TEXT).replace(/\s+/g, ' ');
	return text?.replace(URL_QUERY, '').slice(0, MAX_VENDOR_TEXT);
}

/** The problem of a call that got no answer at all. */
export function unreachable(host: string, reason: string): Problem {
	return {
		kind: 'unreachable',
		message: `${host} could not be reached (${reason})`,
		advice: 'Check that n8n’s machine can reach it, then try again in a few minutes.',
	};
}

/** Whether the same call may work a little later. */
export function isTransient({ kind }: Problem): boolean {
	return kind === 'busy' || kind === 'unreachable';
}
