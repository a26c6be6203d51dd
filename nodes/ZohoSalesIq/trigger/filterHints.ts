import type { NodeHint } from 'n8n-workflow';

import { eventOptions } from './events';
import { type Filter, FILTERS } from './filters';

/** The parameter that a filter stands in, as an expression. */
function parameterOf({ name }: Filter): string {
	return name === 'apps' ? '$parameter["apps"]' : `($parameter["filters"] || {})["${name}"]`;
}

/**
 * What the editor says while a filter is set and one of the chosen events passes it unseen, so that
 * nobody learns it from an execution that was not expected.
 */
export const filterHints: NodeHint[] = FILTERS.map((filter) => {
	const seen = eventOptions.filter(({ value }) => filter.readsOf(String(value)) !== undefined);
	const values = JSON.stringify(seen.map(({ value }) => value));
	return {
		message: `The filter “${filter.label}” does not apply to every event under Trigger On. It applies to: ${seen.map(({ name }) => name).join(', ')}. The others start the workflow whatever it says.`,
		type: 'info',
		location: 'ndv',
		whenToDisplay: 'always',
		displayCondition: `={{ String(${parameterOf(filter)} ?? "") !== "" && [].concat($parameter["events"] || []).some((event) => !${values}.includes(event)) }}`,
	};
});
