import { isObject } from './json.ts';

/**
 * Reads the `flatted` format in which n8n stores the data of an execution: one array, in which
 * every object, array and text stands once, and members point to it by its index as a text.
 *
 * @param text what n8n's REST API gives as `data`
 * @returns the value as it was before; what was one object in several places is one again
 */
export function parseFlatted(text: string): unknown {
	const table: unknown = JSON.parse(text);
	if (!Array.isArray(table)) throw new Error('This is not flatted data: it is not an array.');
	const built = new Map<number, unknown>();

	const build = (index: number): unknown => {
		if (built.has(index)) return built.get(index);
		const value: unknown = table[index];
		if (Array.isArray(value)) {
			const list: unknown[] = [];
			// Before its members, which may point back to it.
			built.set(index, list);
			for (const member of value) list.push(follow(member));
			return list;
		}
		if (isObject(value)) {
			const object: Record<string, unknown> = {};
			built.set(index, object);
			for (const [key, member] of Object.entries(value)) object[key] = follow(member);
			return object;
		}
		return value;
	};
	const follow = (member: unknown): unknown =>
		typeof member === 'string' ? build(Number(member)) : member;

	return build(0);
}
