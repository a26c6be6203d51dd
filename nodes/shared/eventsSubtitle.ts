import type { INodePropertyOptions } from 'n8n-workflow';

/**
 * What stands below a trigger on the canvas: the chosen events, by the names that the user knows.
 *
 * @param eventOptions the choices of Trigger On, the parameter `events`
 * @returns an expression
 */
export function eventsSubtitle(eventOptions: readonly INodePropertyOptions[]): string {
	const labels = JSON.stringify(
		Object.fromEntries(eventOptions.map(({ name, value }) => [value, name])),
	);
	return `={{ [].concat($parameter["events"] || []).map((event) => (${labels})[event] || event).join(", ") }}`;
}
