import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import { textsOf } from '../../shared/filters/compare';
import { asBoolean, asTexts } from '../../shared/json/read';
import type { JsonObject } from '../../shared/json/types';
import { parameterReader } from '../../shared/parameters';
import { type EventName, isEventName } from './events';
import type { FilterSettings } from './filters';

const SECOND_MS = 1_000;
export const DEFAULT_REPEAT_WINDOW_S = 10;

/** What the user has set on the trigger, as plain values. */
export interface TriggerSettings {
	/** Whether every URL is pasted into Qiscus by hand. */
	isManual: boolean;
	events: EventName[];
	/** Whether a slot that holds another URL is taken, and the URL put back in the end. */
	replaces: boolean;
	isSimplified: boolean;
	filters: FilterSettings;
	/** Whether messages of bots, admins and agents count, because somebody chose who writes. */
	hasChosenSenders: boolean;
	/** Whether Qiscus is asked for the room before an event counts. */
	confirmsRooms: boolean;
	/** Within which what looks the same is the same; NaN where what was set is no number. */
	repeatWindowMs: number;
}

/** Reads the parameters; a value of another type than it should have, from an expression, counts as not set. */
export function readSettings(this: IHookFunctions | IWebhookFunctions): TriggerSettings {
	const read = parameterReader.call(this);
	const options = (read('options') ?? {}) as JsonObject;
	const filters = (read('filters') ?? {}) as FilterSettings;
	return {
		isManual: read('webhookSetup') === 'manual',
		events: [...new Set(asTexts(read('events')))].filter(isEventName),
		replaces: read('occupiedSlot') === 'replace',
		isSimplified: read('simplify') !== false,
		filters,
		hasChosenSenders: textsOf(filters.messageSenders).length > 0,
		// What is no truth, from an expression, does not open the door.
		confirmsRooms: options.confirmRooms !== undefined && asBoolean(options.confirmRooms) !== false,
		repeatWindowMs: Number(options.repeatWindow ?? DEFAULT_REPEAT_WINDOW_S) * SECOND_MS,
	};
}
