import { describeInBrowser, launchBrowser } from '../support/browser';
import { smallPng } from '../support/smallPng';

/** More than 256 colours, and text. */
const PAGE = `
	<h1 style="font: 40px sans-serif; color: #c30">A visitor starts a chat</h1>
	<div style="height: 200px; background: linear-gradient(90deg, #fff, #07c, #000)"></div>`;
const SLIGHT = 16;

/** A script that gives the size of two pictures, and by how much a colour differs at most. */
const comparing = (...pictures: Buffer[]) => `(async () => {
	const [one, other] = await Promise.all(${JSON.stringify(pictures.map((png) => png.toString('base64')))}.map(async (data) => {
		const image = new Image();
		image.src = 'data:image/png;base64,' + data;
		await image.decode();
		const { width, height } = image;
		const canvas = new OffscreenCanvas(width, height).getContext('2d');
		canvas.drawImage(image, 0, 0);
		return { size: [width, height], data: canvas.getImageData(0, 0, width, height).data };
	}));
	const differences = one.data.map((value, at) => Math.abs(value - other.data[at]));
	return { sizes: [one.size, other.size], most: differences.reduce((a, b) => Math.max(a, b), 0) };
})()`;

describeInBrowser('a picture that was made small', () => {
	it('looks like the one that was taken, and takes less than half of it', async () => {
		const browser = await launchBrowser();
		try {
			const page = await browser.newPage({ viewport: { width: 601, height: 400 } });
			await page.setContent(PAGE);
			const taken = await page.screenshot();
			const small = smallPng(taken);
			expect(small.length).toBeLessThan(taken.length / 2);
			const size = [601, 400];
			const { sizes, most } = await page.evaluate<{ sizes: number[][]; most: number }>(
				comparing(taken, small),
			);
			expect(sizes).toEqual([size, size]);
			expect(most).toBeLessThan(SLIGHT);
		} finally {
			await browser.close();
		}
	});
});
