import { asBoolean, asObject, asText } from '../../../shared/json/read';
import type { JsonValue } from '../../../shared/json/types';
import { limitProperties, readLimit } from '../../../shared/resources/limit';
import { repeating } from '../../../shared/resources/repeating';
import type { ItemOperation, OutputItem } from '../../../shared/resources/types';
import { listDivisionRows } from '../../lists';
import { shownTime } from '../../times';
import { askQiscus } from '../../transport';

/** GET `/api/v2/divisions`, App-Id with Secret-Key [code of the vendor's]. */
export const getAll: ItemOperation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many divisions',
	description: 'Get many divisions of agents',
	properties: limitProperties,

	async execute(itemIndex) {
		const limit = readLimit.call(this, itemIndex);
		if (!limit.ok) return limit;
		const rows = await listDivisionRows(repeating(askQiscus.bind(this)), limit.data);
		return rows.ok ? { ok: true, data: rows.data.flatMap(itemOf) } : rows;
	},
};

function itemOf(value: JsonValue): OutputItem[] {
	const row = asObject(value);
	const id = asText(row?.id);
	if (row === undefined || id === undefined) return [];
	return [
		{
			json: {
				id,
				name: asText(row.name) ?? id,
				isDefault: asBoolean(row.is_default_role) ?? null,
				createdAt: shownTime(row.created_at),
				updatedAt: shownTime(row.updated_at),
			},
		},
	];
}
