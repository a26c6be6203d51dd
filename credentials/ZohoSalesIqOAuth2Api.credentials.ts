import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';

import {
	ACCOUNTS_URL_EXPRESSION,
	CUSTOM_DATA_CENTER,
	dataCenterOptions,
} from '../nodes/ZohoSalesIq/dataCenters';
import { defaultPermissions, permissionOptions } from '../nodes/ZohoSalesIq/scopes';

const showForCustom = { show: { dataCenter: [CUSTOM_DATA_CENTER] } };

/** Zoho's OAuth2 for SalesIQ (salesiq-api, section 5). */
export class ZohoSalesIqOAuth2Api implements ICredentialType {
	name = 'zohoSalesIqOAuth2Api';

	extends = ['oAuth2Api'];

	displayName = 'Zoho SalesIQ OAuth2 API';

	icon: Icon = {
		light: 'file:../nodes/ZohoSalesIq/zohoSalesIq.svg',
		dark: 'file:../nodes/ZohoSalesIq/zohoSalesIq.dark.svg',
	};

	documentationUrl =
		'https://github.com/n8n-nodes-qiscus-salesiq/n8n-nodes-qiscus-salesiq#connect-zoho-salesiq';

	properties: INodeProperties[] = [
		{
			displayName: 'Grant Type',
			name: 'grantType',
			type: 'hidden',
			default: 'authorizationCode',
		},
		{
			displayName: 'Data Center',
			name: 'dataCenter',
			type: 'options',
			options: dataCenterOptions,
			default: 'zoho.com',
			description: 'Where your Zoho account lives: the ending of the address that you sign in at',
		},
		{
			displayName: 'Accounts URL',
			name: 'accountsUrl',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. https://accounts.zoho.com',
			description: 'Address of the server that you sign in at',
			displayOptions: showForCustom,
		},
		{
			displayName: 'SalesIQ URL',
			name: 'salesIqUrl',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. https://salesiq.zoho.com',
			description: 'Address of the SalesIQ server: where your dashboard is',
			displayOptions: showForCustom,
		},
		{
			displayName: 'Authorise As',
			name: 'authoriseAs',
			type: 'options',
			options: [
				{
					name: 'Organisation',
					value: '/oauth/v2/org/auth',
					description: 'For calls in a visitor’s name; the client must be of the type Organisation',
				},
				{
					name: 'User',
					value: '/oauth/v2/auth',
					description: 'For webhooks and everything that an operator can do',
				},
			],
			default: '/oauth/v2/auth',
			description: 'Whose name n8n acts in',
		},
		{
			displayName: 'Permissions',
			name: 'permissions',
			type: 'multiOptions',
			options: permissionOptions,
			default: defaultPermissions,
			description:
				'What n8n may do. The default is the least that the trigger needs. After a change, connect the account again (Reconnect or Switch account).',
			// Always true, but not before the editor has filled in the defaults: a list that is shown
			// earlier is emptied by the editor, and Zoho is asked for nothing.
			displayOptions: { show: { grantType: ['authorizationCode'] } },
		},
		{
			displayName: 'Authorization URL',
			name: 'authUrl',
			type: 'hidden',
			default: `={{ (${ACCOUNTS_URL_EXPRESSION}) + $self["authoriseAs"] }}`,
		},
		{
			displayName: 'Access Token URL',
			name: 'accessTokenUrl',
			type: 'hidden',
			default: `={{ (${ACCOUNTS_URL_EXPRESSION}) + "/oauth/v2/token" }}`,
		},
		{
			displayName: 'Scope',
			name: 'scope',
			type: 'hidden',
			// Two permissions may have a scope in common.
			default:
				'={{ $self["permissions"].join(",").split(",").filter((scope, at, all) => all.indexOf(scope) === at).join(",") }}',
		},
		{
			displayName: 'Auth URI Query Parameters',
			name: 'authQueryParameters',
			type: 'hidden',
			// Without `offline` Zoho gives no refresh token, and without `consent` only the first time.
			default: 'access_type=offline&prompt=consent',
		},
		{
			displayName: 'Authentication',
			name: 'authentication',
			type: 'hidden',
			default: 'body',
		},
	];
}
