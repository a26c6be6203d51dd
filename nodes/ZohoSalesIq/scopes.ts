import type { INodePropertyOptions } from 'n8n-workflow';

interface Permission {
	name: string;
	/** The OAuth2 scopes, comma separated, as Zoho spells them (salesiq-api, section 5: [code], two lists agree). */
	value: string;
	description: string;
}

const WEBHOOKS: Permission = {
	name: 'Webhooks: Manage',
	value:
		'SalesIQ.webhooks.READ,SalesIQ.webhooks.CREATE,SalesIQ.webhooks.UPDATE,SalesIQ.webhooks.DELETE',
	description: 'Needed by the trigger to register and remove its own webhooks',
};
const APPS: Permission = {
	name: 'Apps: Read',
	value: 'SalesIQ.Apps.READ',
	description: 'Needed to choose apps (brands) from a list',
};
const PORTALS: Permission = {
	name: 'Portals: Read',
	value: 'SalesIQ.portals.READ',
	description: 'Needed to choose the portal from a list',
};

const PERMISSIONS: readonly Permission[] = [
	APPS,
	{
		name: 'Apps: Write',
		value: 'SalesIQ.Apps.CREATE',
		description: 'Needed to create apps (brands)',
	},
	{
		name: 'Conversations: Read',
		value: 'SalesIQ.conversations.READ',
		description: 'Needed to get conversations with their messages, files and feedback',
	},
	{
		name: 'Conversations: Write',
		value: 'SalesIQ.conversations.CREATE,SalesIQ.conversations.UPDATE',
		description:
			'Needed to send messages and to create, pick up, transfer, tag and close conversations',
	},
	{
		name: 'Departments: Read',
		value: 'SalesIQ.departments.READ',
		description: 'Needed to choose departments from a list',
	},
	{
		name: 'Departments: Write',
		value: 'SalesIQ.departments.CREATE,SalesIQ.departments.UPDATE',
		description: 'Needed to create and change departments',
	},
	{
		name: 'Feedback: Read',
		value: 'SalesIQ.conversations.READ,SalesIQ.feedbacks.READ',
		description: 'Needed to read what visitors say of conversations',
	},
	{
		name: 'Operators: Read',
		value: 'SalesIQ.operators.READ',
		description: 'Needed to choose operators from a list',
	},
	{
		name: 'Operators: Write',
		value: 'SalesIQ.operators.CREATE,SalesIQ.operators.UPDATE',
		description: 'Needed to create and change operators',
	},
	PORTALS,
	{
		name: 'Portals: Write',
		value: 'SalesIQ.portals.CREATE,SalesIQ.portals.UPDATE',
		description: 'Needed to create and change portals',
	},
	{
		name: 'Visitors: Read',
		value: 'SalesIQ.visitors.READ',
		description: 'Needed to read who visits the website',
	},
	WEBHOOKS,
];

/** The choices of the credential's Permissions. */
export const permissionOptions: INodePropertyOptions[] = [...PERMISSIONS];

/** The least that the trigger needs. */
export const defaultPermissions: string[] = [APPS, PORTALS, WEBHOOKS].map(({ value }) => value);
