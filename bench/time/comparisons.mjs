// A token or a signature that is wrong in its first character beside one that is wrong in its last, in
// turns: where a comparison stops at the first difference, the second takes longer.
import { createHmac } from 'node:crypto';

import { built } from '../builtPackage.mjs';
import { fixed, median, row } from '../measuring.mjs';

const ROUNDS = 1_000;
const CALLS_PER_ROUND = 200;
/** How far the ratio of the medians may be from 1. */
const MOST_APART = 0.05;

const { isOneOf, isSigned } = built('Qiscus/trigger/proofs');

const token = 'kT'.repeat(21) + 'k';
const body = Buffer.alloc(2048, 'a');
const secret = 'a secret';
const signature = createHmac('sha256', secret).update(body).digest('base64');
const pasted = 'p'.repeat(43);

const replaced = (text, at) =>
	`${text.slice(0, at)}${text[at] === 'A' ? 'B' : 'A'}${text.slice(at + 1)}`;
const signed = (text) => () => {
	if (isSigned({ headers: { 'qiscus-sdk-signature': text }, rawBody: body }, secret))
		throw new Error();
};
const compared = (text) => () => {
	if (isOneOf([token, pasted], text)) throw new Error('A wrong token is let in');
};

const PAIRS = [
	['token', compared(replaced(token, 0)), compared(replaced(token, token.length - 1))],
	['token, half of it right', compared(replaced(token, 0)), compared(replaced(token, 21))],
	['signature (HMAC)', signed(replaced(signature, 0)), signed(replaced(signature, 41))],
];

function timeOf(call) {
	const startMs = performance.now();
	for (let i = 0; i < CALLS_PER_ROUND; i++) call();
	return performance.now() - startMs;
}

/** The median of the second's times by that of the first's; who begins changes from round to round. */
function ratio(first, last) {
	const times = [[], []];
	for (let i = 0; i < ROUNDS; i++) {
		for (const at of i % 2 === 0 ? [0, 1] : [1, 0]) times[at].push(timeOf([first, last][at]));
	}
	const [a, b] = times.map((one) => median(one.slice(ROUNDS / 10)));
	return { ratio: b / a, ns: (1e6 * a) / CALLS_PER_ROUND };
}

let isMissed = false;
row('Wrong in the first and last character', 'one call', 'ratio');
for (const [name, first, last] of PAIRS) {
	const { ratio: apart, ns } = ratio(first, last);
	row(name, fixed(ns, ' ns'), apart.toFixed(3));
	isMissed ||= Math.abs(apart - 1) > MOST_APART;
}
console.log(
	isMissed ? '\nA comparison tells where it ends\n' : '\nNo comparison tells where it ends\n',
);
process.exitCode = isMissed ? 1 : 0;
