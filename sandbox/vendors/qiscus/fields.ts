import { QiscusError } from './errors.ts';

/** What a caller sends by name: texts in forms and queries, anything in JSON. */
export type Fields = Readonly<Record<string, unknown>>;

export function fieldError(name: string, what: string): QiscusError {
	return new QiscusError(400, { [name]: [what] });
}

/** The fields of a form or query; those named `x[]` are the list `x`. */
export function fieldsOfParams(params: URLSearchParams): Fields {
	const names = [...new Set(params.keys())];
	return Object.fromEntries(
		names.map((name): [string, unknown] =>
			name.endsWith('[]')
				? [name.slice(0, -2), params.getAll(name)]
				: [name, params.getAll(name).at(-1)],
		),
	);
}

/** An id that has to be there: a number, or a text that is not empty. */
export function readId(fields: Fields, name: string): string {
	const value = fields[name];
	if (value === undefined || value === null || value === '') {
		throw fieldError(name, "can't be blank");
	}
	if (typeof value !== 'string' && typeof value !== 'number') throw fieldError(name, 'is invalid');
	return String(value);
}

/** A text that has to be there and says something. */
export function readContent(fields: Fields, name: string): string {
	const value = optionalText(fields, name);
	if (!value) throw fieldError(name, "can't be blank");
	return value;
}

export function optionalText(fields: Fields, name: string): string | undefined {
	const value = fields[name];
	if (value === undefined || value === null) return undefined;
	if (typeof value !== 'string') throw fieldError(name, 'is invalid');
	return value;
}

/** `true` or `false`, in JSON also bare; an empty text is none. [guess] */
export function optionalFlag(fields: Fields, name: string): boolean | undefined {
	const value = fields[name];
	if (value === undefined || value === null || value === '') return undefined;
	if (value === true || value === 'true') return true;
	if (value === false || value === 'false') return false;
	throw fieldError(name, 'is invalid');
}

/** A whole number from 1 on; an empty text is none. [guess] */
export function optionalCount(fields: Fields, name: string): number | undefined {
	const value = fields[name];
	if (value === undefined || value === null || value === '') return undefined;
	const count = Number(value);
	if (!Number.isInteger(count) || count < 1) throw fieldError(name, 'is invalid');
	return count;
}

/** A list, each as `read` makes it of one item; none where there is no field. */
export function readList<T>(
	fields: Fields,
	name: string,
	read: (item: unknown) => T | undefined,
): T[] {
	const value = fields[name];
	if (value === undefined || value === null) return [];
	if (!Array.isArray(value)) throw fieldError(name, 'is invalid');
	return value.map((item: unknown) => {
		const made = read(item);
		if (made === undefined) throw fieldError(name, 'is invalid');
		return made;
	});
}

/** Of a list of ids. */
export function idItem(item: unknown): number | undefined {
	const id = typeof item === 'string' && item !== '' ? Number(item) : item;
	return typeof id === 'number' && Number.isInteger(id) ? id : undefined;
}

export function isObject(value: unknown): value is Fields {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
