import { asText } from '../../../shared/json/read';
import type { JsonValue } from '../../../shared/json/types';
import { isWebAddress } from '../../../shared/network';
import { failed, type Problem, type Result } from '../../../shared/problem';

/** A whole address that SalesIQ can call. */
export function readUrl(value: JsonValue | undefined): Result<string> {
	const url = asText(value) ?? '';
	return isWebAddress(url) ? { ok: true, data: url } : NO_URL;
}

/** "Invalid URL" [doc: error codes]: of the call, or of the webhook, which was not found out. */
const INVALID_URL = 1006;

/** Says more than the error code does: SalesIQ calls a URL before it takes it [doc]. */
export function withUrlAdvice<T>(answer: Result<T>, url: string): Result<T> {
	if (answer.ok) return answer;
	const { code, kind } = answer.problem;
	const mayBeUrl = kind === 'invalid' || code === INVALID_URL;
	return mayBeUrl ? failed(aboutUrl(answer.problem, url)) : answer;
}

function aboutUrl(problem: Problem, url: string): Problem {
	// What stands behind the question mark may be a secret of the one who is called.
	const [shown = ''] = url.split(/[?#]/);
	return {
		...problem,
		advice: `SalesIQ calls ${shown} with HEAD before it takes the webhook, and wants the answer 200 within 5 seconds; it calls no URL with a port. Check the address, and that SalesIQ knows the events and apps.`,
	};
}

const NO_URL = failed({
	kind: 'invalid',
	message: 'URL is not an address that starts with https:// or http://',
	advice: 'Enter the whole address that SalesIQ shall call, such as https://example.com/salesiq.',
});
