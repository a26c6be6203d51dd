import type { JsonObject } from '../../../shared/json/types';
import { failed, type Result } from '../../../shared/problem';
import { readInformation } from '../../customers';
import type { QiscusCall } from '../../transport';

/** What is known of the customer of a room; without it nothing may be written, for it would be lost. */
export async function readKnown(call: QiscusCall, roomId: string): Promise<Result<JsonObject>> {
	const information = await readInformation(call, roomId);
	if (!information.ok) return information;
	return information.data === undefined ? UNKNOWN : { ok: true, data: information.data };
}

const UNKNOWN = failed({
	kind: 'invalid',
	message: 'Qiscus answered without the information about the customer',
	advice: 'Nothing was changed. Try again. If it stays so, report it to this project.',
});
