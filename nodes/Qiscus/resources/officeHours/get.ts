import { asBoolean, asText } from '../../../shared/json/read';
import type { JsonObject, JsonValue } from '../../../shared/json/types';
import { repeating } from '../../../shared/resources/repeating';
import type { ItemOperation } from '../../../shared/resources/types';
import { type OfficeHours, readOfficeHours } from '../../officeHours';
import { openingAt } from '../../openingTimes';
import { callQiscus } from '../../transport';

/** GET `/api/v1/admin/office_hours`, App-Id with Secret-Key [code of the vendor's]. */
export const get: ItemOperation = {
	name: 'Get',
	value: 'get',
	action: 'Get office hours',
	description: 'Get the office hours of the app, and whether it is open now',
	properties: [],

	async execute() {
		const hours = await readOfficeHours(repeating(callQiscus.bind(this)));
		if (!hours.ok) return hours;
		return { ok: true, data: [{ json: shownHours(hours.data, Date.now()) }] };
	},
};

function shownHours(hours: OfficeHours, nowMs: number): JsonObject {
	const { told, days } = hours;
	const opening = openingAt(hours, nowMs);
	const next = opening?.nextChangeMs;
	return {
		isOpen: opening?.isOpen ?? null,
		nextChangeAt: next === undefined ? null : new Date(next).toISOString(),
		timezone: asText(told.timezone) ?? null,
		days: days.map(({ day, start, end }): JsonValue => ({
			day: DAY_NAMES[day] ?? null,
			start: clockOf(start),
			end: clockOf(end),
		})),
		onlineMessage: asText(told.online_message) ?? null,
		offlineMessage: asText(told.offline_message) ?? null,
		sendsOnlineIfResolved: asBoolean(told.send_online_if_resolved) ?? null,
		sendsOfflineEachMessage: asBoolean(told.send_offline_each_message) ?? null,
	};
}

const DAY_NAMES = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

function clockOf(minutes: number): string {
	const digits = (value: number) => String(value).padStart(2, '0');
	return `${digits(Math.floor(minutes / 60))}:${digits(minutes % 60)}`;
}
