import type { IExecuteFunctions } from 'n8n-workflow';

import { failed, type Result } from '../../../shared/problem';
import { readText, required } from '../../../shared/resources/fields';
import type { ItemOperation } from '../../../shared/resources/types';
import { FILE_TIMEOUT_MS } from '../../conversations';
import { type DownloadedFile, downloadFromSalesIq, salesIqServer } from '../../transport';
import { named } from '../call';

/** GET `/attachments/{number}/{id}` below the SalesIQ server itself, SalesIQ.conversations.READ [guess]. */
export const downloadAttachment: ItemOperation = {
	name: 'Download Attachment',
	value: 'downloadAttachment',
	action: 'Download attachment of conversation',
	description: 'Download a file that somebody sent in a conversation',
	properties: [
		{
			displayName: 'File URL',
			name: 'fileUrl',
			type: 'string',
			default: '={{ $json.file?.url ?? $json.message?.file?.url }}',
			required: true,
			placeholder: 'e.g. /attachments/734343/A_16872571388888',
			description:
				'Address of a file, as items of Get Messages and of Zoho SalesIQ Trigger have it. n8n takes files from the credential’s SalesIQ server only.',
		},
		{
			displayName: 'Put Output File in Field',
			name: 'binaryPropertyName',
			type: 'string',
			default: 'data',
			required: true,
			hint: 'The name of the output binary field to put the file in',
			description: 'Where the item has the file',
		},
	],

	async execute(itemIndex) {
		const url = await readFileUrl.call(this, itemIndex);
		if (!url.ok) return url;
		const field = required(
			readText.call(this, 'binaryPropertyName', itemIndex),
			'Put Output File in Field',
		);
		if (!field.ok) return field;
		const path = `${url.data.pathname}${url.data.search}`;
		const request = { method: 'GET', base: '', path, timeoutMs: FILE_TIMEOUT_MS } as const;
		const file = named(await downloadFromSalesIq.call(this, request), request);
		if (!file.ok) return file;
		const { content } = file.data;
		const binary = await this.helpers.prepareBinaryData(
			content,
			fileNameOf(file.data, url.data),
			file.data.mimeType,
		);
		const { fileName = null, mimeType } = binary;
		return {
			ok: true,
			data: [
				{
					json: { url: path, fileName, mimeType, size: content.length },
					binary: { [field.data]: binary },
				},
			],
		};
	},
};

/** Where the file lies; nowhere but on the server that the token is for. */
async function readFileUrl(this: IExecuteFunctions, itemIndex: number): Promise<Result<URL>> {
	const given = readText.call(this, 'fileUrl', itemIndex);
	if (given === undefined) return NO_URL;
	const server = await salesIqServer.call(this);
	if (!server.ok) return server;
	const { origin } = server.data;
	const url = URL.canParse(given, origin) ? new URL(given, origin) : undefined;
	if (url === undefined) return NO_URL;
	return url.origin === origin ? { ok: true, data: url } : ofAnotherServer(url);
}

/** The name that SalesIQ gives, else the last part of the URL. */
function fileNameOf({ contentDisposition = '' }: DownloadedFile, { pathname }: URL): string {
	const [, encoded] = /filename\*\s*=\s*UTF-8''([^;]+)/i.exec(contentDisposition) ?? [];
	const [, plain] = /filename\s*=\s*"?([^";]+)"?/i.exec(contentDisposition) ?? [];
	const name = decoded(encoded) ?? plain?.trim() ?? decoded(pathname.split('/').at(-1));
	return name || 'file';
}

function decoded(text: string | undefined): string | undefined {
	try {
		return text === undefined ? undefined : decodeURIComponent(text);
	} catch {
		return text;
	}
}

function ofAnotherServer({ host, protocol }: URL) {
	return failed({
		kind: 'invalid',
		message: `File URL leads to ${host || protocol}, which is not the SalesIQ server of the credential`,
		advice:
			'n8n sends the account’s token to that server only. Give the url of a file as SalesIQ has it; for a file from elsewhere, use the HTTP Request node.',
	});
}

const NO_URL = failed({
	kind: 'invalid',
	message: 'File URL is empty, or not a URL',
	advice:
		'Give the url of a file, such as {{ $json.file.url }} of an item of Get Messages. A message without a file has none.',
});
