import fc from 'fast-check';

import { isTransient } from '../../../nodes/shared/problem';
import { readAnswer } from '../../../nodes/ZohoSalesIq/problems';

const error = (code: unknown, message = 'Vendor text') =>
	JSON.stringify({ error: { code, message } });

describe('reading an answer', () => {
	it('takes the data of a success', () => {
		expect(
			readAnswer(200, '{"url":"/x","object":"list","data":[{"id":68564000016029999}]}'),
		).toEqual({
			ok: true,
			data: [{ id: '68564000016029999' }],
		});
	});

	it('takes an empty answer as done', () => {
		expect(readAnswer(204, '')).toEqual({ ok: true, data: undefined });
	});

	it.each([
		[200, error(1021), 'plan', 'Enterprise'],
		[403, error(1021), 'plan', 'Enterprise'],
		[200, error('1009'), 'scope', 'Permissions'],
		[200, error(1005), 'portal', 'Portal'],
		[200, error(1002), 'token', 'connect the account again'],
		[200, error(1008), 'token', 'connect the account again'],
		[401, '', 'token', 'connect the account again'],
		[400, '{"error":{"message":"Invalid OAuthToken"}}', 'token', 'connect the account again'],
		[200, error(1016), 'permission', 'administrator'],
		[200, error(1017), 'limit', 'Remove something'],
		[200, error(1019), 'notFound', 'deleted'],
		[404, '', 'notFound', 'deleted'],
		[200, error(1014), 'exists', 'Remove the other'],
		[200, error(1023), 'busy', 'Wait'],
		[429, 'slow down', 'busy', 'Wait'],
		[502, '<html>Bad gateway</html>', 'unreachable', 'Try again'],
		[200, '<html>Login</html>', 'unreachable', 'Data Center'],
		[200, error(9999), 'invalid', 'in brackets'],
		[200, error(1001), 'token', 'connect the account again'],
		[200, error(1020), 'permission', 'administrator'],
		[200, '{"error":"invalid_code"}', 'invalid', 'in brackets'],
		[200, '{"error":[1]}', 'invalid', 'in brackets'],
		[200, '{"error":null,"data":[]}', 'invalid', 'in brackets'],
		[302, '', 'unreachable', 'Data Center'],
	])('HTTP %i %s is a problem of the kind %s', (status, body, kind, advice) => {
		const result = readAnswer(status, body);
		expect(result).toMatchObject({ ok: false, problem: { kind, status } });
		if (!result.ok) expect(result.problem.advice).toContain(advice);
	});

	it('quotes the vendor in one line of bounded length', () => {
		const result = readAnswer(200, error(1011, `first\nsecond ${'x'.repeat(5000)}`));
		if (result.ok) throw new Error('this is an error');
		expect(result.problem.message).toContain('“first second xxx');
		expect(result.problem.message.length).toBeLessThan(400);
		expect(result.problem.message).not.toContain('\n');
	});

	it('repeats only what may work a little later', () => {
		const kinds = [
			[502, ''],
			[429, ''],
			[200, error(1021)],
			[401, ''],
		] as const;
		expect(
			kinds.map(([status, body]) => {
				const result = readAnswer(status, body);
				return !result.ok && isTransient(result.problem);
			}),
		).toEqual([true, true, false, false]);
	});

	it('never throws, whatever the answer', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 100, max: 599 }),
				fc.oneof(fc.string(), fc.json()),
				(status, body) => {
					expect(readAnswer(status, body)).toHaveProperty('ok');
				},
			),
		);
	});
});
