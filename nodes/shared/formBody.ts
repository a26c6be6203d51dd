import { randomBytes } from 'node:crypto';

/** A file within form data. */
export interface FormFile {
	name: string;
	mimeType: string;
	content: Buffer;
}

/**
 * Form data with files (`multipart/form-data`), as bytes: they can be sent again after a token was
 * renewed, which a stream cannot.
 */
export class FormBody {
	readonly contentType: string;
	readonly bytes: Buffer;

	constructor(fields: Readonly<Record<string, string | FormFile>>) {
		const boundary = `----n8n-${randomBytes(16).toString('hex')}`;
		const parts = Object.entries(fields).flatMap(([name, value]) => [
			Buffer.from(`--${boundary}\r\n${headOf(name, value)}\r\n\r\n`),
			typeof value === 'string' ? Buffer.from(value) : value.content,
			Buffer.from('\r\n'),
		]);
		this.contentType = `multipart/form-data; boundary=${boundary}`;
		this.bytes = Buffer.concat([...parts, Buffer.from(`--${boundary}--\r\n`)]);
	}
}

/** What a type has to look like to stand in a header of its own line. */
const MIME_TYPE = /^[\w.+-]+\/[\w.+-]+$/;

function headOf(name: string, value: string | FormFile): string {
	const disposition = `Content-Disposition: form-data; name="${quoted(name)}"`;
	if (typeof value === 'string') return disposition;
	const type = MIME_TYPE.test(value.mimeType) ? value.mimeType : 'application/octet-stream';
	return `${disposition}; filename="${quoted(value.name)}"\r\nContent-Type: ${type}`;
}

/** As browsers write names: nothing in one ends the quotes or the line. */
function quoted(text: string): string {
	return text.replace(/"/g, '%22').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
}
