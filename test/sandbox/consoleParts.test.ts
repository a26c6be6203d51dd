import { generateKeyPairSync, sign } from 'node:crypto';

import fc from 'fast-check';

import { deliveryList, meaningOf, type ShownDelivery } from '../../sandbox/console/deliveries.ts';
import { badge, escape, list, options, rowButton } from '../../sandbox/console/html.ts';
import { namesInTurn } from '../../sandbox/console/names.ts';
import { proofOf as qiscusProof } from '../../sandbox/console/qiscus/qiscusDeliveries.ts';
import { proofOf as salesIqProof } from '../../sandbox/console/salesIq/salesIqDeliveries.ts';
import type { Section } from '../../sandbox/console/section.ts';
import { told } from '../../sandbox/console/told.ts';
import type { DeliveryRecord, Slot } from '../../sandbox/vendors/qiscus/index.ts';
import type { WebhookRecord } from '../../sandbox/vendors/zohoSalesIq/index.ts';

const delivery = (change: Partial<ShownDelivery> = {}): ShownDelivery => ({
	at: 0,
	event: 'newSession',
	proof: { words: 'right token', tone: 'good' },
	status: 200,
	durationMs: 12.4,
	answerBody: '{"status":"accepted"}',
	...change,
});
const section = (title: string, deliveries: ShownDelivery[]): Section => ({
	id: title,
	title,
	intro: '',
	events: [],
	emit: async () => 0,
	actions: {},
	parts: [],
	deliveries: (count) => deliveries.slice(-count),
});

describe('HTML', () => {
	const HOSTILE = fc.string({ unit: fc.constantFrom(...'<>"\'&a ') });

	it('holds no text that could be markup', () => {
		fc.assert(
			fc.property(HOSTILE, (text) => {
				const about = delivery({ event: text, answerBody: text, error: text, status: null });
				const made = [
					badge(text),
					options(new Map([[text, text]])),
					rowButton({ id: text, label: text, about: text, action: text }),
					deliveryList([section(text, [about])]),
				];
				const texts = made.join('').replace(/<\/?[a-z]+(?: [a-z]+(?:="[^"<>]*")?)*>/g, '');
				expect(texts).not.toMatch(/[<>"']/);
			}),
		);
	});

	it('names each character by its number', () => {
		expect(escape(`<a href="x" id='y'>&`)).toBe('&#60;a href=&#34;x&#34; id=&#39;y&#39;&#62;&#38;');
	});

	it('says so where a list is empty', () => {
		expect(list([], 'Nobody waits.')).toBe('<p class="quiet">Nobody waits.</p>');
	});
});

describe('deliveries', () => {
	it.each([
		[200, '{"status":"accepted"}', 'accepted', 'good'],
		[200, '{"status":"duplicate"}', 'duplicate', 'quiet'],
		[200, '{"status":"ignored"}', 'ignored', 'quiet'],
		[200, '{"status":"ready"}', 'ready', 'quiet'],
		[200, '{"status":"constructor"}', 'taken', 'good'],
		[200, '<html>', 'taken', 'good'],
		[204, '', 'taken', 'good'],
		[302, '', 'failed', 'bad'],
		[401, '', 'refused', 'bad'],
		[404, '', 'not found', 'bad'],
		[500, '', 'failed', 'bad'],
		[null, '', 'no answer', 'bad'],
	])('%p %s: %s', (status, answerBody, outcome, tone) => {
		expect(meaningOf({ status, answerBody })).toMatchObject({ outcome, tone });
	});

	it('say why nobody answered', () => {
		const { explanation } = meaningOf({ status: null, answerBody: '', error: 'timeout' });
		expect(explanation).toBe('Nobody answered: timeout.');
	});

	it('are shown with all there is to know', () => {
		const html = deliveryList([section('Qiscus', [delivery({ attempt: 3, trick: 'forged' })])]);
		const text = html.replace(/<[^>]+>/g, '').replace(/\s+/g, ' ');
		expect(text).toMatch(
			/^ ?newSession forged 200 accepted \d\d:\d\d:\d\d · Qiscus · attempt 3 · 12 ms · right token/,
		);
	});

	it('are shown in short where the answer is long', () => {
		const html = deliveryList([section('Qiscus', [delivery({ answerBody: 'x'.repeat(9_000) })])]);
		expect(html.length).toBeLessThan(1_000);
	});

	it('of both vendors are one list, the newest first, and not without end', () => {
		const at = (times: number[]) => times.map((time) => delivery({ at: time, event: `e${time}` }));
		const html = deliveryList([section('A', at([1, 3])), section('B', at([2, 4]))]);
		expect(html.match(/e\d/g)).toEqual(['e4', 'e3', 'e2', 'e1']);
		const many = at(Array.from({ length: 500 }, (_, index) => index));
		expect(deliveryList([section('A', many)]).match(/<li/g)).toHaveLength(30);
	});
});

describe('what tells who is calling', () => {
	const slot: Slot = { url: 'http://n8n/hook?event=e&token=right', enabled: true };

	it.each([
		['handmade', 'http://n8n/hook?token=right', slot, 'right token'],
		['handmade', 'http://n8n/hook?token=wrong', slot, 'wrong token'],
		['handmade', 'http://n8n/hook?token=right', undefined, 'wrong token'],
		['event', 'http://n8n/hook?token=of-then', slot, 'right token'],
		['event', 'http://n8n/hook', slot, 'no token'],
		['event', 'no URL', slot, 'no token'],
	] as const)('at Qiscus: %s to %s', (kind, url, registered, words) => {
		expect(qiscusProof({ kind, url } as DeliveryRecord, registered)).toMatchObject({ words });
	});

	const [ours, foreign] = [1, 2].map(() => generateKeyPairSync('rsa', { modulusLength: 2048 }));
	const url = 'http://n8n/hook';
	const publicKey = ours?.publicKey.export({ type: 'spki', format: 'pem' }).toString();
	const webhooks = [{ url, keys: [{ id: '1', publicKey }] }] as WebhookRecord[];
	const signed = (by: typeof ours, body = 'body') =>
		by === undefined ? '' : sign('sha256', Buffer.from(body), by.privateKey).toString('base64');

	it.each([
		['by the key of the webhook', { 'x-siqsignature': signed(ours) }, 'right signature'],
		['by another key', { 'x-siqsignature': signed(foreign) }, 'wrong signature'],
		['over another body', { 'x-siqsignature': signed(ours, 'other') }, 'wrong signature'],
		['by nonsense', { 'x-siqsignature': '%%%' }, 'wrong signature'],
		['by nobody', {}, 'not signed'],
	])('at SalesIQ: signed %s', (_, headers: Record<string, string>, words) => {
		expect(salesIqProof({ url, headers, body: 'body' }, webhooks)).toMatchObject({ words });
	});

	it('at SalesIQ is not known any more once the webhook is gone', () => {
		const headers = { 'x-siqsignature': signed(ours) };
		expect(salesIqProof({ url, headers, body: 'body' }, []).words).toMatch(/^signed; .*gone/);
	});
});

it('gives names in turn', () => {
	const next = namesInTurn(['Siti', 'Budi']);
	expect([1, 2, 3, 4, 5].map(next)).toEqual(['Siti', 'Budi', 'Siti 2', 'Budi 2', 'Siti 3']);
});

it('says who was told, the same once', () => {
	const call = { event: 'newSession', status: 200 };
	const lost = { event: 'botMessage', status: null, error: 'timeout' };
	expect(told([])).toBe('No webhook was told.');
	expect(told([call, lost, call])).toBe('Told: 2 × newSession (200), botMessage (timeout).');
});
