import type { INodeParameters } from 'n8n-workflow';

import type { AllQuirks, ZohoSalesIq } from '../../../../sandbox/vendors/zohoSalesIq/index.ts';
import { startVendor } from '../../../support/salesIq';
import { callsOf, nodeFor, type NodeUnderTest } from './host';

const CLOCK = 1_800_000_000_000;
const NOW = '2027-01-15T08:00:00.000Z';
/** The first that the vendor gives out. */
const NEW_ID = '68565800000000002';
const APP = '40526000000002043';
const SALES = '301050000004';
const SUPPORT = '30000000000018';
const PATRICIA = '30000000000006';
const MEI = '30000000000406';

let vendor: ZohoSalesIq;
let node: NodeUnderTest;
const start = async (quirks: Partial<AllQuirks> = {}) => {
	vendor = await startVendor({ quirks, now: () => CLOCK });
	node = nodeFor(vendor);
};
afterEach(async () => await vendor.close());

const byId = (value: string) => ({ __rl: true, mode: 'id', value });
const ask = (resource: string, operation: string, more: INodeParameters = {}): INodeParameters => ({
	resource,
	operation,
	...more,
});

interface Done {
	parameters: INodeParameters;
	/** What SalesIQ is asked. */
	calls: unknown[][];
	/** What comes out. */
	json: object;
}

const APP_ITEM = {
	id: NEW_ID,
	name: 'Zylker Shop',
	uniqueName: 'zylkershop',
	enabled: true,
	language: 'default',
	description: {},
	creator: { id: '46000000000005', name: 'patricia' },
	createdTime: '2019-10-10T05:42:55.719Z',
	modifiedTime: '2019-10-10T05:42:57.009Z',
};
const MAILS = {
	missedchatRecipients: 'support@zylker.com',
	feedbackRecipients: 'support@zylker.com',
	isMissedchatMailEnabled: true,
	isCcMailEnabled: true,
	fromEmail: 'admin@zylker.com',
	isTranscriptMailEnabled: true,
	transcriptRecipients: 'patricia@zylker.com',
	isBlockipMailEnabled: true,
	blockipRecipients: 'admin@zylker.com',
	ccRecipients: 'manager@zylker.com',
	isFeedbackMailEnabled: true,
};
const IMAGE = '/api/v2/zylker/downloads/1526214218274?purpose=department_image';
const DEPARTMENT_ITEM = {
	id: SUPPORT,
	name: 'Support',
	displayName: 'Support',
	description: '',
	isPublic: true,
	isEnabled: true,
	isSystemGenerated: true,
	createdBy: '32308000000002001',
	createdTime: '2018-04-19T12:29:23.982Z',
	modifiedTime: '2018-04-19T12:29:23.982Z',
	emailConfigurations: MAILS,
	operators: [PATRICIA, '30000000000106'],
	imageUrl: IMAGE,
};
const NEW_DEPARTMENT_ITEM = {
	...DEPARTMENT_ITEM,
	id: NEW_ID,
	name: 'Repairs',
	displayName: 'Repairs',
	isSystemGenerated: false,
	createdBy: PATRICIA,
	createdTime: NOW,
	modifiedTime: NOW,
	operators: [MEI],
};
const OPERATOR_ITEM = {
	id: MEI,
	email: 'mei.tanaka@zylker.com',
	nickName: 'Mei Tanaka',
	firstName: 'Mei',
	lastName: 'Tanaka',
	role: 'Associate',
	departments: [],
	isEnabled: true,
	isChatEnabled: true,
	statusCode: '1',
	statusMessage: 'Available',
	maximumConcurrentChat: 1,
	createdTime: '2018-05-11T11:59:30.065Z',
	modifiedTime: '2018-08-24T04:02:03.660Z',
};
const NEW_OPERATOR_ITEM = {
	...OPERATOR_ITEM,
	id: NEW_ID,
	email: 'nathan@zylker.com',
	nickName: 'nathan',
	firstName: 'nathan',
	lastName: '',
	role: 'Supervisor',
	departments: [SALES, SUPPORT],
	createdTime: NOW,
	modifiedTime: NOW,
};
const PORTAL_ITEM = {
	companyName: 'Zylker',
	screenname: 'zylker',
	website: 'www.zylker-fashions.com',
	owner: {
		email: 'patricia@zylker.com',
		zuid: '54715436',
		operatorId: PATRICIA,
		name: 'Patricia',
	},
	fax: '',
	phone: '8344483886',
	email: 'tricia@zylker.com',
	language: 'en',
	address: 'Texas',
	description: 'The worlds leading top brands for your display!',
	logo: '/api/v2/zylker/downloads/5add92f8?purpose=company_logo',
	timeZone: 'America/Los Angeles',
	icon: '/images/zylker/favicon.ico',
};
const NEW_PORTAL_ITEM = {
	...PORTAL_ITEM,
	companyName: 'Zylker Shops',
	screenname: 'zylkershops',
	logo: '/api/v2/zylkershops/downloads/5add92f8?purpose=company_logo',
	icon: '/images/zylkershops/favicon.ico',
};
const FEEDBACK = '211760000000542007';
const FEEDBACK_ITEM = {
	feedback: 'It was good experience, thank you',
	id: FEEDBACK,
	attender: {
		email: 'patricia@zylker.com',
		displayName: 'Patricia',
		type: 'operator',
		imageUrl: '/web/v2/zylker/downloads/0_211760000000336019?purpose=operator_image',
		id: PATRICIA,
	},
	rating: { type: 'smiley', value: 'happy' },
	chatletCount: 0,
	visitor: {
		lastName: 'Thompson',
		name: 'James Thompson',
		firstName: '',
		supportedOperations: [],
		salutation: 'None',
	},
	conversation: {
		question: 'My order is not delivered yet, I need help with it.',
		endTime: '2027-01-15T08:00:00.000Z',
		startTime: '2027-01-15T07:58:57.759Z',
		referenceId: '325',
		notesAvailable: false,
		mode: 'chat',
		id: '211760000000640001',
	},
	appId: APP,
};
const VISITOR_ITEM = {
	id: '9faf3023-5e8d-484c-8996-000000000000',
	name: 'Tricia',
	email: null,
	phone: null,
	country: 'United States',
	leadScore: 0,
	visitCount: 1,
	visitSource: 'Direct',
	firstAccessedTime: '2027-01-15T06:59:00.000Z',
	lastAccessedTime: '2027-01-15T07:59:00.000Z',
};

