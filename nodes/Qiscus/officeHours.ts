import { asArray, asObject, asText } from '../shared/json/read';
import type { JsonObject, JsonValue } from '../shared/json/types';
import type { Result } from '../shared/problem';
import type { QiscusCall } from './transport';

/** When the office is open on one day of the week. */
export interface OfficeDay {
	/** 0 is Sunday [code]. */
	day: number;
	/** Minutes since midnight. */
	start: number;
	/** Minutes since midnight; not more than `start` where it is open until the next day. */
	end: number;
}

export interface OfficeHours {
	/** As Qiscus tells it, with its messages. */
	told: JsonObject;
	/** How far the app's time is ahead of UTC; undefined where Qiscus does not say. */
	offsetMinutes: number | undefined;
	days: readonly OfficeDay[];
}

/** GET `/api/v1/admin/office_hours`, App-Id with Secret-Key [code of the vendor's]. */
export async function readOfficeHours(call: QiscusCall): Promise<Result<OfficeHours>> {
	const answer = await call({ method: 'GET', path: '/api/v1/admin/office_hours' });
	if (!answer.ok) return answer;
	const told = asObject(answer.data) ?? {};
	return {
		ok: true,
		data: {
			told,
			offsetMinutes: offsetOf(asText(told.timezone)),
			days: asArray(told.office_hours).flatMap(readDay),
		},
	};
}

/** Of a time zone such as `+07:00`. */
function offsetOf(zone = ''): number | undefined {
	const [, sign, hours, minutes] = /^([+-])(\d\d?):?(\d\d)$/.exec(zone) ?? [];
	if (sign === undefined) return /^(?:UTC|Z)$/i.test(zone) ? 0 : undefined;
	return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

function readDay(value: JsonValue): OfficeDay[] {
	const row = asObject(value);
	const day = Number(asText(row?.day) ?? NaN);
	const start = minutesOf(asText(row?.starttime));
	const end = minutesOf(asText(row?.endtime));
	const isDay = Number.isInteger(day) && day >= 0 && day <= 6;
	return isDay && start !== undefined && end !== undefined ? [{ day, start, end }] : [];
}

/** Of a time such as `09:00`, with seconds or without. */
function minutesOf(time = ''): number | undefined {
	const [, hours, minutes] = /^(\d\d?):(\d\d)(?::\d\d)?$/.exec(time) ?? [];
	const total = Number(hours) * 60 + Number(minutes);
	return total >= 0 && total <= 24 * 60 ? total : undefined;
}
