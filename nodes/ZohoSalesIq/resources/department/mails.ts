import type { INodeProperties } from 'n8n-workflow';

import type { JsonObject } from '../../../shared/json/types';
import type { Result } from '../../../shared/problem';
import { fieldsOf, type Member, readMembers, textMember } from '../fields/members';

const FROM: readonly Member[] = [
	textMember('from_email', {
		displayName: 'From Email',
		name: 'fromEmail',
		placeholder: 'e.g. support@example.com',
		description: 'Address that the mails of the department come from',
	}),
];

/** @param kind of `is_…_mail_enabled` and `…_recipients` [doc], what stands in the middle */
const recipients = (kind: string, displayName: string, name: string, mails: string): Member =>
	textMember(kind, {
		displayName,
		name,
		placeholder: 'e.g. support@example.com',
		description: `Address that gets ${mails}; where it is empty, they are switched off`,
	});

const RECIPIENTS: readonly Member[] = [
	recipients('blockip', 'Blocked IP Recipients', 'blockedIpRecipients', 'news of blocked IPs'),
	recipients('cc', 'CC Recipients', 'ccRecipients', 'copies of replies to visitors'),
	recipients('feedback', 'Feedback Recipients', 'feedbackRecipients', 'the feedback of visitors'),
	recipients('missedchat', 'Missed Chat Recipients', 'missedChatRecipients', 'missed chats'),
	recipients('transcript', 'Transcript Recipients', 'transcriptRecipients', 'transcripts of chats'),
];

/** Which mails a department sends [doc: `email_configurations`]. */
export const mailsProperty: INodeProperties = {
	displayName: 'Mail Settings',
	name: 'mailSettings',
	type: 'collection',
	placeholder: 'Add Setting',
	default: {},
	options: fieldsOf([...FROM, ...RECIPIENTS]),
};

/** The part of a department's body that is about mails; none where nothing is given. */
export function readMails(given: JsonObject): Result<JsonObject> {
	const from = readMembers(FROM, given);
	if (!from.ok) return from;
	const kinds = readMembers(RECIPIENTS, given);
	if (!kinds.ok) return kinds;
	const mails = { ...from.data };
	for (const [kind, address] of Object.entries(kinds.data)) {
		mails[`is_${kind}_mail_enabled`] = String(address !== '');
		mails[`${kind}_recipients`] = address;
	}
	const isEmpty = Object.keys(mails).length === 0;
	return { ok: true, data: isEmpty ? {} : { email_configurations: mails } };
}
