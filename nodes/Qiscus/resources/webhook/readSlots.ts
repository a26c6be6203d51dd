import type { IExecuteFunctions } from 'n8n-workflow';

import type { Given } from '../../../shared/resources/types';
import { isOfThisN8n } from '../../../shared/resources/thisN8n';
import type { SlotName } from '../../slots';
import { labelOf } from '../../trigger/events';
import { readSlotUrl } from '../../trigger/webhookUrl';
import { type Held, shownSlot, webhookTools } from './slot';

/** An item for each of these events: the webhook that Qiscus calls for it. */
export async function readSlots(
	this: IExecuteFunctions,
	names: readonly SlotName[],
): Promise<Given> {
	const tools = await webhookTools.call(this);
	if (!tools.ok) return tools;
	const slots = await tools.data.api.list();
	if (!slots.ok) return slots;
	const isOwn = (held: Held) => {
		const url = held === 'hidden' ? undefined : held.url;
		if (url === undefined) return false;
		return isOfThisN8n.call(this, url, readSlotUrl(url) !== undefined);
	};
	return {
		ok: true,
		data: names.map((name) => ({
			json: {
				event: name,
				name: labelOf(name),
				...shownSlot(slots.data[name], tools.data),
				belongsToThisN8n: isOwn(slots.data[name]),
			},
		})),
	};
}
