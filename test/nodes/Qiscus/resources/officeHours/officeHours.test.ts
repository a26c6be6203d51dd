import type { OfficeDay } from '../../../../../nodes/Qiscus/officeHours';
import { openingAt } from '../../../../../nodes/Qiscus/openingTimes';
import { answer, type Desk, openDesk } from '../agentAllocation/desk';
import { sent } from '../calls';

let desk: Desk;
beforeEach(async () => {
	desk = await openDesk();
});
afterEach(async () => await desk.vendor.close());

const parameters = { resource: 'officeHours', operation: 'get' };

describe('Office Hours: Get', () => {
	it('gives the hours, and whether it is open', async () => {
		const json = await desk.node.one(parameters);
		const day = (name: string) => ({ day: name, start: '09:00', end: '17:00' });
		expect(json).toEqual({
			isOpen: expect.any(Boolean),
			nextChangeAt: expect.stringMatching(/^\d{4}-.*:00\.000Z$/),
			timezone: '+07:00',
			days: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'].map(day),
			onlineMessage: 'Office hours general',
			offlineMessage: 'Outside office hours general',
			sendsOnlineIfResolved: false,
			sendsOfflineEachMessage: false,
		});
		expect(sent(desk.vendor)).toEqual([{ method: 'GET', path: '/api/v1/admin/office_hours' }]);
	});

	it('is open all the time, or never', async () => {
		const days = (start: string, end: string) =>
			[0, 1, 2, 3, 4, 5, 6].map((day) => ({ day, start, end }));
		desk.vendor.officeHours.days = days('00:00', '24:00');
		expect(await desk.node.one(parameters)).toMatchObject({ isOpen: true, nextChangeAt: null });
		desk.vendor.officeHours.days = [];
		expect(await desk.node.one(parameters)).toMatchObject({ isOpen: false, nextChangeAt: null });
	});

	it('gives null for what is not told or cannot be read', async () => {
		const rows = [
			{ day: 7, starttime: '09:00', endtime: '17:00' },
			{ day: 1, starttime: 'noon' },
		];
		desk.vendor.failNext({}, answer(200, { data: { timezone: 'WIB', office_hours: rows } }));
		expect(await desk.node.one(parameters)).toEqual({
			isOpen: null,
			nextChangeAt: null,
			timezone: 'WIB',
			days: [],
			onlineMessage: null,
			offlineMessage: null,
			sendsOnlineIfResolved: null,
			sendsOfflineEachMessage: null,
		});
	});
});

describe('whether it is open', () => {
	const hours = (day: number, start: number, end: number): OfficeDay => ({
		day,
		start: start * 60,
		end: end * 60,
	});
	const weekdays = [1, 2, 3, 4, 5].map((day) => hours(day, 9, 17));
	const JAKARTA = 7 * 60;

	// 16 November 2026 is a Monday.
	it.each<[string, number, OfficeDay[], boolean, string | undefined]>([
		['2026-11-16T01:59:59Z', JAKARTA, weekdays, false, '2026-11-16T02:00:00.000Z'],
		['2026-11-16T02:00:00Z', JAKARTA, weekdays, true, '2026-11-16T10:00:00.000Z'],
		['2026-11-16T09:59:59Z', JAKARTA, weekdays, true, '2026-11-16T10:00:00.000Z'],
		['2026-11-16T10:00:00Z', JAKARTA, weekdays, false, '2026-11-17T02:00:00.000Z'],
		// In Jakarta it is Monday already.
		['2026-11-15T23:00:00Z', JAKARTA, [hours(1, 6, 8)], true, '2026-11-16T01:00:00.000Z'],
		['2026-11-20T10:00:00Z', JAKARTA, weekdays, false, '2026-11-23T02:00:00.000Z'],
		['2026-11-16T12:00:00Z', -5 * 60, weekdays, false, '2026-11-16T14:00:00.000Z'],
		// Over midnight, and over the end of the week.
		['2026-11-16T23:30:00Z', 0, [hours(1, 22, 6)], true, '2026-11-17T06:00:00.000Z'],
		['2026-11-17T05:59:00Z', 0, [hours(1, 22, 6)], true, '2026-11-17T06:00:00.000Z'],
		['2026-11-15T03:00:00Z', 0, [hours(6, 22, 6)], true, '2026-11-15T06:00:00.000Z'],
		['2026-11-16T21:00:00Z', 0, [hours(1, 22, 6)], false, '2026-11-16T22:00:00.000Z'],
		// Hours that touch, and hours that overlap.
		[
			'2026-11-16T10:00:00Z',
			0,
			[hours(1, 9, 12), hours(1, 12, 14), hours(1, 13, 18)],
			true,
			'2026-11-16T18:00:00.000Z',
		],
		[
			'2026-11-16T10:00:00Z',
			0,
			[hours(1, 0, 24), hours(2, 0, 24)],
			true,
			'2026-11-18T00:00:00.000Z',
		],
		['2026-11-16T10:00:00Z', 0, [], false, undefined],
	])('at %s, %i minutes ahead, with %j: %s until %s', (now, offsetMinutes, days, isOpen, next) => {
		const opening = openingAt({ offsetMinutes, days }, Date.parse(now));
		expect(opening?.isOpen).toBe(isOpen);
		const { nextChangeMs } = opening ?? {};
		expect(nextChangeMs === undefined ? undefined : new Date(nextChangeMs).toISOString()).toBe(
			next,
		);
	});

	it('is not known without a time zone', () => {
		expect(openingAt({ offsetMinutes: undefined, days: weekdays }, 0)).toBeUndefined();
	});
});
