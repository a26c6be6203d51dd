import type { IExecuteFunctions } from 'n8n-workflow';

import { readLimit } from '../../shared/resources/limit';
import type { Given } from '../../shared/resources/types';
import type { NamedList } from '../named';
import { readObjects, shownObject } from './lists';
import { portalTools } from './portalTools';

/** An item for each member of a portal's list, up to Limit. */
export async function getList(
	this: IExecuteFunctions,
	itemIndex: number,
	list: NamedList,
): Promise<Given> {
	const tools = portalTools.call(this, itemIndex);
	if (!tools.ok) return tools;
	const limit = readLimit.call(this, itemIndex);
	if (!limit.ok) return limit;
	const { call, portal } = tools.data;
	const objects = await readObjects(call, `/${encodeURIComponent(portal)}/${list}`);
	if (!objects.ok) return objects;
	const wanted = objects.data.slice(0, limit.data);
	return { ok: true, data: wanted.map((object) => ({ json: shownObject(object) })) };
}
