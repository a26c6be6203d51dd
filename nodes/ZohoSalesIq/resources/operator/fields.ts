import type { LocatorTexts } from '../../../shared/resources/locator';
import { choiceMember, type Member, textMember, truthMember } from '../fields/members';
import type { Thing } from '../portalTools';

/** The operator that an operation is about. */
export const OPERATOR: Thing & LocatorTexts = {
	list: 'operators',
	displayName: 'Operator',
	name: 'operatorId',
	one: 'an operator',
	searchListMethod: 'searchOperators',
	example: '30000000000006',
	description: 'The operator to work with',
};

/** What operators may do [doc]. */
export const ROLES = ['Administrator', 'Associate', 'Supervisor'] as const;

/** What may be said of an operator whenever it is one [doc]. Truths are texts, as the samples have them. */
export const DETAILS: readonly Member[] = [
	truthMember(
		'is_chat_enabled',
		{
			displayName: 'Chat Enabled',
			name: 'isChatEnabled',
			description: 'Whether the operator chats with visitors',
		},
		{ isText: true },
	),
	textMember('description', {
		displayName: 'Description',
		name: 'description',
		description: 'What visitors read of the operator',
	}),
	textMember('first_name', {
		displayName: 'First Name',
		name: 'firstName',
		description: 'First name of the operator',
	}),
	textMember('language', {
		displayName: 'Language',
		name: 'language',
		placeholder: 'e.g. en',
		description: 'Language of the operator, as a code',
	}),
	textMember('last_name', {
		displayName: 'Last Name',
		name: 'lastName',
		description: 'Last name of the operator',
	}),
	textMember('mobile', {
		displayName: 'Mobile',
		name: 'mobile',
		description: 'Mobile phone number of the operator',
	}),
	textMember('nick_name', {
		displayName: 'Nickname',
		name: 'nickName',
		description: 'Name that visitors see',
	}),
	textMember('phone', {
		displayName: 'Phone',
		name: 'phone',
		description: 'Phone number of the operator',
	}),
	textMember('time_zone', {
		displayName: 'Time Zone',
		name: 'timeZone',
		placeholder: 'e.g. Asia/Jakarta',
		description: 'Time zone of the operator',
	}),
];

/** What may be said of an operator who is there already [doc]. */
export const CHANGES: readonly Member[] = [
	...DETAILS,
	textMember('city', {
		displayName: 'City',
		name: 'city',
		description: 'City of the operator’s address',
	}),
	textMember('country', {
		displayName: 'Country',
		name: 'country',
		placeholder: 'e.g. us',
		description: 'Country of the operator’s address, as a code',
	}),
	choiceMember(
		'maximum_concurrent_chat',
		{
			displayName: 'Maximum Concurrent Chats',
			name: 'maximumConcurrentChat',
			description: 'How many chats the operator may have at the same time',
		},
		['0', '1', '2', '3', '4', '5', '7', '10', '25', 'unlimited'],
	),
	textMember('pin_code', {
		displayName: 'Postal Code',
		name: 'pinCode',
		description: 'Postal code of the operator’s address',
	}),
	choiceMember(
		'role',
		{ displayName: 'Role', name: 'role', description: 'What the operator may do' },
		ROLES,
	),
	textMember('state', {
		displayName: 'State',
		name: 'state',
		description: 'State of the operator’s address',
	}),
	textMember('street', {
		displayName: 'Street',
		name: 'street',
		description: 'Street of the operator’s address',
	}),
];