const DONE: Record<string, Done> = {
	'App: Create': {
		parameters: ask('app', 'create', { name: ' Zylker Shop ', departments: [SALES] }),
		calls: [['POST', '/apps', { name: 'Zylker Shop', departments: [SALES] }]],
		json: APP_ITEM,
	},
	'App: Create, with all that there is': {
		parameters: ask('app', 'create', {
			name: 'Zylker Shop',
			departments: `${SALES}, ${SUPPORT}`,
			additionalFields: { businessHours: true, description: 'For all', privacy: false },
		}),
		calls: [
			[
				'POST',
				'/apps',
				{
					name: 'Zylker Shop',
					departments: [SALES, SUPPORT],
					business_hours: true,
					description: 'For all',
					privacy: false,
				},
			],
		],
		json: { ...APP_ITEM, description: 'For all' },
	},
	'App: Get': {
		parameters: ask('app', 'get', { appId: byId(APP) }),
		calls: [['GET', `/apps/${APP}`]],
		json: { ...APP_ITEM, id: APP, name: 'Zylker Furniture', uniqueName: 'zylkerfurniture' },
	},
	'Department: Create': {
		parameters: ask('department', 'create', { name: 'Repairs', operators: [MEI] }),
		calls: [['POST', '/departments', { name: 'Repairs', operators: [MEI] }]],
		json: NEW_DEPARTMENT_ITEM,
	},
	'Department: Create, with all that there is': {
		parameters: ask('department', 'create', {
			name: 'Repairs',
			operators: [MEI],
			additionalFields: { description: 'Mends', isPublic: false },
			mailSettings: {
				blockedIpRecipients: 'a@zylker.com',
				ccRecipients: '',
				feedbackRecipients: 'b@zylker.com',
				fromEmail: 'c@zylker.com',
				missedChatRecipients: 'd@zylker.com',
				transcriptRecipients: 'e@zylker.com',
			},
		}),
		calls: [
			[
				'POST',
				'/departments',
				{
					name: 'Repairs',
					operators: [MEI],
					description: 'Mends',
					is_public: 'false',
					email_configurations: {
						from_email: 'c@zylker.com',
						is_blockip_mail_enabled: 'true',
						blockip_recipients: 'a@zylker.com',
						is_cc_mail_enabled: 'false',
						cc_recipients: '',
						is_feedback_mail_enabled: 'true',
						feedback_recipients: 'b@zylker.com',
						is_missedchat_mail_enabled: 'true',
						missedchat_recipients: 'd@zylker.com',
						is_transcript_mail_enabled: 'true',
						transcript_recipients: 'e@zylker.com',
					},
				},
			],
		],
		json: {
			...NEW_DEPARTMENT_ITEM,
			description: 'Mends',
			isPublic: false,
			emailConfigurations: {
				fromEmail: 'c@zylker.com',
				isBlockipMailEnabled: true,
				blockipRecipients: 'a@zylker.com',
				isCcMailEnabled: false,
				ccRecipients: '',
				isFeedbackMailEnabled: true,
				feedbackRecipients: 'b@zylker.com',
				isMissedchatMailEnabled: true,
				missedchatRecipients: 'd@zylker.com',
				isTranscriptMailEnabled: true,
				transcriptRecipients: 'e@zylker.com',
			},
		},
	},
	'Department: Get': {
		parameters: ask('department', 'get', { departmentId: byId(SUPPORT) }),
		calls: [['GET', `/departments/${SUPPORT}`]],
		json: DEPARTMENT_ITEM,
	},
	'Department: Update': {
		parameters: ask('department', 'update', {
			departmentId: byId(SUPPORT),
			updateFields: { name: 'Help', operators: [MEI], isPublic: true, description: '' },
			mailSettings: { transcriptRecipients: '' },
		}),
		calls: [
			[
				'PUT',
				`/departments/${SUPPORT}`,
				{
					name: 'Help',
					operators: [MEI],
					is_public: 'true',
					description: '',
					email_configurations: {
						is_transcript_mail_enabled: 'false',
						transcript_recipients: '',
					},
				},
			],
		],
		json: {
			...DEPARTMENT_ITEM,
			name: 'Help',
			displayName: 'Help',
			operators: [MEI],
			modifiedTime: NOW,
			emailConfigurations: { isTranscriptMailEnabled: false, transcriptRecipients: '' },
		},
	},
	'Feedback: Get': {
		parameters: ask('feedback', 'get', { feedbackId: FEEDBACK }),
		calls: [['GET', `/feedbacks/${FEEDBACK}`]],
		json: FEEDBACK_ITEM,
	},
	'Feedback: Get Many': {
		parameters: ask('feedback', 'getAll', {
			limit: 1,
			filters: { departments: [SALES], from: CLOCK - 1, to: '2027-01-15T08:00:00Z' },
		}),
		calls: [
			[
				'GET',
				`/feedbacks?limit=20&department_ids=${SALES}&start_time=${CLOCK - 1}&end_time=${CLOCK}`,
			],
		],
		json: FEEDBACK_ITEM,
	},
	'Operator: Associate Departments': {
		parameters: ask('operator', 'associateDepartments', {
			operatorId: byId(MEI),
			departments: [SALES, SUPPORT],
		}),
		calls: [['PUT', `/operators/${MEI}/departments`, { ids: [SALES, SUPPORT] }]],
		json: { ...OPERATOR_ITEM, departments: [SALES, SUPPORT] },
	},
	'Operator: Create': {
		parameters: ask('operator', 'create', {
			email: 'nathan@zylker.com',
			role: 'Supervisor',
			departments: [SALES, SUPPORT],
		}),
		calls: [
			[
				'POST',
				'/operators',
				{
					email_id: 'nathan@zylker.com',
					role: 'Supervisor',
					departments: [SALES, SUPPORT],
					is_monitored: 'false',
				},
			],
		],
		json: NEW_OPERATOR_ITEM,
	},
	'Operator: Create, with all that there is': {
		parameters: ask('operator', 'create', {
			email: 'nathan@zylker.com',
			role: 'Supervisor',
			departments: [SALES, SUPPORT],
			isMonitored: true,
			additionalFields: {
				isChatEnabled: false,
				description: 'Hi',
				firstName: 'Nathan',
				language: 'id',
				lastName: 'Hale',
				mobile: '0812',
				nickName: 'Nat',
				phone: 21,
				timeZone: 'Asia/Jakarta',
			},
		}),
		calls: [
			[
				'POST',
				'/operators',
				{
					email_id: 'nathan@zylker.com',
					role: 'Supervisor',
					departments: [SALES, SUPPORT],
					is_monitored: 'true',
					is_chat_enabled: 'false',
					description: 'Hi',
					first_name: 'Nathan',
					language: 'id',
					last_name: 'Hale',
					mobile: '0812',
					nick_name: 'Nat',
					phone: '21',
					time_zone: 'Asia/Jakarta',
				},
			],
		],
		json: {
			...NEW_OPERATOR_ITEM,
			isChatEnabled: false,
			firstName: 'Nathan',
			lastName: 'Hale',
			nickName: 'Nat',
		},
	},
	'Operator: Get': {
		parameters: ask('operator', 'get', { operatorId: byId(MEI) }),
		calls: [['GET', `/operators/${MEI}`]],
		json: OPERATOR_ITEM,
	},
	'Operator: Update': {
		parameters: ask('operator', 'update', {
			operatorId: byId(MEI),
			updateFields: {
				isChatEnabled: false,
				city: 'Jakarta',
				country: 'id',
				description: 'Hi',
				firstName: 'M',
				language: 'id',
				lastName: 'T',
				maximumConcurrentChat: 'unlimited',
				mobile: '1',
				nickName: 'Mei',
				phone: '2',
				pinCode: '10110',
				role: 'Supervisor',
				state: 'DKI',
				street: 'Jalan 1',
				timeZone: 'Asia/Jakarta',
			},
		}),
		calls: [
			[
				'PUT',
				`/operators/${MEI}`,
				{
					is_chat_enabled: 'false',
					city: 'Jakarta',
					country: 'id',
					description: 'Hi',
					first_name: 'M',
					language: 'id',
					last_name: 'T',
					maximum_concurrent_chat: 'unlimited',
					mobile: '1',
					nick_name: 'Mei',
					phone: '2',
					pin_code: '10110',
					role: 'Supervisor',
					state: 'DKI',
					street: 'Jalan 1',
					time_zone: 'Asia/Jakarta',
				},
			],
		],
		json: {
			...OPERATOR_ITEM,
			isChatEnabled: false,
			firstName: 'M',
			lastName: 'T',
			nickName: 'Mei',
			role: 'Supervisor',
			maximumConcurrentChat: 'unlimited',
			modifiedTime: NOW,
		},
	},
	'Portal: Create': {
		parameters: ask('portal', 'create', {
			name: 'Zylker Shops',
			additionalFields: { phone: '123', website: 'www.zylker.com' },
		}),
		calls: [
			[
				'POST',
				'/api/v2/portals',
				{ name: 'Zylker Shops', phone_number: '123', website: 'www.zylker.com' },
			],
		],
		json: { ...NEW_PORTAL_ITEM, phone: '123', website: 'www.zylker.com' },
	},
	'Portal: Get': {
		parameters: ask('portal', 'get'),
		calls: [['GET', '/api/v2/portals/zylker']],
		json: PORTAL_ITEM,
	},
	'Portal: Update': {
		parameters: ask('portal', 'update', {
			updateFields: {
				address: 'Jalan 1',
				companyName: 'Zylker Inc.',
				description: 'All',
				email: 'a@zylker.com',
				fax: '1',
				language: 'id',
				phone: '2',
				timeZone: 'Asia/Jakarta',
				website: 'www.zylker.id',
			},
		}),
		calls: [
			[
				'PUT',
				'/api/v2/portals/zylker',
				{
					address: 'Jalan 1',
					company_name: 'Zylker Inc.',
					description: 'All',
					email_id: 'a@zylker.com',
					fax: '1',
					language: 'id',
					phone: '2',
					time_zone: 'Asia/Jakarta',
					website: 'www.zylker.id',
				},
			],
		],
		json: {
			...PORTAL_ITEM,
			address: 'Jalan 1',
			companyName: 'Zylker Inc.',
			description: 'All',
			email: 'a@zylker.com',
			fax: '1',
			language: 'id',
			phone: '2',
			timeZone: 'Asia/Jakarta',
			website: 'www.zylker.id',
		},
	},
	'Visitor: Get Many': {
		parameters: ask('visitor', 'getAll', { time: '2027-01-15T08:00:00Z', limit: 1 }),
		calls: [['GET', `/api/v3/zylker/visitors?limit=1&prev_key=${CLOCK}`]],
		json: VISITOR_ITEM,
	},
};

describe.each(Object.entries(DONE))('%s', (_, { parameters, calls, json }) => {
	it.each<Partial<AllQuirks>>([{}, { looseTypes: 'strings' }, { looseTypes: 'numbers' }])(
		'asks exactly this, and gives the whole item (%j)',
		async (quirks) => {
			await start(quirks);
			expect(await node.one(parameters)).toEqual(json);
			expect(callsOf(vendor)).toEqual(calls);
		},
	);
});
