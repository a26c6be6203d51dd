import type { IExecuteFunctions } from 'n8n-workflow';

import type { FormFile } from '../../../shared/formBody';
import { failed, type Result } from '../../../shared/problem';

const MB = 1024 * 1024;
/** "The file size limit is 50 MB" [doc: Send Message (Operator)]. */
const MAX_BYTES = 50 * MB;

/** The file of the incoming item that is to be sent; what is missing or too large ends here. */
export async function readFile(
	this: IExecuteFunctions,
	itemIndex: number,
): Promise<Result<FormFile>> {
	const field = this.getNodeParameter('binaryPropertyName', itemIndex, '');
	// Throws n8n's own message where there is no such field.
	const binary = this.helpers.assertBinaryData(itemIndex, field as string);
	// Where n8n knows the size, a file that is too large need not be read.
	if ((binary.bytes ?? 0) > MAX_BYTES) return tooLarge(binary.bytes ?? 0);
	const content = await this.helpers.getBinaryDataBuffer(itemIndex, field as string);
	if (content.length > MAX_BYTES) return tooLarge(content.length);
	if (content.length === 0) return EMPTY;
	return {
		ok: true,
		data: { name: binary.fileName ?? 'file', mimeType: binary.mimeType, content },
	};
}

function tooLarge(bytes: number) {
	return failed({
		kind: 'invalid',
		message: `The file has ${(bytes / MB).toFixed(1)} MB; SalesIQ takes 50 MB at most`,
		advice: 'Send a smaller file, or a link to it as a text.',
	});
}

const EMPTY = failed({
	kind: 'invalid',
	message: 'The file is empty',
	advice: 'SalesIQ does not take an empty file. Check the node that the file comes from.',
});
