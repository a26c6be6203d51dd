import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

import { type HttpServer, startHttpServer } from '../../sandbox/vendors/shared/httpServer.ts';
import { describeInBrowser, launchBrowser } from '../support/browser';
import { type PlayedConsole, publishTriggers, startPlayed } from '../support/console';
import { lowContrasts, tooWide } from '../support/inPage';

// SalesIQ makes a real RSA key pair for a webhook, which takes its time.
jest.setTimeout(60_000);

const DESKTOP = { width: 1280, height: 900 };
const PHONE = { width: 360, height: 740 };
const AYU = 150_001;

describeInBrowser('the console in a browser', () => {
	let browser: Browser;
	let played: PlayedConsole;
	let unpublish: () => Promise<void>;
	let page: Page;
	let elsewhere: HttpServer | undefined;
	const errors: string[] = [];

	beforeAll(async () => {
		browser = await launchBrowser();
		played = await startPlayed();
		unpublish = await publishTriggers(played);
	});
	afterAll(async () => {
		await browser.close();
		await unpublish();
		await played.close();
	});
	afterEach(async () => {
		await page.context().close();
		await elsewhere?.close();
		elsewhere = undefined;
		expect(errors.splice(0)).toEqual([]);
	});

	async function open(options: BrowserContextOptions = {}): Promise<void> {
		const context = await browser.newContext({ viewport: DESKTOP, ...options });
		page = await context.newPage();
		page.on('pageerror', (error) => errors.push(error.message));
		page.on('console', (message) => {
			if (message.type() === 'error') errors.push(message.text());
		});
		await page.goto(played.url);
	}

	const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true });
	const part = (title: string) => page.getByRole('region', { name: title, exact: true });
	const said = () => page.getByRole('status');
	const firstDelivery = () => page.getByRole('group', { name: 'Deliveries' }).locator('li').first();
	const focused = async () => await page.evaluate<string>('document.activeElement.id');

	/** Goes on with Tab until something has the focus. */
	async function tabTo(id: string): Promise<void> {
		for (let steps = 0; steps < 200 && (await focused()) !== id; steps++) {
			await page.keyboard.press('Tab');
		}
		expect(await focused()).toBe(id);
	}

	it('shows a chat and its deliveries as they come, without being loaded again', async () => {
		await open();
		await page.evaluate("document.body.setAttribute('data-same', '')");
		await button('A customer writes').click();
		await said().getByText('Told: newSession (200)').waitFor();
		await part('Chats').getByText('Hello, is it in stock?').first().waitFor();
		await firstDelivery().getByText('200 accepted').waitFor();
		await firstDelivery().getByText('right token').waitFor();

		// Nobody on the page does this: it is seen all the same.
		const room = played.qiscus.rooms().at(-1)?.id ?? '';
		await played.assign(room, AYU);
		await part('Team').getByText('1 of 2 customers').waitFor();
		expect(await page.locator('[data-same]').count()).toBe(1);
	});

	it('shows what the triggers do with what is forged, old or repeated', async () => {
		await open();
		await button('A visitor starts a chat').click();
		await said().getByText('Told: conversation.created (200)').waitFor();
		for (const [vendor, answers] of [
			['qiscus', { forged: '401 refused', old: '401 refused', repeated: '200 duplicate' }],
			['salesiq', { forged: '401 refused', old: '200 ignored', repeated: '200 duplicate' }],
		] as const) {
			const tricks = page.locator(`#${vendor}-tricks`).getByRole('button');
			for (const [at, [trick, answer]] of Object.entries(answers).entries()) {
				await tricks.nth(at).click();
				await said().getByText(`, ${trick}. Answer:`).waitFor();
				await firstDelivery().getByText(trick, { exact: true }).waitFor();
				await firstDelivery().getByText(answer).waitFor();
			}
		}
	});

	it('lets everything be done with the keyboard, and keeps the focus and what is typed', async () => {
		await open();
		const before = played.qiscus.rooms().length;
		const text = part('A customer writes').getByLabel('Text');
		await text.fill('Is it ');
		await played.post('/qiscus/writes', { channel: '902', text: 'Somebody else' });
		await part('Chats').getByText('Somebody else').waitFor();
		await page.keyboard.type('blue?');
		await page.keyboard.press('Enter');
		await part('Chats').getByText('Is it blue?').waitFor();
		expect(played.qiscus.rooms()).toHaveLength(before + 2);

		const agent = `agent-${AYU}`;
		await tabTo(agent);
		for (const [key, words] of [
			['Space', 'Ayu Lestari logged out'],
			['Enter', 'Ayu Lestari logged in'],
		] as const) {
			const was = await page.locator(`#${agent}`).innerText();
			await page.keyboard.press(key);
			await said().getByText(words).waitFor();
			await page.locator(`#${agent}`, { hasNotText: was }).waitFor();
			expect(await focused()).toBe(agent);
		}
	});

	it('gives the focus to what is around a button that is gone', async () => {
		await open();
		const room = played.qiscus.rooms().find(({ isResolved }) => !isResolved)?.id;
		await page.locator(`#resolves-${room}`).focus();
		await page.keyboard.press('Enter');
		await said().getByText(`Room ${room} was resolved`).waitFor();
		await page.locator(`#resolves-${room}`).waitFor({ state: 'detached' });
		expect(await focused()).toBe('qiscus-chats-live');
	});

	it.each([
		['a desktop', DESKTOP],
		['a telephone', PHONE],
	])('fits on %s', async (_, viewport) => {
		await open({ viewport });
		await firstDelivery().waitFor();
		expect(await tooWide(page)).toEqual([]);
	});

	it.each(['light', 'dark'] as const)('can be read in %s colours', async (colorScheme) => {
		await open({ colorScheme });
		await button('A customer writes').click();
		await said().getByText('A customer wrote').waitFor();
		expect(await lowContrasts(page)).toEqual([]);
	});

	it('works without scripts too', async () => {
		await open({ javaScriptEnabled: false });
		await part('A customer writes').getByLabel('Text').fill('Without a script');
		await button('A customer writes').click();
		await said().getByText('A customer wrote').waitFor();
		expect(page.url()).toBe(`${played.url}/#qiscus`);
		await part('Chats').getByText('Without a script').waitFor();
	});

	it('says so when the sandbox is gone, and goes on when it is there again', async () => {
		await open();
		await page.route('**/live', async (route) => await route.abort());
		await said().getByText('The sandbox does not answer').waitFor();
		await page.unroute('**/live');
		await said().getByText('The sandbox is there again').waitFor();
		// The browser itself tells of each call that failed.
		expect(errors.splice(0).every((error) => error.includes('ERR_FAILED'))).toBe(true);
	});

	it('cannot be played by another page, nor be shown in one', async () => {
		const action = `${played.url}/qiscus/writes`;
		elsewhere = await startHttpServer({
			handle: () => ({
				status: 200,
				headers: { 'content-type': 'text/html' },
				body: `<iframe src="${played.url}"></iframe><form method="post" action="${action}"><button>Win</button></form>`,
			}),
		});
		const before = played.qiscus.rooms().length;
		await open();
		await page.goto(elsewhere.url);
		expect(page.frames()[1]?.url()).toBe('chrome-error://chromewebdata/');
		const answered = page.waitForResponse(action);
		const told = page.waitForEvent('console', (message) => message.text().includes('403'));
		await button('Win').click();
		expect((await answered).status()).toBe(403);
		await told;
		expect(played.qiscus.rooms()).toHaveLength(before);
		// The browser itself tells of what it did not show.
		errors.length = 0;
	});
});
