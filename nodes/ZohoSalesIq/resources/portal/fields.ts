import { type Member, textMember } from '../fields/members';

/** What may be said of a portal under one name everywhere [doc]. */
const DETAILS: readonly Member[] = [
	textMember('address', {
		displayName: 'Address',
		name: 'address',
		description: 'Mailing address of the company',
	}),
	textMember('description', {
		displayName: 'Description',
		name: 'description',
		description: 'What the portal is for',
	}),
	textMember('email_id', {
		displayName: 'Email',
		name: 'email',
		placeholder: 'e.g. info@example.com',
		description: 'Email address of the company',
	}),
	textMember('fax', { displayName: 'Fax', name: 'fax', description: 'Fax number of the company' }),
	textMember('language', {
		displayName: 'Language',
		name: 'language',
		placeholder: 'e.g. en',
		description: 'Language of the company, as a code',
	}),
	textMember('time_zone', {
		displayName: 'Time Zone',
		name: 'timeZone',
		placeholder: 'e.g. Asia/Jakarta',
		description: 'Time zone of the company',
	}),
	textMember('website', {
		displayName: 'Website',
		name: 'website',
		placeholder: 'e.g. www.example.com',
		description: 'Website of the company',
	}),
];

const PHONE = {
	displayName: 'Phone',
	name: 'phone',
	description: 'Phone number of the company',
};

/** What may be said of a new portal beside its name [doc]. */
export const NEW: readonly Member[] = [...DETAILS, textMember('phone_number', PHONE)];

/** What may be changed: the sample and its answer have these names, the text has those of a new one [doc]. */
export const CHANGES: readonly Member[] = [
	...DETAILS,
	textMember('company_name', {
		displayName: 'Company Name',
		name: 'companyName',
		description: 'Name of the company',
	}),
	textMember('phone', PHONE),
];
