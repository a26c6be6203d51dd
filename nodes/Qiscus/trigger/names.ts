import { membersOf } from '../../shared/output/members';
import { memberNames, type Vocabulary } from '../../shared/output/names';

/** Names that Qiscus has two of for one thing [doc: webhook page]. */
const ALIASES: Vocabulary['aliases'] = {
	avatar: 'avatarUrl',
	comment_before_id_str: 'commentBeforeId',
	id_str: 'id',
	last_comment_read_id_str: 'lastCommentReadId',
	last_comment_received_id_str: 'lastCommentReceivedId',
	resolved: 'isResolved',
	topic_id_str: 'topicId',
};

/** Which values a name holds, by its camelCase form, first match first [doc; guess where a pattern reaches further]. */
const KINDS: Vocabulary['kinds'] = [
	// What a bot or an integration put into a message is its own.
	[/^(?:payload|extras|options)$/, 'free'],
	[/^(?:id|unixNanoTimestamp)$|Id$/, 'text'],
	[/^(?:name|notes|text|email|phone|source|role)$|(?:Name|Email)$/, 'text'],
	[/^(?:is|has)[A-Z]|^(?:active|disableLinkPreview|forceOffline|userPropertiesMigrated)$/, 'truth'],
	[/^unixTimestamp$/, 'number'],
	[/^actionAt$/, 'seconds'],
	[/^(?:timestamp|lastLogin)$|(?:At|Timestamp)$/, 'time'],
];

/** What becomes of a member name of Qiscus. */
export const memberName = memberNames({ aliases: ALIASES, kinds: KINDS });

/** How the members of Qiscus' objects get into an item. */
export const { convert, put } = membersOf(memberName);
