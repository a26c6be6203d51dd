import { shownTime } from '../../../nodes/Qiscus/times';
import type { JsonValue } from '../../../nodes/shared/json/types';

it.each<[JsonValue | undefined, JsonValue]>([
	[undefined, null],
	[null, null],
	['', null],
	['2023-09-20T04:39:59Z', '2023-09-20T04:39:59Z'],
	['2019-02-04 04:49:47', '2019-02-04T04:49:47'],
	[1_800_000_000_000, '2027-01-15T08:00:00.000Z'],
	[
		{ date: '2019-02-04 04:49:47.000000', timezone_type: 3, timezone: 'UTC' },
		'2019-02-04T04:49:47Z',
	],
	[{ date: '2019-02-04 04:49:47.000000', timezone: '+07:00' }, '2019-02-04T04:49:47+07:00'],
	[{ date: '2019-02-04 04:49:47', timezone: 'Asia/Jakarta' }, '2019-02-04T04:49:47'],
	[{ timezone: 'UTC' }, null],
])('%j is shown as %j', (value, shown) => {
	expect(shownTime(value)).toBe(shown);
});
