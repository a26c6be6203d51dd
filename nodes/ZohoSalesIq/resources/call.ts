import type { IExecuteFunctions } from 'n8n-workflow';

import { failed, type Problem, type Result } from '../../shared/problem';
import { madeOnce, repeating } from '../../shared/resources/repeating';
import { dataOf } from '../problems';
import { permissionOptions } from '../scopes';
import { askSalesIq, type SalesIqAsk, type SalesIqCall, type SalesIqRequest } from '../transport';

/**
 * What operations call SalesIQ with: a missing scope is named, and where SalesIQ is receiving too many
 * requests, the call is made again a little later. One that may do its work twice is made only once.
 */
export function salesIqCall(this: IExecuteFunctions): SalesIqCall {
	const ask = salesIqAsk.call(this);
	return async (request) => dataOf(await ask(request));
}

/** As `salesIqCall`, but for what it gives: the answer whole. */
export function salesIqAsk(this: IExecuteFunctions): SalesIqAsk {
	const again = repeating(askSalesIq.bind(this), mayRepeat);
	const once = madeOnce(askSalesIq.bind(this));
	return async (request) => {
		const ask = request.method === 'POST' ? once : again;
		return named(await ask(request), request);
	};
}

/**
 * Only what SalesIQ has refused for now: after other trouble the work may be done, so that a second
 * DELETE would find nothing. A POST creates or sends something, so it is made once whatever happens.
 */
const mayRepeat = ({ kind }: Problem): boolean => kind === 'busy';

/** An answer whose problem, where it is a missing scope, names that scope. */
export function named<T>(answer: Result<T>, request: SalesIqRequest): Result<T> {
	if (answer.ok || answer.problem.kind !== 'scope') return answer;
	return failed(missingScope(answer.problem, scopeOf(request)));
}

/** Groups of scopes that are not written as the path has them [code]. */
const GROUPS: Readonly<Record<string, string>> = { apps: 'Apps' };
/** The part of a scope that a method wants. */
const RIGHTS: Readonly<Record<string, string>> = {
	GET: 'READ',
	POST: 'CREATE',
	PUT: 'UPDATE',
	DELETE: 'DELETE',
};
/** Calls that want another scope than others of their kind [doc]. */
const EXCEPTIONS: ReadonlyArray<readonly [RegExp, string]> = [
	[/^POST \/[^/]+\/webhooks\/[^/]+\/(?:apps|events)$/, 'SalesIQ.webhooks.UPDATE'],
	[/^POST \/[^/]+\/operators\/[^/]+\/departments$/, 'SalesIQ.operators.UPDATE'],
	[/^GET \/[^/]+\/feedbacks\/[^/]+$/, 'SalesIQ.conversations.READ'],
	[/^POST \/[^/]+\/conversations\/[^/]+\/(?:close|pickup)$/, 'SalesIQ.conversations.UPDATE'],
	[/^GET \/attachments\//, 'SalesIQ.conversations.READ'],
];

/** The scope that a call needs. */
export function scopeOf({ method, path }: Pick<SalesIqRequest, 'method' | 'path'>): string {
	const exception = EXCEPTIONS.find(([call]) => call.test(`${method} ${path}`));
	if (exception !== undefined) return exception[1];
	const [, first = '', second = first] = path.split('/');
	const group = first === 'portals' ? first : second;
	return `SalesIQ.${GROUPS[group] ?? group}.${RIGHTS[method] ?? method}`;
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
