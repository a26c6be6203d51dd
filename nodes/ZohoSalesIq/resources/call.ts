import { type IExecuteFunctions, sleep } from 'n8n-workflow';

import { failed, type Problem, type Result } from '../../shared/problem';
import { permissionOptions } from '../scopes';
import { callSalesIq, type SalesIqCall, type SalesIqRequest } from '../transport';

const FIRST_PAUSE_MS = 1_000;
const LAST_PAUSE_MS = 8_000;

/**
 * What operations call SalesIQ with: a missing scope is named, and where SalesIQ is receiving too many
 * requests, the call is made again a little later. One that may do its work twice is made only once.
 */
export function salesIqCall(this: IExecuteFunctions): SalesIqCall {
	return async (request) => {
		for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs *= 2) {
			const answer = await callSalesIq.call(this, request);
			const isOver = pauseMs > LAST_PAUSE_MS || request.method === 'POST';
			if (isOver || answer.ok || answer.problem.kind !== 'busy')
				return named(answer, request.scope ?? scopeOf(request));
			await sleep(pauseMs);
		}
	};
}

/** An answer whose problem, where it is a missing scope, names that scope. */
export function named<T>(answer: Result<T>, scope: string): Result<T> {
	if (answer.ok || answer.problem.kind !== 'scope') return answer;
	return failed(missingScope(answer.problem, scope));
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
