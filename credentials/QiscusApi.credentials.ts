import type {
	ICredentialDataDecryptedObject,
	ICredentialType,
	Icon,
	IHttpRequestHelper,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';

import { logIn } from '../nodes/Qiscus/adminAccess';
import { DEFAULT_SDK_BASE_URL, readCredential } from '../nodes/Qiscus/credential';
import { signedHeaders } from '../nodes/Qiscus/transport';

/** App-Id and Secret-Key of a Qiscus app, and what some of its calls want besides (qiscus-api, section 1). */
export class QiscusApi implements ICredentialType {
	name = 'qiscusApi';

	displayName = 'Qiscus API';

	icon: Icon = {
		light: 'file:../nodes/Qiscus/qiscus.svg',
		dark: 'file:../nodes/Qiscus/qiscus.dark.svg',
	};

	documentationUrl =
		'https://github.com/n8n-nodes-qiscus-salesiq/n8n-nodes-qiscus-salesiq#connect-qiscus';

	properties: INodeProperties[] = [
		{
			displayName: 'App ID',
			name: 'appId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. abcde-xxxxxxxxxxxxxxx',
			description: 'From Settings > App Information in Qiscus; also called App Code',
			hint: 'In Qiscus under Settings > App Information',
		},
		{
			displayName: 'Secret Key',
			name: 'secretKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'From Settings > App Information in Qiscus',
			hint: 'In Qiscus under Settings > App Information',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://omnichannel.qiscus.com',
			required: true,
			description:
				'Address of your Qiscus dashboard; some apps are at https://multichannel.qiscus.com',
		},
		{
			displayName: 'SDK Base URL',
			name: 'sdkBaseUrl',
			type: 'string',
			default: DEFAULT_SDK_BASE_URL,
			description:
				'Address of the server that has the history of chats; it is another one than that of the dashboard',
		},
		{
			displayName: 'Admin Access',
			name: 'adminAccess',
			type: 'options',
			options: [
				{
					name: 'Admin Token',
					value: 'token',
					description: 'You paste an AdminToken, which lasts 30 days',
				},
				{
					name: 'Email and Password',
					value: 'login',
					description: 'With an admin’s login, n8n gets a new AdminToken whenever it needs one',
				},
				{
					name: 'None',
					value: 'none',
					description: 'The App ID and the Secret Key are enough for most calls',
				},
			],
			default: 'none',
			description:
				'Some apps want an AdminToken to register the webhooks for bot messages, resolved rooms and logouts',
		},
		{
			displayName: 'Admin Token',
			name: 'adminToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description: 'The authentication_token that Qiscus’ login API gives an admin',
			displayOptions: { show: { adminAccess: ['token'] } },
		},
		{
			displayName: 'Email',
			name: 'email',
			type: 'string',
			placeholder: 'e.g. name@email.com',
			default: '',
			description: 'Of an admin of the app, without two-factor authentication',
			displayOptions: { show: { adminAccess: ['login'] } },
		},
		{
			displayName: 'Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			displayOptions: { show: { adminAccess: ['login'] } },
		},
		{
			displayName: 'Session Token',
			name: 'sessionToken',
			type: 'hidden',
			typeOptions: { expirable: true, password: true },
			default: '',
		},
		{
			displayName: 'Webhook Token',
			name: 'webhookToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'Proves that a call to a URL that you paste into Qiscus by hand (Custom Button, Manual set-up) comes from there: make up at least 16 letters and digits, and append them to the URL as token=…',
			hint: 'Only for URLs that you paste by hand. Keep a copy: n8n does not show it again.',
		},
		{
			displayName: 'Signature Secret',
			name: 'signatureSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'Leave it empty unless Qiscus signs the calls to your webhooks: Qiscus Trigger then refuses calls without a right signature',
		},
	];

	async preAuthentication(
		this: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
	): Promise<{ sessionToken?: string }> {
		return await logIn.call(this, readCredential(credentials));
	}

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		return {
			...requestOptions,
			headers: signedHeaders(readCredential(credentials), requestOptions.headers),
		};
	}
}
