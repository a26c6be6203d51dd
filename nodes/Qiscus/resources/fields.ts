import { asArray, asObject, asTexts } from '../../shared/json/read';
import type { JsonObject, JsonValue } from '../../shared/json/types';
import { failed, type Result } from '../../shared/problem';
import { required } from '../../shared/resources/given';
import { isWebAddress } from './webhook/url';

export {
	chosen,
	readCollection,
	readText,
	readTruth,
	required,
} from '../../shared/resources/given';

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
export function webAddress(text: string | undefined, label: string): Result<string> {
	const given = required(text, label);
	if (!given.ok || isWebAddress(given.data)) return given;
	return failed({
		kind: 'invalid',
		message: `${label} is not an address that starts with https:// or http://`,
		advice: `Enter the whole address under ${label}, such as https://example.com/picture.png.`,
	});
}
