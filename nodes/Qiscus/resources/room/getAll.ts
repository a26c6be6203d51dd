import { readCollection, readTruth } from '../../../shared/resources/fields';
import { limitProperties, readLimit } from '../../../shared/resources/limit';
import { repeating } from '../../../shared/resources/repeating';
import type { ItemOperation } from '../../../shared/resources/types';
import { simplifyProperty } from '../../../shared/simplify';
import { listRoomRows } from '../../rooms';
import { askQiscus, callQiscus } from '../../transport';
import { filtersProperty, readFilters } from './filters';
import { rawObject, shownRoom } from './shownRoom';

/** POST `/api/v2/customer_rooms`, which changes nothing; App-Id with Secret-Key [code of the vendor's app]. */
export const getAll: ItemOperation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many rooms',
	description: 'Get many rooms, those first in which something was said last',
	properties: [...limitProperties, simplifyProperty, filtersProperty],

	async execute(itemIndex) {
		const limit = readLimit.call(this, itemIndex);
		if (!limit.ok) return limit;
		const given = readCollection.call(this, 'filters', itemIndex);
		const filters = await readFilters(repeating(callQiscus.bind(this)), given);
		if (!filters.ok) return filters;
		const rows = await listRoomRows(repeating(askQiscus.bind(this)), filters.data, limit.data);
		if (!rows.ok) return rows;
		const isRaw = readTruth.call(this, 'simplify', itemIndex) === false;
		const shown = isRaw ? rawObject : shownRoom;
		return { ok: true, data: rows.data.map((row) => ({ json: shown(row) })) };
	},
};
