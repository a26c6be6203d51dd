import type { IExecuteFunctions } from 'n8n-workflow';

import type { Result } from '../../shared/problem';
import type { SalesIqCall } from '../transport';
import { salesIqCall } from './call';
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
