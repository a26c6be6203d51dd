import { asArray, asObject, asText } from '../shared/json/read';
import type { JsonObject, JsonValue } from '../shared/json/types';
import type { Result } from '../shared/problem';
import { numberedRows } from './lists';
import type { QiscusAsk, QiscusCall } from './transport';

/** A WhatsApp message that may be sent to whoever has not written. */
export interface Template {
	id: string;
	name: string;
	namespace: string;
	/** Undefined where Qiscus does not say. */
	channelId: string | undefined;
	texts: readonly TemplateText[];
}

/** A template in one language. */
export interface TemplateText {
	id: string | undefined;
	language: string;
	/** How many variables it has; undefined where Qiscus does not say. */
	variableCount: number | undefined;
}

/** GET `/api/v2/admin/hsm`, App-Id with Secret-Key [code]: the templates that WhatsApp has approved. */
export async function listTemplates(ask: QiscusAsk): Promise<Result<Template[]>> {
	const rows = await numberedRows(
		ask,
		{ method: 'GET', path: '/api/v2/admin/hsm', query: { approved: 'true' } },
		'hsm_templates',
	);
	return rows.ok ? { ok: true, data: rows.data.flatMap(readTemplate) } : rows;
}

function readTemplate(value: JsonValue): Template[] {
	const row = asObject(value);
	const id = asText(row?.id);
	if (row === undefined || id === undefined) return [];
	return [
		{
			id,
			name: asText(row.name) ?? id,
			namespace: asText(row.namespace) ?? '',
			channelId: asText(row.channel_id),
			texts: asArray(row.hsm_details).flatMap(readText),
		},
	];
}

function readText(value: JsonValue): TemplateText[] {
	const row = asObject(value);
	const language = asText(row?.language);
	if (row === undefined || language === undefined) return [];
	const count = Number(asText(row.number_of_arguments) ?? NaN);
	const variableCount = Number.isSafeInteger(count) && count >= 0 ? count : undefined;
	return [{ id: asText(row.id), language, variableCount }];
}

/** A template on its way to a customer. */
export interface Broadcast {
	channelId: string;
	template: Template;
	language: string;
	variables: string[];
	/** With the country's code, digits only. */
	phoneNumber: string;
	/** The address of the picture or file above the text. */
	headerValue?: string;
	/** Under which the dashboard shows it. */
	name?: string;
}

/**
 * POST `/api/v3/admin/broadcast/client`, App-Id with Secret-Key [doc: outbound message].
 *
 * @returns what Qiscus answers of it
 */
export async function sendTemplate(
	call: QiscusCall,
	{ channelId, template, language, variables, phoneNumber, headerValue, name }: Broadcast,
): Promise<Result<JsonObject>> {
	const answer = await call({
		method: 'POST',
		path: '/api/v3/admin/broadcast/client',
		body: {
			// A number in the samples [doc]; one that a double would change stays a text.
			channel_id: Number.isSafeInteger(Number(channelId)) ? Number(channelId) : channelId,
			template_name: template.name,
			namespace: template.namespace,
			language,
			variables,
			phone_number: phoneNumber,
			...(headerValue === undefined ? {} : { header_value: headerValue }),
			...(name === undefined ? {} : { name }),
		},
	});
	return answer.ok ? { ok: true, data: asObject(answer.data) ?? {} } : answer;
}
