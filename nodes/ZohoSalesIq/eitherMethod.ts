import type { Problem } from '../shared/problem';
import type { SalesIqCall, SalesIqRequest } from './transport';

/** "Invalid request type" and "invalid method" [doc: error codes]: nothing was done. */
const WRONG_METHOD = [1004, 1010];

/** A call whose method the documents do not show: PUT, or POST where SalesIQ refuses that. */
export async function withEitherMethod(
	call: SalesIqCall,
	request: Omit<SalesIqRequest, 'method'>,
): ReturnType<SalesIqCall> {
	const put = await call({ ...request, method: 'PUT' });
	if (put.ok || !isWrongMethod(put.problem)) return put;
	const post = await call({ ...request, method: 'POST' });
	return !post.ok && isWrongMethod(post.problem) ? put : post;
}

function isWrongMethod({ code, status }: Problem): boolean {
	return status === 405 || (code !== undefined && WRONG_METHOD.includes(code));
}
