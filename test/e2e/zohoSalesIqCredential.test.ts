import type { N8nApi } from '../../sandbox/n8n/api.ts';
import { signedIn } from './support/sharedN8n';

let api: N8nApi;
beforeAll(async () => {
	api = await signedIn();
});

/** Where n8n sends the user who connects a credential with such values. */
async function authUrlOf(data: Record<string, string | string[]>): Promise<URL> {
	const { id } = await api.createCredential({
		name: 'Zoho SalesIQ',
		type: 'zohoSalesIqOAuth2Api',
		data: { clientId: 'the-client', clientSecret: 'the-secret', ...data },
	});
	let url = '';
	const stopped = new Error('seen');
	await expect(
		api.connectOAuth2(id, async (authUrl) => {
			url = authUrl;
			throw stopped;
		}),
	).rejects.toBe(stopped);
	await api.deleteCredential(id);
	return new URL(url);
}

describe('connecting a credential', () => {
	it.each([
		['zoho.com', 'https://accounts.zoho.com'],
		['zoho.eu', 'https://accounts.zoho.eu'],
		['zoho.in', 'https://accounts.zoho.in'],
		['zoho.com.au', 'https://accounts.zoho.com.au'],
		['zoho.jp', 'https://accounts.zoho.jp'],
		['zoho.com.cn', 'https://accounts.zoho.com.cn'],
		['zohocloud.ca', 'https://accounts.zohocloud.ca'],
		['zoho.sa', 'https://accounts.zoho.sa'],
		['zoho.uk', 'https://accounts.zoho.uk'],
	])('of the data center %s goes to %s', async (dataCenter, origin) => {
		const url = await authUrlOf({ dataCenter });
		expect(url.origin + url.pathname).toBe(`${origin}/oauth/v2/auth`);
	});

	it('goes to the address that was typed for another data center', async () => {
		const url = await authUrlOf({
			dataCenter: 'custom',
			accountsUrl: 'https://accounts.zoho.ae/',
			salesIqUrl: 'https://salesiq.zoho.ae',
		});
		expect(url.origin + url.pathname).toBe('https://accounts.zoho.ae/oauth/v2/auth');
	});

	it('as an organisation goes to the page for organisations', async () => {
		const url = await authUrlOf({ authoriseAs: '/oauth/v2/org/auth' });
		expect(url.href).toMatch(/^https:\/\/accounts\.zoho\.com\/oauth\/v2\/org\/auth\?/);
	});

	it('asks for what the trigger needs, for a refresh token, and for consent each time', async () => {
		const { searchParams } = await authUrlOf({});
		expect(Object.fromEntries(searchParams)).toMatchObject({
			client_id: 'the-client',
			response_type: 'code',
			access_type: 'offline',
			prompt: 'consent',
			scope:
				'SalesIQ.Apps.READ,SalesIQ.portals.READ,SalesIQ.webhooks.READ,SalesIQ.webhooks.CREATE,SalesIQ.webhooks.UPDATE,SalesIQ.webhooks.DELETE',
		});
	});

	it('asks for the permissions that were chosen', async () => {
		const { searchParams } = await authUrlOf({
			permissions: ['SalesIQ.departments.READ', 'SalesIQ.operators.READ'],
		});
		expect(searchParams.get('scope')).toBe('SalesIQ.departments.READ,SalesIQ.operators.READ');
	});

	it('asks for a scope once that two permissions have', async () => {
		const { searchParams } = await authUrlOf({
			permissions: [
				'SalesIQ.conversations.READ,SalesIQ.feedbacks.READ',
				'SalesIQ.conversations.READ',
			],
		});
		expect(searchParams.get('scope')).toBe('SalesIQ.conversations.READ,SalesIQ.feedbacks.READ');
	});
});
