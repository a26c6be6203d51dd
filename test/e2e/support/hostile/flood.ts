import { createRandom } from '../../../../sandbox/vendors/shared/random.ts';
import { drawCall, type HostileCall, type Target } from './calls';
import { type RawAnswer, rawCall } from './rawCall';

/** One call with what came back. */
interface Answered {
	call: HostileCall;
	answer: RawAnswer;
}

/** What a whole flood came to. */
export interface Flood {
	/** How often which answer came, by status; `none` where the caller hung up or was hung up on. */
	statuses: Record<string, number>;
	/** The longest time of a call in milliseconds, by whether n8n had megabytes to do with. */
	slowest: { small: Slowest; big: Slowest };
	/** Calls whose answer is not one that they may get. */
	wrong: string[];
}

export interface Slowest {
	ms: number;
	kind: string;
}

/** Small calls under way at a time; a big one is alone, so that its time is its own. */
const AT_ONCE = 8;
/** A machine that others use too holds a call up now and then; what hangs does so each time. */
const SLOW_MS = 1_000;
const SLOW_TRIES = 5;

/**
 * What no caller may be answered: that an event is taken; a redirect; 410, at which SalesIQ deletes a
 * webhook; a failure of the server's, but where n8n itself fails before it asks the node.
 */
function isWrong({ mayFail, mayHang }: HostileCall, { status, text, hasHung }: RawAnswer): boolean {
	if ((hasHung && !mayHang) || text.includes('"accepted"')) return true;
	if (status === undefined) return false;
	return (status >= 500 && !mayFail) || status === 410 || (status >= 300 && status < 400);
}

/** Makes calls that must not start an execution, always the same for the same seed. */
export async function flood(
	port: number,
	target: Target,
	{ seed, calls }: { seed: number; calls: number },
): Promise<Flood> {
	const random = createRandom(seed);
	const result: Flood = {
		statuses: {},
		slowest: { small: { ms: 0, kind: '' }, big: { ms: 0, kind: '' } },
		wrong: [],
	};
	const take = ({ call, answer }: Answered) => {
		const status = String(answer.status ?? 'none');
		result.statuses[status] = (result.statuses[status] ?? 0) + 1;
		const size = call.isBig ? 'big' : 'small';
		const { kind, method, headers, framing, body } = call;
		if (!answer.hasHung && answer.ms > result.slowest[size].ms)
			result.slowest[size] = { ms: answer.ms, kind };
		if (isWrong(call, answer)) {
			const told = JSON.stringify({ method, framing, bytes: body.length, headers }).slice(0, 500);
			result.wrong.push(`${kind}: ${told} was answered ${answer.text}`);
		}
	};
	let waiting: HostileCall[] = [];
	const sendWaiting = async () => {
		const answered = await Promise.all(waiting.map(async (call) => await send(port, call)));
		waiting = [];
		answered.forEach(take);
	};
	for (let made = 0; made < calls; made++) {
		const call = drawCall(random, target);
		if (call.isBig || waiting.length === AT_ONCE) await sendWaiting();
		if (call.isBig) take({ call, answer: await rawCall(port, call) });
		else waiting.push(call);
	}
	await sendWaiting();
	return result;
}

async function send(port: number, call: HostileCall): Promise<Answered> {
	let answer = await rawCall(port, call);
	for (let tries = 1; answer.ms > SLOW_MS && !answer.hasHung && tries < SLOW_TRIES; tries++) {
		const again = await rawCall(port, call);
		if (again.ms < answer.ms) answer = again;
	}
	return { call, answer };
}
