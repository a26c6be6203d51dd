import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { IBinaryData, INodeExecutionData, INodeParameters } from 'n8n-workflow';

import { FormBody } from '../../../../nodes/shared/formBody';
import type {
	AllQuirks,
	Conversation,
	Conversations,
	ZohoSalesIq,
} from '../../../../sandbox/vendors/zohoSalesIq/index.ts';
import { startVendor } from '../../../support/salesIq';
import { callsOf, nodeFor, type NodeUnderTest } from './host';

const CLOCK = 1_800_000_000_000;
const MB = 1024 * 1024;

let vendor: ZohoSalesIq;
let desk: Conversations;
let node: NodeUnderTest;
let chat: Conversation;

async function start(quirks: Partial<AllQuirks> = {}) {
	vendor = await startVendor({ quirks, now: () => CLOCK });
	desk = vendor.conversations;
	node = nodeFor(vendor);
	const begun = await desk.start({ question: '0', startTime: CLOCK - 60_000 });
	chat = (await desk.pickUp(begun.conversation.id)).conversation;
}
afterEach(async () => await vendor?.close());

const parameters = (operation: string, more: INodeParameters = {}): INodeParameters => ({
	resource: 'conversation',
	operation,
	conversationId: { __rl: true, mode: 'id', value: chat.id },
	...more,
});
const textsOf = (items: INodeExecutionData[]) => items.map(({ json }) => json.text);
const numbers = (count: number) => [...Array(count).keys()].map(String);
const writeMany = async (count: number) => {
	for (const text of numbers(count).slice(1)) await desk.visitorReply(chat.id, text);
};
const answers = (body: unknown) =>
	vendor.failNext({ path: /\/messages$/ }, { status: 200, body: JSON.stringify(body) });

describe('Get Messages', () => {
	const get = async (more: INodeParameters = {}) => await node.run(parameters('getMessages', more));

	it('gives texts and files of both sides, under the trigger’s names', async () => {
		await start();
		const file = { name: 'a.png', type: 'image/png', content: Buffer.from('PNG') };
		const sent = await desk.reply(chat.id, { text: 'See', file });
		const items = await get();
		expect(items.map(({ json }) => json)).toEqual([
			{
				id: String(CLOCK - 60_000),
				conversationId: chat.id,
				time: '2027-01-15T07:59:00.000Z',
				type: 'text',
				text: '0',
				sender: { id: chat.visitor.chatId, name: 'Tricia', type: 'visitor' },
			},
			{
				id: sent.message?.id,
				conversationId: chat.id,
				time: '2027-01-15T08:00:00.001Z',
				type: 'file',
				text: null,
				file: {
					name: 'a.png',
					comment: 'See',
					url: expect.stringMatching(/^\/attachments\/\d+\/A_\d+$/) as unknown,
					id: sent.message?.file?.id,
					attachmentId: sent.message?.file?.attachmentId,
					type: 'image/png',
					size: 3,
				},
				sender: { id: '30000000000006', name: 'Patricia', type: 'operator' },
			},
		]);
		expect(callsOf(vendor)).toEqual([['GET', `/conversations/${chat.id}/messages?limit=100`]]);
	});

	const POSITIONS = (['onwards', 'backwards'] as const).flatMap((messagesFromTime) =>
		(['exclusive', 'inclusive'] as const).flatMap((timeBounds) =>
			[true, false].map((moreDataAvailable) => ({
				messagesFromTime,
				timeBounds,
				moreDataAvailable,
			})),
		),
	);

	it.each(POSITIONS)('gives all of a long chat, each once: %j', async (quirks) => {
		await start(quirks);
		await writeMany(330);
		expect(textsOf(await get({ returnAll: true }))).toEqual(numbers(330));
		expect(callsOf(vendor).length).toBeLessThan(10);
		// A part that ends just where the chat does.
		for (const text of numbers(70)) await desk.visitorReply(chat.id, text);
		expect(await get({ returnAll: true })).toHaveLength(400);
	});

	it.each(POSITIONS)('counts Limit from the side that is wanted: %j', async (quirks) => {
		await start(quirks);
		await writeMany(120);
		expect(textsOf(await get({ limit: 3 }))).toEqual(['0', '1', '2']);
		expect(textsOf(await get({ limit: 2, order: 'newestFirst' }))).toEqual(['119', '118']);
	});

	it('takes equal texts for two messages, and one that comes twice for one', async () => {
		await start();
		const at = (time: number, text: string) => ({ time, type: 'text', message: { text } });
		answers({ data: [at(5, 'a'), at(6, 'a'), at(5, 'a')], more_data_available: false });
		expect(textsOf(await get())).toEqual(['a', 'a']);
	});

	it.each([
		[{ data: [], more_data_available: true }, 0],
		[{ data: 'x' }, 0],
		[{}, 0],
		[{ data: [null, 7, { sender: 'x', message: 5, time: {} }], more_data_available: 'maybe' }, 1],
		[{ data: [{ message: { file: [] } }], more_data_available: true }, 1],
	])('stands %j, without asking for ever', async (body, expected) => {
		await start();
		answers(body);
		answers(body);
		answers(body);
		expect(await get()).toHaveLength(expected);
		expect(callsOf(vendor).length).toBeLessThanOrEqual(3);
	});
});

