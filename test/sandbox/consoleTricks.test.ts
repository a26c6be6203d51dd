import { type PlayedConsole, publishTriggers, startPlayed } from '../support/console';

// SalesIQ makes a real RSA key pair for a webhook, which takes its time.
jest.setTimeout(60_000);

let played: PlayedConsole;
let unpublish: () => Promise<void>;
beforeAll(async () => {
	played = await startPlayed();
	unpublish = await publishTriggers(played);
});
afterAll(async () => {
	await unpublish();
	await played.close();
});

/** The newest of the deliveries that the page shows, as text. */
async function newest(): Promise<string> {
	const html = (await played.live('deliveries')) ?? '';
	const [first = ''] = html.split('</li>');
	return first
		.replace(/<[^>]+>/g, ' ')
		.replace(/\s+/g, ' ')
		.trim();
}

it('says that there is nothing to send again before something has happened', async () => {
	for (const path of ['forges', 'sendsOld', 'repeats']) {
		for (const [vendor, event] of [
			['qiscus', 'newSession'],
			['salesiq', 'conversation.created'],
			['qiscus', 'toString'],
			['salesiq', ''],
		] as const) {
			const { status, text } = await played.post(`/${vendor}/${path}`, { event });
			expect([status, text]).toEqual([400, expect.stringContaining('Let one happen first')]);
		}
	}
});

describe.each([
	{
		vendor: 'qiscus',
		event: 'newSession',
		begin: async () => await played.post('/qiscus/writes', { channel: '901' }),
		right: 'right token',
		wrong: 'wrong token',
		old: '401 refused',
	},
	{
		vendor: 'salesiq',
		event: 'conversation.created',
		begin: async () => await played.post('/salesiq/starts', {}),
		right: 'right signature',
		wrong: 'wrong signature',
		old: '200 ignored',
	},
])('a delivery of $vendor', ({ vendor, event, begin, right, wrong, old }) => {
	beforeAll(async () => void (await begin()));

	const shown = (...words: string[]) => expect.stringMatching(new RegExp(words.join('.*')));

	it('is accepted when it comes for the first time', async () => {
		const html = (await played.live('deliveries')) ?? '';
		expect(html).toMatch(
			new RegExp(`${event}</strong>.*200 accepted.*attempt 1 · \\d+ ms.*${right}`, 's'),
		);
	});

	it.each([
		['forges', 'forged', ['401 refused', wrong]],
		['sendsOld', 'old', [old, right]],
		['repeats', 'repeated', ['200 duplicate', right]],
	])('%s: starts nothing', async (path, trick, answer) => {
		const { status, text } = await played.post(`/${vendor}/${path}`, { event });
		expect([status, text]).toEqual([200, shown(`${event} was sent, ${trick}`)]);
		expect(await newest()).toEqual(shown(event, trick, ...answer));
	});

	it('that nobody hears of any more is not sent', async () => {
		if (vendor === 'qiscus') played.qiscus.setSlot('newSession', { url: null, enabled: false });
		else for (const { id } of played.salesIq.webhooks()) played.salesIq.removeWebhook(id);
		for (const path of ['forges', 'sendsOld', 'repeats']) {
			const { status, text } = await played.post(`/${vendor}/${path}`, { event });
			expect([status, text]).toEqual([400, shown(event)]);
		}
	});
});
