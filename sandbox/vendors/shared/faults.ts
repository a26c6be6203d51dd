import type { HttpAnswer, HttpRequest } from './httpServer.ts';

/** Which requests a fault hits: all of a method, all whose path matches, or both. */
export interface FaultMatch {
	method?: string;
	path?: RegExp;
	/** How many matching requests go through before the fault begins. */
	skip?: number;
}

/**
 * What a request gets in place of its answer. `cut` and `hang` come before the request is worked
 * on; `cutAfter` does the work and then loses the answer, as a network does.
 */
export type FaultAnswer = HttpAnswer | 'cut' | 'hang' | 'cutAfter';

export interface Faults {
	failNext(match: FaultMatch, answer: FaultAnswer, times?: number): void;
	/** The fault for this request, if any; each counts down by one. */
	take(request: Pick<HttpRequest, 'method' | 'path'>): FaultAnswer | undefined;
}

interface Fault {
	match: FaultMatch;
	answer: FaultAnswer;
	skip: number;
	left: number;
}

/** Faults that tests ask for, the oldest that matches first. */
export function createFaults(): Faults {
	const faults: Fault[] = [];
	return {
		failNext: (match, answer, times = 1) => {
			faults.push({ match, answer, skip: match.skip ?? 0, left: times });
		},
		take: (request) => {
			const fault = faults.find(({ match, left }) => left > 0 && hits(match, request));
			if (fault === undefined || fault.skip-- > 0) return undefined;
			fault.left -= 1;
			return fault.answer;
		},
	};
}

function hits(match: FaultMatch, request: Pick<HttpRequest, 'method' | 'path'>): boolean {
	const methodFits = match.method === undefined || match.method === request.method;
	// `search`, because `test` on a global expression remembers where it stopped.
	return methodFits && (match.path === undefined || request.path.search(match.path) !== -1);
}
