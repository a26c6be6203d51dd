import type { IExecuteFunctions } from 'n8n-workflow';

import { asArray, asObject, asText } from '../../../shared/json/read';
import type { JsonObject, JsonValue } from '../../../shared/json/types';
import { failed, type Problem, type Result } from '../../../shared/problem';
import { readCollection, readText, required } from '../../../shared/resources/fields';
import type { ItemOperation } from '../../../shared/resources/types';
import { readId } from '../fields/ids';
import { locatorProperty } from '../fields/locator';
import { portalProperty } from '../fields/portal';
import { shownObject } from '../lists';
import { oneObject } from '../oneObject';
import { portalTools } from '../portalTools';
import { additionalFieldsProperty, VISITOR_FIELDS } from './createFields';

/**
 * POST `/visitor/v2/<screen name>/conversations`, SalesIQ.conversations.CREATE of an organisation’s
 * token [doc: path and body; code: the kind of token; guess: scope and answer].
 */
export const create: ItemOperation = {
	name: 'Create',
	value: 'create',
	action: 'Create conversation',
	description:
		'Begin a conversation in a visitor’s name; the credential has to be an organisation’s',
	properties: [
		portalProperty,
		locatorProperty({
			displayName: 'App',
			name: 'appId',
			one: 'an app',
			searchListMethod: 'searchApps',
			example: '40526000000002043',
			description: 'The app (brand) that the visitor writes to',
		}),
		locatorProperty({
			displayName: 'Department',
			name: 'departmentId',
			one: 'a department',
			searchListMethod: 'searchDepartments',
			example: '301050000004',
			description: 'The department that gets the conversation',
		}),
		{
			displayName: 'Visitor ID',
			name: 'visitorId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. customer-4711',
			description: 'Any text that tells this visitor from others, such as the ID in your CRM',
		},
		{
			displayName: 'Question',
			name: 'question',
			type: 'string',
			typeOptions: { rows: 3 },
			default: '',
			required: true,
			description: 'The visitor’s first message',
		},
		additionalFieldsProperty,
	],

	async execute(itemIndex) {
		const tools = portalTools.call(this, itemIndex);
		if (!tools.ok) return tools;
		const body = readBody.call(this, itemIndex);
		if (!body.ok) return body;
		const { call, base } = tools.data;
		const answer = await call({
			method: 'POST',
			base: '/visitor/v2',
			path: `${base}/conversations`,
			body: body.data,
		});
		if (!answer.ok) return failed(forVisitors(answer.problem));
		return oneObject(answer, 'a conversation', shownObject);
	},
};

function readBody(this: IExecuteFunctions, itemIndex: number): Result<JsonObject> {
	const appId = readId.call(this, itemIndex, 'appId', 'App');
	if (!appId.ok) return appId;
	const departmentId = readId.call(this, itemIndex, 'departmentId', 'Department');
	if (!departmentId.ok) return departmentId;
	const visitorId = required(readText.call(this, 'visitorId', itemIndex), 'Visitor ID');
	if (!visitorId.ok) return visitorId;
	const question = required(readText.call(this, 'question', itemIndex), 'Question');
	if (!question.ok) return question;

	const fields = readCollection.call(this, 'additionalFields', itemIndex);
	const wait = asText(fields.customWaitTime);
	if (wait !== undefined && !isWait(Number(wait))) return NO_WAIT;
	const info = infoOf(fields.customerInfo);
	const visitor = VISITOR_FIELDS.flatMap(({ name, key }) => {
		const text = asText(fields[name]);
		return text === undefined ? [] : [[key, text]];
	});
	return {
		ok: true,
		data: {
			visitor: { user_id: visitorId.data, ...Object.fromEntries(visitor) },
			app_id: appId.data,
			department_id: departmentId.data,
			question: question.data,
			...(Object.keys(info).length === 0 ? {} : { customer_info: info }),
			...(wait === undefined ? {} : { custom_wait_time: Number(wait) }),
		},
	};
}

/** "The maximum value for this key is 999" [doc]. */
const isWait = (wait: number): boolean => Number.isInteger(wait) && wait >= 1 && wait <= 999;

/** Rows of names and values; a name that comes twice has the last value. */
function infoOf(collection: JsonValue | undefined): JsonObject {
	const rows = asArray(asObject(collection)?.info).map(asObject);
	return Object.fromEntries(
		rows.flatMap((row) => {
			const name = asText(row?.name);
			return name === undefined ? [] : [[name, asText(row?.value) ?? '']];
		}),
	);
}

/** What is refused to a user’s token is told with what to do about that. */
function forVisitors(problem: Problem): Problem {
	if (!['permission', 'scope', 'token'].includes(problem.kind)) return problem;
	return {
		...problem,
		advice: `Create acts in a visitor’s name: in the credential, Authorise As has to be Organisation. ${problem.advice}`,
	};
}

const NO_WAIT = failed({
	kind: 'invalid',
	message: 'Custom Wait Time is not a whole number from 1 to 999',
	advice: 'Enter such a number, or remove the field.',
});
