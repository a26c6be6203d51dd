import { asObject } from '../../../shared/json/read';
import type { JsonObject, JsonValue } from '../../../shared/json/types';
import { redact } from '../../redact';
import { maskedUrl } from '../maskedUrl';

/** Wider than for payloads: no setting that is needed has such a name [doc: the sample of the configs]. */
const SECRET_NAME =
	/secret|token|passw|passphrase|credential|(?:^|[^a-z])(?:key|pin)s?(?![a-z])|keys?$/i;

/** The configs under the vendor's own names, without secrets; `"true"` and `"false"` become truths. */
export function shownConfiguration(configs: JsonObject, webhookToken: string): JsonObject {
	const show = (value: JsonValue): JsonValue => {
		if (value === 'true' || value === 'false') return value === 'true';
		if (typeof value === 'string') return maskedUrl(value, webhookToken);
		if (Array.isArray(value)) return value.map(show);
		return typeof value === 'object' && value !== null ? showMembers(value) : value;
	};
	const showMembers = (object: JsonObject): JsonObject =>
		Object.fromEntries(
			Object.entries(object)
				.filter(([name]) => !SECRET_NAME.test(name))
				.map(([name, value]) => [name, value === undefined ? undefined : show(value)]),
		);
	return showMembers(asObject(redact(configs)) ?? {});
}