describe('Send Message', () => {
	it('sends a text as the operator', async () => {
		await start();
		const item = await node.one(parameters('sendMessage', { text: ' Grüße\n"Hi" ' }));
		expect(item).toEqual({
			id: chat.messages.at(-1)?.id,
			conversationId: chat.id,
			time: '2027-01-15T08:00:00.001Z',
			type: 'text',
			text: 'Grüße\n"Hi"',
			sender: { id: '30000000000006', name: 'Patricia', type: 'operator' },
		});
		expect(callsOf(vendor)).toEqual([
			['POST', `/conversations/${chat.id}/messages`, { text: 'Grüße\n"Hi"' }],
		]);
	});

	const FILE = { messageType: 'file' };
	const binaryOf = (content: Buffer, more: Partial<IBinaryData> = {}) => ({
		data: { data: content.toString('base64'), mimeType: 'image/png', fileName: 'a.png', ...more },
	});

	it('sends a file with a comment as form data, to the last byte', async () => {
		await start();
		const content = Buffer.from([...Array(256).keys()]);
		const more = { ...FILE, comment: 'Schau, "dies"' };
		const item = await node.one(parameters('sendMessage', more), {
			binary: binaryOf(content, { fileName: 'ü "x"\r\ny.png' }),
		});
		expect(item).toMatchObject({ type: 'file', file: { type: 'image/png', size: 256 } });
		const { file } = chat.messages.at(-1) ?? {};
		expect(file).toMatchObject({ comment: 'Schau, "dies"', content });
		expect(file?.name).toMatch(/^ü (?:"|%22)x(?:"|%22)(?:\r\n|%0D%0A)y\.png$/);
		expect(vendor.requests.at(-1)?.headers['content-type']).toMatch(
			/^multipart\/form-data; boundary=----n8n-[0-9a-f]{32}$/,
		);
		expect(vendor.requests.at(-1)?.body).toMatch(
			/^------n8n-\w+\r\nContent-Disposition: form-data; name="file"; filename="ü %22x%22%0D%0Ay\.png"\r\nContent-Type: image\/png\r\n\r\n/,
		);
	});

	it('sends 50 MB, and nothing of more', async () => {
		await start();
		await node.one(parameters('sendMessage', FILE), { binary: binaryOf(Buffer.alloc(50 * MB, 7)) });
		expect(chat.messages.at(-1)?.file?.content.length).toBe(50 * MB);
		const tooLarge = { binary: binaryOf(Buffer.alloc(50 * MB + 52_429, 7)) };
		expect(await node.fails(parameters('sendMessage', FILE), tooLarge)).toMatchObject({
			message: 'The file has 50.1 MB; SalesIQ takes 50 MB at most',
		});
		expect(callsOf(vendor)).toEqual([]);
		const told = { binary: binaryOf(Buffer.from('x'), { bytes: 51 * MB }) };
		expect(await node.fails(parameters('sendMessage', FILE), told)).toMatchObject({
			message: 'The file has 51.0 MB; SalesIQ takes 50 MB at most',
		});
	});

	it('sends the file again after the token was renewed', async () => {
		await start();
		vendor.failNext({ path: /\/messages$/ }, { status: 401 });
		await node.one(parameters('sendMessage', FILE), { binary: binaryOf(Buffer.from('PNG')) });
		expect(chat.messages.at(-1)?.file?.content.toString()).toBe('PNG');
		expect(chat.messages.filter(({ file }) => file)).toHaveLength(1);
	});

	it('does not send a file again where the answer was lost', async () => {
		await start();
		vendor.failNext({ path: /\/messages$/ }, 'cutAfter');
		const binary = binaryOf(Buffer.from('PNG'));
		expect((await node.fails(parameters('sendMessage', FILE), { binary })).message).toMatch(
			/could not be reached/,
		);
		expect(chat.messages.filter(({ file }) => file)).toHaveLength(1);
	});

	it.each<[INodeParameters, object, RegExp]>([
		[{ text: ' ' }, {}, /^Text is empty$/],
		[{ messageType: 'voice', text: 'x' }, {}, /^Message Type is none of the choices$/],
		[FILE, {}, /binary file 'data', but none was found/],
		[
			{ ...FILE, binaryPropertyName: 'other' },
			{ binary: binaryOf(Buffer.from('x')) },
			/no binary field 'other'/,
		],
		[FILE, { binary: binaryOf(Buffer.alloc(0)) }, /^The file is empty$/],
	])('refuses %j', async (more, options, message) => {
		await start();
		expect((await node.fails(parameters('sendMessage', more), options)).message).toMatch(message);
		expect(callsOf(vendor)).toEqual([]);
	});

	it.each([{ data: null }, {}, { data: [] }])('gives an item for the answer %j', async (body) => {
		await start();
		answers(body);
		expect(await node.one(parameters('sendMessage', { text: 'x' }))).toMatchObject({
			id: null,
			conversationId: chat.id,
		});
	});
});

