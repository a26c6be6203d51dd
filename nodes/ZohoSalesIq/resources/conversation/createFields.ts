import type { INodeProperties } from 'n8n-workflow';

/** What can be told of a visitor, with SalesIQ’s names [doc: Create Conversation (visitor)]. */
export const VISITOR_FIELDS = [
	field('Country Code', 'countryCode', 'country_code', 'Of the visitor’s country, such as ID'),
	field('Current Page', 'currentPage', 'current_page', 'URL of the page that the visitor is on'),
	field('Email', 'email', 'email', 'The visitor’s address', 'e.g. name@email.com'),
	field('Local Time Zone', 'localTimeZone', 'local_time_zone', 'The visitor’s time zone'),
	field('Name', 'name', 'name', 'The visitor’s name'),
	field('Page Title', 'pageTitle', 'page_title', 'Title of the page that the visitor is on'),
	field('Phone', 'phone', 'phone', 'The visitor’s number'),
	field('Platform', 'platform', 'platform', 'The visitor’s operating system'),
	field('Referrer', 'referrer', 'referrer', 'URL of the page that the visitor came from'),
	field(
		'SalesIQ Visitor ID',
		'cvuid',
		'cvuid',
		'What SalesIQ calls cvuid: its own mark of a visitor',
	),
] as const;

function field(
	displayName: string,
	name: string,
	key: string,
	description: string,
	placeholder?: string,
) {
	return { displayName, name, key, description, ...(placeholder && { placeholder }) };
}

export const additionalFieldsProperty: INodeProperties = {
	displayName: 'Additional Fields',
	name: 'additionalFields',
	type: 'collection',
	placeholder: 'Add Field',
	default: {},
	options: [
		...VISITOR_FIELDS.map(({ displayName, name, description, placeholder }): INodeProperties => ({
			displayName,
			name,
			type: 'string',
			default: '',
			description,
			...(placeholder === undefined ? {} : { placeholder }),
		})),
		{
			displayName: 'Custom Wait Time',
			name: 'customWaitTime',
			type: 'number' as const,
			typeOptions: { minValue: 1, maxValue: 999 },
			default: 60,
			description: 'How long the chat is shown to operators; 999 at most',
		},
		{
			displayName: 'Customer Info',
			name: 'customerInfo',
			type: 'fixedCollection' as const,
			typeOptions: { multipleValues: true },
			placeholder: 'Add Info',
			default: {},
			description: 'What else operators should know about the visitor',
			options: [
				{
					displayName: 'Info',
					name: 'info',
					values: [
						{ displayName: 'Name', name: 'name', type: 'string' as const, default: '' },
						{ displayName: 'Value', name: 'value', type: 'string' as const, default: '' },
					],
				},
			],
		},
	].sort((a, b) => a.displayName.localeCompare(b.displayName)),
};
