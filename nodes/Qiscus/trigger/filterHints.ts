import type { NodeHint } from 'n8n-workflow';

import { filterHintsOf, inFilters } from '../../shared/filters/hints';
import { eventOptions } from './events';
import { FILTERS } from './filters';

/** What the editor says about filters that do not see every chosen event. */
export const filterHints: NodeHint[] = filterHintsOf(FILTERS, eventOptions, inFilters);
