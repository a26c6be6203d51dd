import type { NodeHint } from 'n8n-workflow';

import { filterHintsOf, inFilters } from '../../shared/filters/hints';
import { eventOptions } from './events';
import { FILTERS } from './filters';

/** What the editor says about filters that do not see every chosen event. */
export const filterHints: NodeHint[] = filterHintsOf(FILTERS, eventOptions, inFilters);

const PASTED_BY_HAND: NodeHint = {
	message:
		'Custom Button: copy the Production URL, append <code>?event=customButton&amp;token=…</code> with the Webhook Token of the credential, and paste it in Qiscus.',
	type: 'info',
	location: 'ndv',
	whenToDisplay: 'always',
	displayCondition:
		'={{ $parameter["webhookSetup"] !== "manual" && [].concat($parameter["events"] || []).includes("customButton") }}',
};

/** What the editor says beside the parameters. */
export const hints: NodeHint[] = [PASTED_BY_HAND, ...filterHints];
