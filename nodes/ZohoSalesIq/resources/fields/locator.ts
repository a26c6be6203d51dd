import type { INodeProperties } from 'n8n-workflow';

/** What a field says that takes one thing of SalesIQ, from a list or by its id. */
interface LocatorTexts {
	displayName: string;
	name: string;
	/** Such as `an app`. */
	one: string;
	searchListMethod: string;
	example: string;
	description: string;
	/** Whether it has to be filled; yes where it is left out. */
	required?: boolean;
}

/** A field that takes one thing of SalesIQ. */
export function locator({
	displayName,
	name,
	one,
	searchListMethod,
	example,
	description,
	required = true,
}: LocatorTexts): INodeProperties {
	return {
		displayName,
		name,
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		required,
		description,
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: `Choose ${one}…`,
				typeOptions: { searchListMethod, searchable: true },
			},
			{
				displayName: 'By ID',
				name: 'id',
				type: 'string',
				placeholder: `e.g. ${example}`,
				validation: [
					{
						type: 'regex',
						properties: {
							regex: '^[\\w-]{1,100}$',
							errorMessage: 'An ID has digits, letters and hyphens only',
						},
					},
				],
			},
		],
	};
}
