import { asArray, asObject, asText } from '../../../shared/json/read';
import type { JsonObject } from '../../../shared/json/types';
import { failed, type Result } from '../../../shared/problem';
import { readCollection, readText, required, rowsIn } from '../../../shared/resources/fields';
import { madeOnce, repeating } from '../../../shared/resources/repeating';
import type { ItemOperation } from '../../../shared/resources/types';
import {
	listTemplates,
	sendTemplate as send,
	type Template,
	type TemplateText,
} from '../../broadcasts';
import { shownTime } from '../../times';
import { askQiscus, callQiscus } from '../../transport';
import { readLocated } from '../locator';
import { CHANNEL, properties, TEMPLATE } from './properties';

/**
 * GET `/api/v2/admin/hsm` [code] for the template, then POST `/api/v3/admin/broadcast/client` [doc:
 * outbound message], App-Id with Secret-Key; what sends is never repeated.
 */
export const sendTemplate: ItemOperation = {
	name: 'Send WhatsApp Template',
	value: 'sendTemplate',
	action: 'Send broadcast of a WhatsApp template',
	description:
		'Send an approved template to a phone number, also when the customer has not written',
	properties,

	async execute(itemIndex) {
		const channelId = readLocated.call(this, CHANNEL, itemIndex);
		if (!channelId.ok) return channelId;
		const templateId = readLocated.call(this, TEMPLATE, itemIndex);
		if (!templateId.ok) return templateId;
		const phoneNumber = phoneOf(readText.call(this, 'phoneNumber', itemIndex));
		if (!phoneNumber.ok) return phoneNumber;
		const templates = await listTemplates(repeating(askQiscus.bind(this)));
		if (!templates.ok) return templates;
		const template = templates.data.find(({ id }) => id === templateId.data);
		if (template === undefined) return NO_TEMPLATE;
		const text = textOf(template, readText.call(this, 'language', itemIndex));
		if (!text.ok) return text;
		const collection = readCollection.call(this, 'variables', itemIndex);
		const variables = variablesFor(text.data, rowsIn(collection, 'variable'));
		if (!variables.ok) return variables;
		const fields = readCollection.call(this, 'additionalFields', itemIndex);
		const headerValue = asText(fields.headerValue);
		const name = asText(fields.name);
		const { language } = text.data;
		const answer = await send(madeOnce(callQiscus.bind(this)), {
			channelId: channelId.data,
			template,
			language,
			variables: variables.data,
			phoneNumber: phoneNumber.data,
			...(headerValue === undefined ? {} : { headerValue }),
			...(name === undefined ? {} : { name }),
		});
		if (!answer.ok) return answer;
		const sent = { template: { id: template.id, name: template.name, language } };
		const to = { channel: { id: channelId.data }, phoneNumber: phoneNumber.data };
		return { ok: true, data: [{ json: { ...shownBroadcast(answer.data), ...sent, ...to } }] };
	},
};

/** With the country’s code and without a plus [doc]; people write them with all kinds of marks. */
function phoneOf(text: string | undefined): Result<string> {
	const given = required(text, 'Phone Number');
	if (!given.ok) return given;
	const digits = given.data.replace(/^\+|[\s().-]/g, '');
	return /^[1-9]\d{6,14}$/.test(digits) ? { ok: true, data: digits } : NO_PHONE;
}

/** The template in the language that is chosen; where it has one only, none need be. */
function textOf({ name, texts }: Template, language: string | undefined): Result<TemplateText> {
	const wanted = language ?? (texts.length === 1 ? texts[0]?.language : undefined);
	const text = texts.find((one) => one.language === wanted);
	if (text !== undefined) return { ok: true, data: text };
	const languages = texts.map((one) => one.language).join(', ');
	return failed({
		kind: 'invalid',
		message: `The template ${name} is not in the language that is chosen under Language`,
		advice: `Choose one of its languages: ${languages || 'Qiscus names none'}.`,
	});
}

function variablesFor(
	{ variableCount }: TemplateText,
	rows: readonly JsonObject[],
): Result<string[]> {
	const values = rows.map(({ value }) => asText(value) ?? '');
	if (variableCount === undefined || values.length === variableCount) {
		return { ok: true, data: values };
	}
	return failed({
		kind: 'invalid',
		message: `The template has ${variableCount} variables, but Variables has ${values.length}`,
		advice: 'Add a value for each variable of the template, in their order.',
	});
}

/** Of the log of an only message. */
function shownBroadcast(broadcast: JsonObject): JsonObject {
	const log = asObject(asArray(broadcast.broadcast_logs)[0]) ?? {};
	return {
		id: asText(broadcast.broadcast_job_id) ?? null,
		status: asText(log.status) ?? null,
		notes: asText(log.notes) ?? null,
		messageId: asText(log.message_id) ?? null,
		sentAt: shownTime(log.sent_at),
	};
}

const NO_TEMPLATE = failed({
	kind: 'notFound',
	message: 'Qiscus has no approved template of this ID',
	advice: 'Choose the template from the list. WhatsApp may not have approved it, or not yet.',
});

const NO_PHONE = failed({
	kind: 'invalid',
	message: 'Phone Number is not one with a country code',
	advice: 'Give it with the country’s code and without leading zeros, such as 6281234567890.',
});
