import type { IExecuteFunctions } from 'n8n-workflow';

import { asObject } from '../../../shared/json/read';
import type { JsonValue } from '../../../shared/json/types';
import { failed, type Result } from '../../../shared/problem';

/** Digits, and for failed executions a UUID [doc: samples]: nothing that means something in a path. */
const ID = /^[\w-]{1,100}$/;

/** An id as text; a number that has lost its last digits already is none. */
function idOf(value: JsonValue | undefined): string | undefined {
	const text = Number.isSafeInteger(value) ? String(value) : value;
	const id = typeof text === 'string' ? text.trim() : undefined;
	return id !== undefined && ID.test(id) ? id : undefined;
}

/** The id in a field that takes one; an expression may give anything. */
export function readId(
	this: IExecuteFunctions,
	itemIndex: number,
	name: string,
	label: string,
): Result<string> {
	const id = readIdIn(this.getNodeParameter(name, itemIndex, '') as JsonValue, label);
	if (!id.ok || id.data !== undefined) return id as Result<string>;
	return failed({
		kind: 'invalid',
		message: `${label} is empty`,
		advice: 'Choose from the list, or give an ID, such as the id of an earlier item.',
	});
}

/** The id in a field that may be empty, as a resource locator has it, or as an expression gives it. */
export function readIdIn(field: JsonValue | undefined, label: string): Result<string | undefined> {
	const locator = asObject(field);
	const value = (locator !== undefined && 'value' in locator ? locator.value : field) ?? '';
	if (value === '') return { ok: true, data: undefined };
	const id = idOf(value);
	return id === undefined ? unreadable(label) : { ok: true, data: id };
}

/** The ids in a field that takes several: a list, or texts separated by commas. Each is given once. */
export function readIds(value: JsonValue | undefined, label: string): Result<string[]> {
	const given = typeof value === 'string' ? value.split(',') : (value ?? []);
	const list = Array.isArray(given) ? given : [given];
	const filled = list.filter((member) => String(member ?? '').trim() !== '');
	const ids = filled.map((member) => idOf(asObject(member)?.id ?? member));
	const read = ids.filter((id) => id !== undefined);
	if (read.length < filled.length) return unreadable(label);
	return { ok: true, data: [...new Set(read)] };
}

function unreadable(label: string) {
	return failed({
		kind: 'invalid',
		message: `${label} is not an ID of SalesIQ`,
		advice:
			'An ID has digits, letters and hyphens only. Give it as text: as a number, a long one loses its last digits.',
	});
}
