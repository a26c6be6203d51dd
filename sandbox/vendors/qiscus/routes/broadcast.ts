import type { JsonValue } from '../../shared/jsonText.ts';
import { addRecord } from '../../shared/recordList.ts';
import type { Call, Route } from '../api.ts';
import { secretKeyOrToken } from '../authorise.ts';
import type { Template } from '../domain/types.ts';
import { QiscusError } from '../errors.ts';
import {
	fieldError,
	fieldsOfParams,
	idItem,
	optionalFlag,
	readContent,
	readId,
	readList,
} from '../fields.ts';
import type { Fields } from '../fields.ts';
import { numberMeta, pageOf } from '../paging.ts';
import { readBody } from '../requestBody.ts';
import { APP_CREATED_MS } from '../seed.ts';
import type { State } from '../state.ts';
import { isoTime, spacedTime } from '../times.ts';

/** WhatsApp messages made of templates. */
export const BROADCAST_ROUTES: readonly Route[] = [
	{
		method: 'POST',
		path: '/api/v3/admin/broadcast/client',
		authorise: secretKeyOrToken,
		handle: broadcast,
	},
	{
		method: 'GET',
		path: '/api/v2/admin/hsm',
		authorise: secretKeyOrToken,
		handle: listTemplates,
	},
];

/** What is sent [doc], how wrong things are refused [guess]; the customer's room is not made. */
async function broadcast({ state, request }: Call): Promise<JsonValue> {
	const { fields } = await readBody(request);
	const channelId = Number(readId(fields, 'channel_id'));
	const phoneNumber = readContent(fields, 'phone_number');
	if (!/^[1-9]\d{6,14}$/.test(phoneNumber)) throw fieldError('phone_number', 'is invalid');
	const language = readContent(fields, 'language');
	const template = templateOf(state, channelId, fields);
	const content = template.texts.find((text) => text.language === language);
	if (content === undefined) throw fieldError('language', 'is invalid');
	const variables = readList(fields, 'variables', (item) =>
		typeof item === 'string' ? item : undefined,
	);
	if (variables.length !== countVariables(content.text))
		throw fieldError('variables', 'is invalid');
	const jobId = Number(state.nextId());
	addRecord(state.broadcasts, {
		jobId,
		channelId,
		templateName: template.name,
		language,
		phoneNumber,
		variables,
		at: state.now(),
	});
	return {
		data: {
			broadcast_job_id: jobId,
			broadcast_logs: [
				{
					id: Number(state.nextId()),
					message_id: '',
					notes: '',
					phone_number: phoneNumber,
					sent_at: isoTime(state.now()),
					status: 'sent',
					variables: variables.join(','),
				},
			],
			template_name: template.name,
			namespace: template.namespace,
			language,
		},
		status: 200,
	};
}

function templateOf({ templates, channels }: State, channelId: number, fields: Fields): Template {
	const channel = channels.find(({ id }) => id === channelId);
	if (channel?.kind !== 'wa') throw fieldError('channel_id', 'is invalid');
	const name = readContent(fields, 'template_name');
	const namespace = readContent(fields, 'namespace');
	const template = templates.find(
		(candidate) =>
			candidate.channelId === channelId &&
			candidate.name === name &&
			candidate.namespace === namespace,
	);
	if (template === undefined) throw new QiscusError(400, 'Template not found');
	if (!template.isApproved) throw new QiscusError(400, 'Template is not approved');
	return template;
}

/** Filters and members [code], their values [guess]. */
function listTemplates({ state, request }: Call): JsonValue {
	const fields = fieldsOfParams(request.query);
	const isApproved = optionalFlag(fields, 'approved');
	const channelId = idItem(fields['channel_id'] ?? '');
	const found = state.templates.filter(
		(template) =>
			(isApproved === undefined || template.isApproved === isApproved) &&
			(channelId === undefined || template.channelId === channelId),
	);
	const page = pageOf(found, fields, ({ id }) => [0, id]);
	return {
		data: { hsm_templates: page.rows.map((template) => templateObject(state, template)) },
		meta: numberMeta(page),
		status: 200,
	};
}

function templateObject({ app }: State, template: Template): JsonValue {
	const approval = template.isApproved ? 1 : 0;
	return {
		id: template.id,
		app_id: app.id,
		channel_id: template.channelId,
		name: template.name,
		namespace: template.namespace,
		category: template.category,
		approval_status: approval,
		created_at: spacedTime(APP_CREATED_MS),
		updated_at: spacedTime(APP_CREATED_MS),
		hsm_details: template.texts.map(({ id, language, text }) => ({
			id,
			hsm_template_id: template.id,
			language,
			content: text,
			number_of_arguments: countVariables(text),
			header_type: null,
			header_content: null,
			header_default_value: null,
			footer: null,
			buttons: [],
			approval_status: approval,
		})),
	};
}

function countVariables(text: string): number {
	return new Set(text.match(/\{\{\d+\}\}/g)).size;
}
