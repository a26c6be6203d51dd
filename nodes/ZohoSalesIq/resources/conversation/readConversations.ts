import { asText } from '../../../shared/json/read';
import type { JsonObject } from '../../../shared/json/types';
import type { Result } from '../../../shared/problem';
import { type ConversationQuery, listConversations } from '../../conversations';
import { readTimePages } from '../../timePages';
import type { Range } from '../fields/range';
import type { PortalTools } from '../portalTools';
import type { ConversationFilter } from './filters';

/** "The maximum value is 99" [doc]. */
const LARGEST_PAGE = 99;

/** What conversations can be sorted by [doc]. */
export const SORT_BY = ['end_time', 'in_time', 'updated_time'] as const;
export type SortBy = (typeof SORT_BY)[number];

/** The list in the order that is wanted; only that by the opening can be read without losing one. */
export async function readConversations(
	{ call, base }: PortalTools,
	{ query, opened, updated }: ConversationFilter,
	sortBy: SortBy,
	limit: number,
): Promise<Result<JsonObject[]>> {
	const pageSize = Math.min(limit, LARGEST_PAGE);
	return await readTimePages(
		{
			ask: async (range, page) =>
				await listConversations(call, base, {
					...query,
					...boundsOf(range, 'from_time', 'to_time'),
					...boundsOf(updated, 'updated_from_time', 'updated_till_time'),
					sort_by: sortBy,
					limit: pageSize,
					...(page === 1 ? {} : { page }),
				}),
			timeMember: sortBy === 'in_time' ? 'start_time' : undefined,
			pageSize,
			isWanted: (conversation) =>
				isWithin(opened, conversation.start_time) &&
				isWithin(updated, conversation.last_modified_time),
		},
		opened,
		limit,
	);
}

/** SalesIQ leaves out what has a bound’s own time [doc: "greater than", "lesser than"]. */
function boundsOf({ from, to }: Range, fromName: string, toName: string): ConversationQuery {
	return {
		...(from === undefined ? {} : { [fromName]: from - 1 }),
		...(to === undefined ? {} : { [toName]: to + 1 }),
	};
}

/** What has no time that can be read is left to SalesIQ. */
function isWithin({ from = -Infinity, to = Infinity }: Range, value: JsonObject[string]): boolean {
	const time = Number(asText(value) ?? NaN);
	return Number.isNaN(time) || (time >= from && time <= to);
}
