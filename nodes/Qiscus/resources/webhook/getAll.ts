import type { ItemOperation } from '../../../shared/resources/types';
import { SLOT_NAMES } from '../../slots';
import { readSlots } from './readSlots';

export const getAll: ItemOperation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many webhooks',
	description: 'Get many webhooks: the URL that Qiscus calls for each event',
	properties: [],

	async execute() {
		return await readSlots.call(this, SLOT_NAMES);
	},
};
