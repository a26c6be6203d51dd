import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { asText } from '../../../shared/json/read';
import type { JsonObject } from '../../../shared/json/types';
import type { Result } from '../../../shared/problem';
import { chosen, readCollection } from '../../../shared/resources/fields';
import type { ConversationQuery } from '../../conversations';
import { readIdIn } from '../fields/ids';
import { locatorProperty } from '../fields/locator';
import { type Range, readRange } from '../fields/range';

/** Which conversations are wanted. */
export interface ConversationFilter {
	/** What SalesIQ is asked for besides times. */
	query: ConversationQuery;
	opened: Range;
	updated: Range;
}

const STATUSES = ['closed', 'connected', 'end', 'missed', 'open', 'waiting'];
const VISITOR_TYPES = ['contact', 'lead'];

const options = (values: readonly string[]) =>
	values.map((value) => ({ name: value.charAt(0).toUpperCase() + value.slice(1), value }));

const time = (displayName: string, name: string, description: string) =>
	({ displayName, name, type: 'dateTime', default: '', description }) satisfies INodeProperties;

/** The documented filters of the list [doc: Get Conversation List, the parameters]. */
export const filtersProperty: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	options: [
		locatorProperty({
			displayName: 'App',
			name: 'appId',
			one: 'an app',
			searchListMethod: 'searchApps',
			example: '40526000000002043',
			description: 'Only conversations of this app (brand)',
			required: false,
		}),
		locatorProperty({
			displayName: 'Department',
			name: 'departmentId',
			one: 'a department',
			searchListMethod: 'searchDepartments',
			example: '301050000004',
			description:
				'Only conversations of this department. Without it, SalesIQ gives those of the current department of the operator behind the credential.',
			required: false,
		}),
		time('From', 'from', 'Only conversations that were opened at this time or later'),
		locatorProperty({
			displayName: 'Operator',
			name: 'operatorId',
			one: 'an operator',
			searchListMethod: 'searchOperators',
			example: '30102333033335',
			description: 'Only conversations that this operator attended',
			required: false,
		}),
		{
			displayName: 'Status',
			name: 'status',
			type: 'options',
			options: options(STATUSES),
			default: 'open',
			description: 'Only conversations of this status',
		},
		time('To', 'to', 'Only conversations that were opened at this time or earlier'),
		time('Updated From', 'updatedFrom', 'Only conversations that changed last then or later'),
		time('Updated To', 'updatedTo', 'Only conversations that changed last then or earlier'),
		{
			displayName: 'Visitor Email',
			name: 'visitorEmail',
			type: 'string',
			default: '',
			placeholder: 'e.g. name@email.com',
			description: 'Only conversations of the visitor with this address',
		},
		{
			displayName: 'Visitor Type',
			name: 'visitorType',
			type: 'options',
			options: options(VISITOR_TYPES),
			default: 'contact',
			description: 'Only conversations of such visitors',
		},
	],
};

export function readFilter(this: IExecuteFunctions, itemIndex: number): Result<ConversationFilter> {
	const filters = readCollection.call(this, 'filters', itemIndex);
	const query = readQuery(filters);
	if (!query.ok) return query;
	const opened = readRange.call(this, filters);
	if (!opened.ok) return opened;
	const updated = readRange.call(
		this,
		filters,
		['updatedFrom', 'Updated From'],
		['updatedTo', 'Updated To'],
	);
	if (!updated.ok) return updated;
	return { ok: true, data: { query: query.data, opened: opened.data, updated: updated.data } };
}

/** The fields that take an id, or one of several words, with their names at SalesIQ. */
const IDS = [
	['appId', 'App', 'app_id'],
	['departmentId', 'Department', 'department_id'],
	['operatorId', 'Operator', 'attender_id'],
] as const;
const CHOICES = [
	['status', 'Status', 'status', STATUSES],
	['visitorType', 'Visitor Type', 'visitor_type', VISITOR_TYPES],
] as const;

function readQuery(filters: JsonObject): Result<ConversationQuery> {
	const query: ConversationQuery = {};
	for (const [name, label, key] of IDS) {
		const id = readIdIn(filters[name], label);
		if (!id.ok) return id;
		if (id.data !== undefined) query[key] = id.data;
	}
	for (const [name, label, key, choices] of CHOICES) {
		const given = asText(filters[name]);
		if (given === undefined) continue;
		const choice = chosen(given, choices, label);
		if (!choice.ok) return choice;
		query[key] = choice.data;
	}
	const email = asText(filters.visitorEmail);
	if (email !== undefined) query.email = email;
	return { ok: true, data: query };
}
