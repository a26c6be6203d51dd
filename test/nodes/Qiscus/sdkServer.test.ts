import type { ICredentialTestFunctions } from 'n8n-workflow';

import { QiscusApi } from '../../../credentials/QiscusApi.credentials';
import { readCredential } from '../../../nodes/Qiscus/credential';
import { credentialTest } from '../../../nodes/Qiscus/methods/credentialTest';
import { signedHeaders } from '../../../nodes/Qiscus/transport';

const credential = { appId: 'app', secretKey: 'key', adminAccess: 'token', adminToken: 'token' };

describe('the chat SDK’s server', () => {
	it.each([
		[{}, 'https://api.qiscus.com'],
		[{ sdkBaseUrl: '' }, 'https://api.qiscus.com'],
		[{ sdkBaseUrl: ' https://api3.qiscus.com/ ' }, 'https://api3.qiscus.com'],
	])('of a credential with %j is %s', (data, expected) => {
		expect(readCredential(data).sdkBaseUrl).toBe(expected);
	});

	it('stands in the credential as it is read where it is not set', () => {
		const field = new QiscusApi().properties.find(({ name }) => name === 'sdkBaseUrl');
		expect(field?.default).toBe(readCredential({}).sdkBaseUrl);
	});

	it('is sent app and key under its own names, and no AdminToken', () => {
		const headers = { Accept: 'x', Authorization: 'old', QISCUS_SDK_SECRET: '' };
		expect(signedHeaders(readCredential(credential), headers)).toEqual({
			Accept: 'x',
			QISCUS_SDK_APP_ID: 'app',
			QISCUS_SDK_SECRET: 'key',
		});
	});

	it('is not trusted without https, which the test of the credential says', async () => {
		const data = {
			...credential,
			baseUrl: 'https://a.example.com',
			sdkBaseUrl: 'http://b.example.com',
		};
		const context = {} as ICredentialTestFunctions;
		expect(
			await credentialTest.qiscusApiTest.call(context, {
				id: '1',
				name: 'x',
				type: 'qiscusApi',
				data,
			}),
		).toEqual({
			status: 'Error',
			message: 'The credential cannot be used: its SDK Base URL must start with https://',
		});
	});
});
