import type { IExecuteFunctions } from 'n8n-workflow';

import { readLimit } from '../../shared/resources/limit';
import type { Given } from '../../shared/resources/types';
import type { ListOptions } from '../pages';
import { readObjects, shownObject } from './lists';
import { portalTools } from './portalTools';
import type { Shown } from './simplified';

/** Which list of a portal, and how its members become items. */
interface List extends Omit<ListOptions, 'limit'> {
	/** Behind the screen name, such as `apps`. */
	path: string;
	/** Everything under our names, where it is left out. */
	shown?: Shown;
}

/** An item for each member of a portal's list, up to Limit. */
export async function getList(
	this: IExecuteFunctions,
	itemIndex: number,
	{ path, shown = shownObject, ...options }: List,
): Promise<Given> {
	const tools = portalTools.call(this, itemIndex);
	if (!tools.ok) return tools;
	const limit = readLimit.call(this, itemIndex);
	if (!limit.ok) return limit;
	const { call, base } = tools.data;
	const objects = await readObjects(call, `${base}/${path}`, { ...options, limit: limit.data });
	if (!objects.ok) return objects;
	return { ok: true, data: objects.data.map((object) => ({ json: shown(object) })) };
}
