import { asObject } from '../../shared/json/read';
import type { JsonObject, JsonValue } from '../../shared/json/types';
import { failed, type Result } from '../../shared/problem';
import type { Given } from '../../shared/resources/types';

/**
 * The item of an answer that is about one thing.
 *
 * @param one what it is, such as `an app`
 */
export function oneObject(
	answer: Result<JsonValue | undefined>,
	one: string,
	shown: (object: JsonObject) => JsonObject,
): Given {
	if (!answer.ok) return answer;
	const object = asObject(answer.data);
	if (object !== undefined && Object.keys(object).length > 0) {
		return { ok: true, data: [{ json: shown(object) }] };
	}
	return failed({
		kind: 'invalid',
		message: `Zoho SalesIQ answered without ${one}`,
		advice:
			'Try again; after a Create, look in SalesIQ first whether it is there. If it stays so, report it as an issue of this package.',
	});
}
