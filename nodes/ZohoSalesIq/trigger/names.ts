import { membersOf } from '../../shared/output/members';
import { memberNames, type Vocabulary } from '../../shared/output/names';

/** Names that SalesIQ has two of for one thing [doc: webhook page, REST pages]. */
const ALIASES: Vocabulary['aliases'] = { email_id: 'email', msgid: 'id' };

/**
 * Which values a name holds, by its camelCase form, first match first. Names of the vendor's pages
 * [doc] and, where a pattern reaches further, names that follow the same habit [guess].
 */
const KINDS: Vocabulary['kinds'] = [
	// What a portal's owner collects about visitors, under labels of the owner's own [doc: visitor page].
	[/^customerInfo$/, 'free'],
	[/^type$/, 'type'],
	// Ids, alone and in lists, and who did something where only the id is told.
	[/^(?:ids?|zuid|operators|departments|supervisors|participants)$|(?:Ids?|By)$/, 'text'],
	// Texts that can look like numbers.
	[/^(?:version|state|status|statusCode|phone|mobile|pincode|email|name)$|Name$/, 'text'],
	[/^(?:text|question|feedback|note|comment|description)$/, 'text'],
	[/^time$|Time$/, 'time'],
	[
		/^(?:is|has)[A-Z]|^(?:enabled|confirmed|deleted|owner|notesAvailable)$|Enabled$|^(?:new|return)Visit$/,
		'truth',
	],
	[
		/^(?:attempt|rating|size|height|width|maximumConcurrentChat|leadScore|visitCount|chatletCount)$/,
		'number',
	],
];

/** What becomes of a member name of SalesIQ. */
export const memberName = memberNames({ aliases: ALIASES, kinds: KINDS });

/** How the members of SalesIQ's objects get into an item. */
export const { convert, put, putAll } = membersOf(memberName);
