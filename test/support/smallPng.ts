import { crc32, deflateSync, inflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex');
/** As many as a byte can name. */
const MOST_COLOURS = 256;

/**
 * Makes a picture of a screen take a third of the bytes, by numbering its colours. Of colours that
 * can hardly be told apart one is kept.
 *
 * @param png with 8 bits for each of red, green and blue, as browsers give it
 * @returns a PNG of the same size
 */
export function smallPng(png: Buffer): Buffer {
	const { width, height, pixels } = pixelsOf(png);
	const palette = paletteOf(pixels);
	const numbers = new Map<number, number>();
	const rows = Buffer.alloc((width + 1) * height);
	pixels.forEach((colour, at) => {
		const number = numbers.get(colour) ?? nearest(palette, colour).number;
		numbers.set(colour, number);
		// Each row begins with a byte that says how it is coded: 0, as it is.
		rows[at + Math.floor(at / width) + 1] = number;
	});
	const header = Buffer.alloc(13);
	header.writeUInt32BE(width, 0);
	header.writeUInt32BE(height, 4);
	header.set([8, 3], 8);
	return Buffer.concat([
		SIGNATURE,
		chunk('IHDR', header),
		chunk('PLTE', Buffer.from(palette.flatMap((colour) => channelsOf(colour)))),
		chunk('IDAT', deflateSync(rows, { level: 9 })),
		chunk('IEND', Buffer.alloc(0)),
	]);
}

/** The frequent colours first; one that is near to an earlier one is left out. */
function paletteOf(pixels: Uint32Array): number[] {
	const counts = new Map<number, number>();
	for (const colour of pixels) counts.set(colour, (counts.get(colour) ?? 0) + 1);
	const colours = [...counts].sort(([, a], [, b]) => b - a).map(([colour]) => colour);
	for (let apart = 0; ; apart++) {
		const palette: number[] = [];
		for (const colour of colours) {
			if (palette.length > MOST_COLOURS) break;
			if (nearest(palette, colour).distance > apart) palette.push(colour);
		}
		if (palette.length <= MOST_COLOURS) return palette;
	}
}

function nearest(palette: readonly number[], colour: number): { number: number; distance: number } {
	let found = { number: -1, distance: Infinity };
	const [red, green, blue] = channelsOf(colour);
	palette.forEach((other, number) => {
		const [r, g, b] = channelsOf(other);
		const distance = Math.max(Math.abs(red - r), Math.abs(green - g), Math.abs(blue - b));
		if (distance < found.distance) found = { number, distance };
	});
	return found;
}

function channelsOf(colour: number): [red: number, green: number, blue: number] {
	return [colour >> 16, (colour >> 8) & 255, colour & 255];
}

/** The pixels of a PNG, row by row, each as 0xRRGGBB. */
function pixelsOf(png: Buffer): { width: number; height: number; pixels: Uint32Array } {
	const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
	const bytes = png[25] === 6 ? 4 : 3;
	const stride = width * bytes;
	const coded = inflateSync(Buffer.concat(dataOf(png)));
	const pixels = new Uint32Array(width * height);
	let above = Buffer.alloc(stride);
	for (let y = 0; y < height; y++) {
		const start = y * (stride + 1);
		const row = coded.subarray(start + 1, start + 1 + stride);
		decodeRow(coded[start] ?? 0, row, above, bytes);
		for (let x = 0; x < width; x++) pixels[y * width + x] = row.readUIntBE(x * bytes, 3);
		above = row;
	}
	return { width, height, pixels };
}

/** Undoes, in place, what a PNG has each row coded with (PNG specification, section 9). */
function decodeRow(filter: number, row: Buffer, above: Buffer, bytes: number): void {
	for (let at = 0; at < row.length; at++) {
		const left = at < bytes ? 0 : (row[at - bytes] ?? 0);
		const up = above[at] ?? 0;
		const corner = at < bytes ? 0 : (above[at - bytes] ?? 0);
		const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter] ?? 0;
		row[at] = ((row[at] ?? 0) + guess) & 255;
	}
}

function paeth(left: number, up: number, corner: number): number {
	const guess = left + up - corner;
	const [toLeft, toUp, toCorner] = [left, up, corner].map((one) => Math.abs(guess - one)) as [
		number,
		number,
		number,
	];
	if (toLeft <= toUp && toLeft <= toCorner) return left;
	return toUp <= toCorner ? up : corner;
}

function dataOf(png: Buffer): Buffer[] {
	const found: Buffer[] = [];
	for (let at = SIGNATURE.length; at < png.length;) {
		const length = png.readUInt32BE(at);
		const isData = png.toString('latin1', at + 4, at + 8) === 'IDAT';
		if (isData) found.push(png.subarray(at + 8, at + 8 + length));
		at += length + 12;
	}
	return found;
}

function chunk(type: string, data: Buffer): Buffer {
	const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
	const whole = Buffer.alloc(body.length + 8);
	whole.writeUInt32BE(data.length, 0);
	body.copy(whole, 4);
	whole.writeUInt32BE(crc32(body), body.length + 4);
	return whole;
}
