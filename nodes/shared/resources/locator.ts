import type { INodeProperties } from 'n8n-workflow';

/** What a field says that takes one thing of a vendor's, from a list or by its id. */
export interface LocatorTexts {
	displayName: string;
	name: string;
	/** Such as `an app`. */
	one: string;
	/** Of the methods in the vendor's `methods/lists.ts`. */
	searchListMethod: string;
	/** An id such as the vendor has. */
	example: string;
	description: string;
	/** Whether it has to be filled; yes where it is left out. */
	required?: boolean;
}

/** What a vendor's ids look like. */
export interface IdForm {
	regex: string;
	errorMessage: string;
}

/** A field that takes one thing of a vendor's. */
export function locator(
	{ displayName, name, one, searchListMethod, example, description, required = true }: LocatorTexts,
	form: IdForm,
): INodeProperties {
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
				validation: [{ type: 'regex', properties: { ...form } }],
			},
		],
	};
}
