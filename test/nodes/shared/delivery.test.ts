import fc from 'fast-check';

import { RecentEvents } from '../../../nodes/shared/delivery/recentEvents';
import { DropLog } from '../../../nodes/shared/delivery/dropLog';
import { takeDelivery } from '../../../nodes/shared/delivery/takeDelivery';
import type { Delivery, DeliverySteps, Identity } from '../../../nodes/shared/delivery/types';
import { asObject, asText } from '../../../nodes/shared/json/read';

const delivery = (body: string, more: Partial<Delivery> = {}): Delivery => ({
	method: 'POST',
	headers: {},
	query: {},
	rawBody: Buffer.from(body),
	...more,
});

const identity = (id: string): Identity => ({ eventId: id, marks: [id], repeats: [id] });

/** A vendor of four lines: the header `who` proves the caller, `id` names the event. */
const steps: DeliverySteps<string> = {
	authenticate: async ({ headers }) => (headers.who === 'friend' ? undefined : 'a stranger'),
	recognise: (body) => {
		const id = asText(asObject(body)?.id);
		return id === undefined
			? { end: { answer: { status: 200, body: { status: 'ignored' } } } }
			: { next: id };
	},
	isWanted: (id) => id !== 'unwanted',
	identify: (id) => identity(id),
	output: (id) => ({ id }),
};
const friend = { headers: { who: 'friend' } };
const withCommas = (count: number) => `{"x":"${','.repeat(count)}"}`;
const once = () => new RecentEvents(10).of('trigger');

describe('the way of a delivery', () => {
	it('ends in an event for a known caller', async () => {
		expect(await takeDelivery(delivery('{"id":"1"}', friend), steps, once())).toEqual({
			identity: identity('1'),
			item: { id: '1' },
		});
	});

	it.each([
		['a stranger', delivery('{"id":"1"}'), 401],
		['a stranger’s body that is no JSON', delivery('{'), 401],
		['a body that is no JSON', delivery('{"id', friend), 400],
		['a body nested without measure', delivery('['.repeat(9_999) + ']'.repeat(9_999), friend), 400],
		['a body with more than 100,000 commas', delivery(withCommas(100_001), friend), 400],
		['one with as many, in a text', delivery(withCommas(100_000), friend), 200],
		['a body that tells no event', delivery('{"x":"a longer body"}', friend), 200],
		['an event that nobody asked for', delivery('{"id":"unwanted"}', friend), 200],
		['HEAD', delivery('', { method: 'HEAD' }), 200],
		['GET', delivery('', { method: 'GET' }), 200],
		['an empty POST', delivery(''), 200],
		['a POST of an empty object', delivery(' { } \n'), 200],
	])('answers %s and starts nothing', async (_name, received, status) => {
		const outcome = await takeDelivery(received, steps, once());
		expect(outcome).toMatchObject({ end: { answer: { status } } });
	});

	it('reads nothing out of a body whose sender is unknown', async () => {
		const recognise = jest.fn(steps.recognise);
		await takeDelivery(delivery('{"id":"1"}'), { ...steps, recognise }, once());
		expect(recognise).not.toHaveBeenCalled();
	});

	it('starts one execution for an event that arrives twice', async () => {
		const memory = once();
		await takeDelivery(delivery('{"id":"1"}', friend), steps, memory);
		const second = await takeDelivery(delivery('{"id":"1"}', friend), steps, memory);
		expect(second).toEqual({ end: { answer: { status: 200, body: { status: 'duplicate' } } } });
		memory.forget(identity('1'));
		expect(await takeDelivery(delivery('{"id":"1"}', friend), steps, memory)).toHaveProperty(
			'item',
		);
	});

	it('ends where somebody else does not confirm the event, and asks nobody for what is not wanted', async () => {
		const confirm = jest.fn(async (id: string) => (id === 'false' ? 'made up' : undefined));
		const doubting = { ...steps, confirm };
		const end = async (id: string) =>
			await takeDelivery(delivery(`{"id":"${id}"}`, friend), doubting, once());
		expect(await end('false')).toMatchObject({
			end: { answer: { status: 401 }, reason: 'made up' },
		});
		expect(await end('true')).toHaveProperty('item');
		await end('unwanted');
		expect(confirm).toHaveBeenCalledTimes(2);
	});

	it('gives any bytes an answer, and an event to nobody but a known caller', async () => {
		await fc.assert(
			fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), fc.string(), async (bytes, who) => {
				fc.pre(who !== 'friend');
				const received = delivery('', { rawBody: Buffer.from(bytes), headers: { who } });
				expect(await takeDelivery(received, steps, once())).toHaveProperty('end.answer.status');
			}),
		);
	});
});

describe('RecentEvents', () => {
	it('tells triggers apart', () => {
		const recent = new RecentEvents(10);
		expect(recent.of('a').add(identity('1'))).toBe(true);
		expect(recent.of('b').add(identity('1'))).toBe(true);
		expect(recent.of('a').add(identity('1'))).toBe(false);
	});

	it('knows an event by any of its names', () => {
		const recent = new RecentEvents(10).of('a');
		recent.add({ eventId: '1', marks: ['1', 'content'], repeats: ['1'] });
		expect(recent.add({ eventId: '2', marks: ['2'], repeats: ['2', 'content'] })).toBe(false);
		expect(recent.add({ eventId: '3', marks: ['3', 'content'], repeats: ['3'] })).toBe(true);
	});

	it('remembers for a window what is to be remembered for one', () => {
		let nowMs = 0;
		const recent = new RecentEvents(2, () => nowMs).of('a');
		const windowed = { ...identity('1'), windowMs: 1_000 };
		expect(recent.add(windowed)).toBe(true);
		nowMs = 999;
		expect(recent.add(windowed)).toBe(false);
		nowMs = 1_000;
		expect(recent.add(identity('2'))).toBe(true);
		expect(recent.add(windowed)).toBe(true);
		// It counts from then on, and is not the first to be forgotten any more.
		expect(recent.add(identity('3'))).toBe(true);
		expect(recent.add(windowed)).toBe(false);
		expect(recent.add(identity('2'))).toBe(true);
	});

	it('forgets the oldest beyond its capacity', () => {
		const recent = new RecentEvents(2).of('a');
		['1', '2', '3'].forEach((id) => recent.add(identity(id)));
		expect(['3', '2', '1'].map((id) => recent.add(identity(id)))).toEqual([false, false, true]);
	});
});

describe('DropLog', () => {
	it('logs a reason once a minute, with the count of what was not logged', () => {
		const log = new DropLog();
		expect(log.line('refused by A', 'no signature', 0)).toBe(
			'A delivery was refused by A: no signature',
		);
		expect(log.line('refused by A', 'no signature', 30_000)).toBeUndefined();
		expect(log.line('refused by A', 'no signature', 59_999)).toBeUndefined();
		expect(log.line('refused by A', 'another', 59_999)).toBe(
			'A delivery was refused by A: another',
		);
		expect(log.line('refused by A', 'no signature', 60_000)).toBe(
			'A delivery was refused by A: no signature (and 2 more since the last line)',
		);
	});

	it('stays bounded', () => {
		const log = new DropLog();
		for (let i = 0; i < 10_000; i++) log.line('A', `reason ${i}`, 0);
		expect(Reflect.get(log, 'minutes').size).toBeLessThanOrEqual(100);
	});
});
