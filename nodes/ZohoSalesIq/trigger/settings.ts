import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import { asBoolean, asTexts } from '../../shared/json/read';
import type { JsonObject } from '../../shared/json/types';
import { parameterReader } from '../../shared/parameters';
import type { FilterSettings } from './filters';
import { splitKeys } from './publicKeys';

const MINUTE_MS = 60_000;

/** What the user has set on the trigger, as plain values. */
export interface TriggerSettings {
	/** Whether the webhook is pasted into SalesIQ by hand. */
	isManual: boolean;
	/** The vendor's names of the chosen events. */
	events: string[];
	/** The ids of the chosen apps; none means all. */
	apps: string[];
	/** The texts of the public keys, where the webhook is pasted by hand. */
	publicKeys: string[];
	isSimplified: boolean;
	/** The chosen filters; the apps are one of them. */
	filters: FilterSettings;
	/** Whether a delivery without a signature is let in. */
	allowsUnsigned: boolean;
	/** How old an event may be; undefined for any age, NaN where what was set is no number. */
	maximumAgeMs: number | undefined;
}

/** Reads the parameters; a value of another type than it should have, from an expression, counts as not set. */
export function readSettings(this: IHookFunctions | IWebhookFunctions): TriggerSettings {
	const read = parameterReader.call(this);
	const options = (read('options') ?? {}) as JsonObject;
	const additional = String(options.additionalEvents ?? '').split(/[\s,]+/);
	const isManual = read('webhookSetup') === 'manual';
	const apps = asTexts(read('apps'));
	return {
		isManual,
		events: [...new Set([...asTexts(read('events')), ...additional])].filter(Boolean),
		apps,
		publicKeys: isManual ? asTexts(read('publicKeys')).flatMap(splitKeys) : [],
		isSimplified: read('simplify') !== false,
		filters: { ...(read('filters') as FilterSettings | null), apps },
		allowsUnsigned: asBoolean(options.allowUnsigned) === true,
		maximumAgeMs:
			options.maximumAge === undefined ? undefined : Number(options.maximumAge) * MINUTE_MS,
	};
}
