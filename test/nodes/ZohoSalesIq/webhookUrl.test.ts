import { isTestUrlOf } from '../../../nodes/shared/webhookUrl';
import { urlFor, whyNotCallable } from '../../../nodes/ZohoSalesIq/trigger/webhookUrl';

describe('whether Zoho can call a URL', () => {
	it.each([
		'https://n8n.example.com/webhook/abc/webhook',
		'https://n8n.example.com:443/webhook/abc',
		'https://203.0.113.7/prefix/hooks/abc',
		'https://172.32.0.1/x',
		'https://[2001:db8::1]/x',
	])('%s: yes', (url) => expect(whyNotCallable(url)).toBeUndefined());

	it.each([
		['http://n8n.example.com/webhook/abc', 'https'],
		['https://n8n.example.com:5678/webhook/abc', 'port'],
		['https://localhost/webhook/abc', 'internet'],
		['http://localhost:5678/webhook/abc', 'internet'],
		['https://n8n/webhook/abc', 'internet'],
		['https://n8n.local/webhook', 'internet'],
		['https://127.0.0.1/x', 'internet'],
		['https://2130706433/x', 'internet'],
		['https://10.1.2.3/x', 'internet'],
		['https://172.16.0.1/x', 'internet'],
		['https://172.31.255.1/x', 'internet'],
		['https://192.168.1.5/x', 'internet'],
		['https://169.254.1.1/x', 'internet'],
		['https://100.64.0.1/x', 'internet'],
		['https://0.0.0.0/x', 'internet'],
		['https://[::1]/x', 'internet'],
		['https://[::]/x', 'internet'],
		['https://[fd00::1]/x', 'internet'],
		['https://[fe80::1]/x', 'internet'],
		['not a url', 'not a URL'],
	])('%s: no, because of %s', (url, reason) => expect(whyNotCallable(url)).toContain(reason));

	it('gives each kind of webhook a URL of its own', () => {
		const url = 'https://n8n.example.com/webhook/abc';
		expect(urlFor('data', url)).toBe(url);
		expect(urlFor('administration', url)).toBe(`${url}?type=administration`);
	});
});

describe('a node’s test URL', () => {
	const url = 'https://hooks.example.com/n8n/webhook/7c1b/webhook';
	const editor = 'https://n8n.example.com/n8n/';

	it.each([
		'https://hooks.example.com/n8n/webhook-test/7c1b/webhook',
		'https://n8n.example.com/n8n/webhook-test/7c1b/webhook',
		'https://n8n.example.com/n8n/trial/7c1b/webhook?type=administration',
	])('is told from its production URL: %s', (other) => {
		expect(isTestUrlOf(url, editor, other)).toBe(true);
	});

	it.each([
		url,
		`${url}?type=administration`,
		'https://hooks.example.com/n8n/webhook-test/9f0e/webhook',
		'https://hooks.example.com/other/webhook-test/7c1b/webhook',
		'https://staging.example.com/n8n/webhook-test/7c1b/webhook',
		'https://hooks.example.com/n8n/7c1b/webhook',
		'https://hooks.example.com/n8n//7c1b/webhook',
		'https://hooks.example.com/n8n/webhook-test/7c1b/webhook/more',
		'https://hooks.example.com.evil.example/n8n/webhook-test/7c1b/webhook',
		'not a url',
		'',
	])('is no other URL: %s', (other) => {
		expect(isTestUrlOf(url, editor, other)).toBe(false);
	});
});
