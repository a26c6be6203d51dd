import type { IExecuteFunctions } from 'n8n-workflow';

import type { JsonValue } from '../../shared/json/types';
import { failed, type Problem, type Result } from '../../shared/problem';
import { repeating } from '../../shared/resources/repeating';
import { permissionOptions } from '../scopes';
import { callSalesIq, type SalesIqCall, type SalesIqRequest } from '../transport';

/**
 * What operations call SalesIQ with: a missing scope is named, and where SalesIQ is receiving too many
 * requests, the call is made again a little later. One that may do its work twice is made only once.
 */
export function salesIqCall(this: IExecuteFunctions): SalesIqCall {
	const call = repeating(callSalesIq.bind(this), mayRepeat);
	return async (request) => named(await call(request), request);
}

/**
 * Only what SalesIQ has refused for now: after other trouble the work may be done, so that a second
 * DELETE would find nothing. A POST creates or sends something, so it is made once whatever happens.
 */
function mayRepeat({ kind }: Problem, { method }: SalesIqRequest): boolean {
	return kind === 'busy' && method !== 'POST';
}

function named(
	answer: Result<JsonValue | undefined>,
	request: SalesIqRequest,
): Result<JsonValue | undefined> {
	if (answer.ok || answer.problem.kind !== 'scope') return answer;
	return failed(missingScope(answer.problem, scopeOf(request)));
}

/** Groups of scopes that are not written as the path has them [code]. */
const GROUPS: Readonly<Record<string, string>> = { apps: 'Apps' };
/** The part of a scope that a method wants; adding events or apps to a webhook is an update [doc]. */
const RIGHTS: Readonly<Record<string, string>> = {
	GET: 'READ',
	POST: 'CREATE',
	PUT: 'UPDATE',
	DELETE: 'DELETE',
};
const ADDING = /\/webhooks\/[^/]+\/(?:apps|events)$/;

/** The scope that a call needs. */
export function scopeOf({ method, path }: Pick<SalesIqRequest, 'method' | 'path'>): string {
	const [, first = '', second = first] = path.split('/');
	const isAdding = method === 'POST' && ADDING.test(path);
	return `SalesIQ.${GROUPS[second] ?? second}.${isAdding ? 'UPDATE' : (RIGHTS[method] ?? method)}`;
}

function missingScope(problem: Problem, scope: string): Problem {
	const permission = permissionOptions.find(({ value }) =>
		String(value).split(',').includes(scope),
	)?.name;
	return {
		...problem,
		message: `The credential lacks the OAuth scope ${scope}`,
		advice: `Open the Zoho SalesIQ credential, choose “${permission ?? scope}” under Permissions, save, and connect the account again.`,
	};
}
