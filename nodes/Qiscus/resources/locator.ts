import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { asText } from '../../shared/json/read';
import type { JsonValue } from '../../shared/json/types';
import { failed, type Result } from '../../shared/problem';

/** Ids of what can be chosen from lists are numbers [code: samples]. */
const ID = '^\\d{1,20}$';

/** What tells one thing that is chosen from a list, or by its id. */
export interface Located {
	displayName: string;
	name: string;
	description: string;
	/** Of the methods in `methods/lists.ts`. */
	listMethod: string;
	/** An id such as Qiscus has. */
	sample: string;
}

export function locatorProperty({
	displayName,
	name,
	description,
	listMethod,
	sample,
}: Located): INodeProperties {
	return {
		displayName,
		name,
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		required: true,
		description,
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: `Choose a ${displayName.toLowerCase()}…`,
				typeOptions: { searchListMethod: listMethod, searchable: true },
			},
			{
				displayName: 'By ID',
				name: 'id',
				type: 'string',
				placeholder: `e.g. ${sample}`,
				validation: [
					{ type: 'regex', properties: { regex: ID, errorMessage: 'The ID has digits only' } },
				],
			},
		],
	};
}

/** The id that is chosen for an item; n8n checks nothing that an expression gives. */
export function readLocated(
	this: IExecuteFunctions,
	{ name, displayName, sample }: Located,
	itemIndex: number,
): Result<string> {
	const given = this.getNodeParameter(name, itemIndex, '', { extractValue: true });
	const id = asText(given as JsonValue | undefined);
	if (id !== undefined && new RegExp(ID).test(id)) return { ok: true, data: id };
	return failed({
		kind: 'invalid',
		message: `${displayName} is not an ID`,
		advice: `Choose one from the list under ${displayName}, or give its ID, which has digits only, such as ${sample}.`,
	});
}
