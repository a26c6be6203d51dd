import { limitProperties, readLimit } from '../../../shared/resources/limit';
import { repeating } from '../../../shared/resources/repeating';
import type { ItemOperation } from '../../../shared/resources/types';
import { readChannels } from '../../channels';
import { callQiscus } from '../../transport';

/** GET `/api/v2/channels`, App-Id with Secret-Key [code of the vendor's]. */
export const getAll: ItemOperation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many channels',
	description: 'Get many channels, without their tokens and keys',
	properties: limitProperties,

	async execute(itemIndex) {
		const limit = readLimit.call(this, itemIndex);
		if (!limit.ok) return limit;
		const channels = await readChannels(repeating(callQiscus.bind(this)));
		if (!channels.ok) return channels;
		return {
			ok: true,
			data: channels.data.slice(0, limit.data).map((channel) => ({
				json: {
					id: channel.id,
					name: channel.name,
					kind: channel.kind,
					source: channel.source,
					isActive: channel.isActive ?? null,
					isBotEnabled: channel.isBotEnabled ?? null,
					phone: channel.phone ?? null,
				},
			})),
		};
	},
};
