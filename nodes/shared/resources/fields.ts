import type { IExecuteFunctions } from 'n8n-workflow';

import { asArray, asBoolean, asObject, asText, asTexts } from '../json/read';
import type { JsonObject, JsonValue } from '../json/types';
import { isWebAddress } from '../network';
import { failed, type Result } from '../problem';

/** A parameter of an item as text, undefined where there is none; an expression may give anything. */
export function readText(
	this: IExecuteFunctions,
	name: string,
	itemIndex: number,
): string | undefined {
	return asText(this.getNodeParameter(name, itemIndex, '') as JsonValue | undefined);
}

/** A parameter that is on or off; undefined where it is neither. */
export function readTruth(
	this: IExecuteFunctions,
	name: string,
	itemIndex: number,
): boolean | undefined {
	return asBoolean(this.getNodeParameter(name, itemIndex, '') as JsonValue | undefined);
}

/** The members of a collection that are set. */
export function readCollection(
	this: IExecuteFunctions,
	name: string,
	itemIndex: number,
): JsonObject {
	return asObject(this.getNodeParameter(name, itemIndex, {}) as JsonValue | undefined) ?? {};
}

/** The rows of a collection that may have several. */
export function rowsIn(collection: JsonValue | undefined, name: string): JsonObject[] {
	return asArray(asObject(collection)?.[name])
		.map(asObject)
		.filter((row) => row !== undefined);
}

/** Several ids: an expression may give a list, one id, or a text with commas between them. */
export function idsOf(value: JsonValue | undefined): string[] {
	const values = typeof value === 'string' ? value.split(',') : value;
	return asTexts(Array.isArray(values) ? values : [values ?? '']);
}

/** @param label the field's name in the editor */
export function required(text: string | undefined, label: string): Result<string> {
	if (text !== undefined) return { ok: true, data: text };
	return failed({
		kind: 'invalid',
		message: `${label} is empty`,
		advice: `Fill in ${label}, or check that its expression gives something for this item.`,
	});
}

/** @param label the field's name in the editor */
export function webAddress(text: string | undefined, label: string): Result<string> {
	const given = required(text, label);
	if (!given.ok || isWebAddress(given.data)) return given;
	return failed({
		kind: 'invalid',
		message: `${label} is not an address that starts with https:// or http://`,
		advice: `Enter the whole address under ${label}, such as https://example.com/picture.png.`,
	});
}

/** The value if it is one of those that can be chosen. */
export function chosen<T extends string>(
	value: JsonValue | undefined,
	choices: readonly T[],
	label: string,
): Result<T> {
	const found = choices.find((choice) => choice === value);
	if (found !== undefined) return { ok: true, data: found };
	return failed({
		kind: 'invalid',
		message: `${label} is none of the choices`,
		advice: `Choose one under ${label}, or let the expression give one of ${choices.join(', ')}.`,
	});
}