describe('Download Attachment', () => {
	const DOWNLOAD = { resource: 'conversation', operation: 'downloadAttachment' };
	const content = Buffer.from([0, 1, 2, 253, 254, 255]);
	const withFile = async (name = 'größe.png') => {
		const file = { name, type: 'image/png', content };
		await desk.visitorReply(chat.id, { file });
		const items = await node.run(parameters('getMessages', { order: 'newestFirst', limit: 1 }));
		return items[0]?.json as { file: { url: string } };
	};

	it.each(['relative', 'absolute'] as const)(
		'gives the file of an item of Get Messages (%s URL)',
		async (attachmentUrl) => {
			await start({ attachmentUrl });
			const message = await withFile();
			const [item] = await node.run(DOWNLOAD, {}, [message as never]);
			const path = message.file.url.replace(vendor.url, '');
			expect(item?.json).toEqual({
				url: path,
				fileName: 'größe.png',
				mimeType: 'image/png',
				size: 6,
			});
			const { data, fileName, mimeType } = item?.binary?.data ?? {};
			expect(Buffer.from(String(data), 'base64')).toEqual(content);
			expect({ fileName, mimeType }).toEqual({ fileName: 'größe.png', mimeType: 'image/png' });
			expect(callsOf(vendor)).toEqual([['GET', path]]);
			expect(vendor.requests.at(-1)?.headers).toMatchObject({ accept: '*/*' });
		},
	);

	it('takes the file of an item of the trigger, and puts it where that is wanted', async () => {
		await start();
		const message = await withFile();
		const download = { ...DOWNLOAD, binaryPropertyName: 'photo' };
		const [item] = await node.run(download, {}, [{ message } as never]);
		expect(Object.keys(item?.binary ?? {})).toEqual(['photo']);
	});

	it.each([
		['an attachment', { 'content-disposition': 'attachment; filename="a b.pdf"' }, 'a b.pdf'],
		['a name without quotes', { 'content-disposition': 'inline; filename=x.txt' }, 'x.txt'],
		['no name', {}, 'A_7'],
		[
			'a name that is not encoded rightly',
			{ 'content-disposition': "x; filename*=UTF-8''%zz" },
			'%zz',
		],
		['a name with a path', { 'content-disposition': 'x; filename="../../etc/passwd"' }, 'passwd'],
	])('names the file: %s', async (_what, headers, fileName) => {
		await start();
		const all = { 'content-type': 'text/plain', ...headers };
		vendor.failNext({ path: /attachments/ }, { status: 200, headers: all, body: 'text' });
		const item = await node.one({ ...DOWNLOAD, fileUrl: '/attachments/1/A_7' });
		expect(item.fileName).toBe(fileName);
	});

	it('knows a problem from a file that is JSON', async () => {
		await start();
		const problem = JSON.stringify({ error: { code: 1019, message: 'gone' } });
		const type = { 'content-type': 'application/json;charset=UTF-8' };
		const named = { ...type, 'content-disposition': 'attachment; filename="x.json"' };
		const fileUrl = '/attachments/1/A_7';
		vendor.failNext({ path: /attachments/ }, { status: 200, headers: named, body: problem });
		expect(await node.one({ ...DOWNLOAD, fileUrl })).toMatchObject({ fileName: 'x.json' });
		vendor.failNext({ path: /attachments/ }, { status: 200, headers: type, body: problem });
		expect((await node.fails({ ...DOWNLOAD, fileUrl })).message).toContain('“gone”, code 1019');
		vendor.failNext({ path: /attachments/ }, { status: 200, headers: type, body: '[1]' });
		expect((await node.fails({ ...DOWNLOAD, fileUrl })).message).toContain('not SalesIQ’s');
	});

	describe('the token', () => {
		let elsewhere: string;
		let heard: string[];
		let close: () => Promise<void>;
		beforeEach(async () => {
			heard = [];
			const server = createServer((request, response) => {
				heard.push(String(request.url));
				response.end('stolen');
			});
			await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
			elsewhere = `127.0.0.1:${(server.address() as AddressInfo).port}`;
			close = async () => {
				server.closeAllConnections();
				await new Promise((resolve) => server.close(resolve));
			};
		});
		afterEach(async () => await close());

		it.each([
			(host: string) => `http://${host}/attachments/1/A_1`,
			(host: string) => `//${host}/attachments/1/A_1`,
			(host: string) => `\\\\${host}\\attachments`,
			(host: string) => `https://${host}/attachments/1/A_1`,
			(host: string) => `${vendor.url}@${host}/attachments/1/A_1`,
			(host: string) => `${vendor.url.replace(/:\d+$/, '')}.${host}/x`,
			() => 'file:///etc/passwd',
			() => 'data:text/plain,x',
		])('goes to no other server: %s', async (urlOf) => {
			await start();
			const thrown = await node.fails({ ...DOWNLOAD, fileUrl: urlOf(elsewhere) });
			expect(thrown.message).toMatch(
				/^File URL (?:leads to .* which is not the SalesIQ server of the credential|is empty, or not a URL)$/,
			);
			expect(callsOf(vendor)).toEqual([]);
			expect(heard).toEqual([]);
		});

		it('follows no redirect', async () => {
			await start();
			const headers = { location: `http://${elsewhere}/x`, 'content-type': '' };
			vendor.failNext({ path: /attachments/ }, { status: 302, headers });
			const thrown = await node.fails({ ...DOWNLOAD, fileUrl: '/attachments/1/A_1' });
			expect(thrown.message).toMatch(/not SalesIQ’s \(HTTP 302\)$/);
			expect(heard).toEqual([]);
		});

		it('is not asked for by what stands before the host', async () => {
			await start();
			const message = await withFile();
			const fileUrl = `${vendor.url.replace('://', '://user:secret@')}${message.file.url}`;
			const item = await node.one({ ...DOWNLOAD, fileUrl });
			expect(item).toMatchObject({ url: message.file.url, size: 6 });
		});
	});

	it.each<[INodeParameters, string]>([
		[{}, 'File URL is empty, or not a URL'],
		[{ fileUrl: 'http://' }, 'File URL is empty, or not a URL'],
		[
			{ fileUrl: '/attachments/1/A_1', binaryPropertyName: '' },
			'Put Output File in Field is empty',
		],
	])('refuses %j', async (more, message) => {
		await start();
		expect(await node.fails({ ...DOWNLOAD, ...more })).toMatchObject({ message });
		expect(callsOf(vendor)).toEqual([]);
	});
});

describe('form data', () => {
	it('reads back as it was, whatever names and bytes it has', async () => {
		const content = Buffer.from('--x\r\n\r\n--');
		const file = { name: 'a"\r\n.txt', mimeType: 'text/plain\r\nX-Evil: 1', content };
		const { bytes, contentType } = new FormBody({ file, comment: 'ü\r\n--' });
		const headers = { 'content-type': contentType };
		const form = await new Response(new Uint8Array(bytes), { headers }).formData();
		expect(form.get('comment')).toBe('ü\r\n--');
		const read = form.get('file') as File;
		expect(read.type).toBe('application/octet-stream');
		expect(Buffer.from(await read.arrayBuffer())).toEqual(content);
		expect(bytes.toString()).not.toContain('X-Evil');
	});
});
