import type { IExecuteFunctions } from 'n8n-workflow';

import type { Result } from '../../shared/problem';
import type { SalesIqCall } from '../transport';
import { salesIqCall } from './call';
import { readId } from './fields/ids';
import { readPortal } from './fields/portal';

/** What an operation within a portal works with. */
export interface PortalTools {
	/** The screen name. */
	portal: string;
	/** What paths within the portal begin with. */
	base: string;
	call: SalesIqCall;
}

export function portalTools(this: IExecuteFunctions, itemIndex: number): Result<PortalTools> {
	const portal = readPortal.call(this, itemIndex);
	if (!portal.ok) return portal;
	const base = `/${encodeURIComponent(portal.data)}`;
	return { ok: true, data: { portal: portal.data, base, call: salesIqCall.call(this) } };
}

/** One thing of a list within a portal, and the field that has its id. */
export interface Thing {
	/** Behind the screen name, such as `operators`. */
	list: string;
	displayName: string;
	name: string;
}

/** What an operation on one thing within a portal works with: a call, and the path of the thing. */
export function thingTools(
	this: IExecuteFunctions,
	itemIndex: number,
	{ list, displayName, name }: Thing,
): Result<{ call: SalesIqCall; path: string }> {
	const tools = portalTools.call(this, itemIndex);
	if (!tools.ok) return tools;
	const id = readId.call(this, itemIndex, name, displayName);
	if (!id.ok) return id;
	const { base, call } = tools.data;
	return { ok: true, data: { call, path: `${base}/${list}/${encodeURIComponent(id.data)}` } };
}
