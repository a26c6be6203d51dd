import type { INodeProperties } from 'n8n-workflow';

import { asText } from '../../../shared/json/read';
import type { JsonObject } from '../../../shared/json/types';
import { failed, type Result } from '../../../shared/problem';
import type { WebhookSettings } from '../../webhooks';
import { truthOf } from '../fields/members';

const DAY_MS = 24 * 60 * 60 * 1000;
const MIN_DAYS = 7;
const MAX_DAYS = 60;

export const keepFailuresProperty: INodeProperties = {
	displayName: 'Keep Failures (Days)',
	name: 'keepFailuresDays',
	type: 'number',
	typeOptions: { minValue: MIN_DAYS, maxValue: MAX_DAYS },
	default: MAX_DAYS,
	description: 'How long SalesIQ keeps deliveries that failed, for Retry Failed Executions',
};

export const securedProperty: INodeProperties = {
	displayName: 'Secured',
	name: 'secured',
	type: 'boolean',
	default: true,
	description:
		'Whether SalesIQ signs what it sends. Zoho SalesIQ Trigger lets in only what is signed.',
};

export const versionProperty: INodeProperties = {
	displayName: 'Version',
	name: 'version',
	type: 'string',
	default: '1',
	description: 'Version of the payload; 1 is the only one that is documented',
};

/** What of a webhook is in a collection of fields. */
export type GivenSettings = Pick<WebhookSettings, 'secured' | 'version' | 'keepFailuresMs'>;

/** Those of these settings that are given; what is not given is left out. */
export function readSettings(fields: JsonObject): Result<GivenSettings> {
	const settings: GivenSettings = {};
	if (fields.secured !== undefined) {
		const secured = truthOf(fields.secured, 'Secured');
		if (!secured.ok) return secured;
		settings.secured = secured.data;
	}
	if (fields.version !== undefined) {
		settings.version = asText(fields.version);
		if (settings.version === undefined) return NO_VERSION;
	}
	if (fields.keepFailuresDays !== undefined) {
		const days = Number(asText(fields.keepFailuresDays) ?? NaN);
		if (!(days >= MIN_DAYS && days <= MAX_DAYS)) return NO_DAYS;
		settings.keepFailuresMs = String(Math.round(days * DAY_MS));
	}
	return { ok: true, data: settings };
}

const NO_VERSION = failed({
	kind: 'invalid',
	message: 'Version is empty',
	advice: 'Enter 1, or remove the field.',
});

const NO_DAYS = failed({
	kind: 'invalid',
	message: 'Keep Failures (Days) is not a number from 7 to 60',
	advice: 'Enter such a number, or remove the field. SalesIQ keeps them at least a week.',
});
