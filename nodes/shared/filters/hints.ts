import type { INodePropertyOptions, NodeHint } from 'n8n-workflow';

import type { Filter } from './filters';

/**
 * What the editor says while a filter is set and one of the chosen events passes it unseen, so that
 * nobody learns it from an execution that was not expected.
 *
 * @param eventOptions the choices of Trigger On
 * @param parameterOf the parameter that a filter stands in, as an expression
 */
export function filterHintsOf<Event, Name extends string>(
	filters: ReadonlyArray<Filter<Event, Name>>,
	eventOptions: readonly INodePropertyOptions[],
	parameterOf: (name: Name) => string,
): NodeHint[] {
	return filters.map(({ name, label, readsOf }) => {
		const seen = eventOptions.filter(({ value }) => readsOf(String(value)) !== undefined);
		const values = JSON.stringify(seen.map(({ value }) => value));
		return {
			message: `The filter “${label}” does not apply to every event under Trigger On. It applies to: ${seen.map((option) => option.name).join(', ')}. The others start the workflow whatever it says.`,
			type: 'info',
			location: 'ndv',
			whenToDisplay: 'always',
			displayCondition: `={{ !["null", "false", "{}", "[]", '""'].includes(JSON.stringify(${parameterOf(name)} ?? null)) && [].concat($parameter["events"] || []).some((event) => !${values}.includes(event)) }}`,
		};
	});
}

/** A filter of the collection `filters`, as an expression. */
export function inFilters(name: string): string {
	return `($parameter["filters"] || {})["${name}"]`;
}
