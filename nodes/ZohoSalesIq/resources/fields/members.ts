import type { INodeProperties } from 'n8n-workflow';

import { asBoolean } from '../../../shared/json/read';
import type { JsonObject, JsonValue } from '../../../shared/json/types';
import { failed, type Result } from '../../../shared/problem';
import { chosen } from '../../../shared/resources/fields';

/** A field of a collection, and the member of SalesIQ's object that it fills. */
export interface Member {
	/** SalesIQ's name. */
	key: string;
	field: INodeProperties;
	/** What is sent of what the user, or an expression, gives. */
	read(value: JsonValue): Result<JsonValue>;
}

type Texts = Pick<INodeProperties, 'displayName' | 'name' | 'description' | 'placeholder'>;

/** A text; an empty one is sent, too. */
export function textMember(key: string, texts: Texts): Member {
	return {
		key,
		field: { ...texts, type: 'string', default: '' },
		read: (value) => {
			if (typeof value === 'object' && value !== null) return noText(texts.displayName);
			return { ok: true, data: String(value ?? '').trim() };
		},
	};
}

/**
 * Something that is so or not.
 *
 * @param isText whether SalesIQ's samples have it as a text
 */
export function truthMember(key: string, texts: Texts, { isText }: { isText: boolean }): Member {
	return {
		key,
		field: { ...texts, type: 'boolean', default: true },
		read: (value) => {
			const truth = truthOf(value, texts.displayName);
			return truth.ok && isText ? { ok: true, data: String(truth.data) } : truth;
		},
	};
}

/** One of several words; n8n shows them as they are. */
export function choiceMember(key: string, texts: Texts, choices: readonly string[]): Member {
	return {
		key,
		field: {
			...texts,
			type: 'options',
			options: choices.map((choice) => ({ name: choice, value: choice })),
			default: choices[0] ?? '',
		},
		read: (value) => chosen(String(value), choices, texts.displayName),
	};
}

/** What a collection looks like in the editor, its fields by name. */
export function fieldsOf(members: readonly Member[]): INodeProperties[] {
	return members
		.map(({ field }) => field)
		.sort((a, b) => a.displayName.localeCompare(b.displayName));
}

/** The members that are given in a collection; the others are left out. */
export function readMembers(members: readonly Member[], given: JsonObject): Result<JsonObject> {
	const object: JsonObject = {};
	for (const { key, field, read } of members) {
		const value = given[field.name];
		if (value === undefined) continue;
		const result = read(value);
		if (!result.ok) return result;
		object[key] = result.data;
	}
	return { ok: true, data: object };
}

/** @param label the field's name in the editor */
export function truthOf(value: JsonValue | undefined, label: string): Result<boolean> {
	const truth = asBoolean(value);
	return truth === undefined ? noTruth(label) : { ok: true, data: truth };
}

function noTruth(label: string) {
	return failed({
		kind: 'invalid',
		message: `${label} is neither true nor false`,
		advice: 'Switch it on or off, or let the expression give true or false.',
	});
}

function noText(label: string) {
	return failed({
		kind: 'invalid',
		message: `${label} is not a text`,
		advice: 'Enter a text, or let the expression give one.',
	});
}
