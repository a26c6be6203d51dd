import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import type { JsonValue } from './json/types';

/**
 * Reads a trigger's parameters, null where one is not set. n8n copies a value whenever it looks for
 * expressions in it, and that is on the way of every delivery: what holds none is read as it is.
 */
export function parameterReader(
	this: IHookFunctions | IWebhookFunctions,
): (name: string) => JsonValue {
	return (name) => {
		const set = this.getNodeParameter(name, null, { rawExpressions: true }) as JsonValue;
		return hasExpression(set) ? (this.getNodeParameter(name, null) as JsonValue) : set;
	};
}

/** Whether n8n has to evaluate a part of a parameter. */
export function hasExpression(value: JsonValue | undefined): boolean {
	if (typeof value === 'string') return value.startsWith('=');
	if (typeof value !== 'object' || value === null) return false;
	return Object.values(value).some(hasExpression);
}
