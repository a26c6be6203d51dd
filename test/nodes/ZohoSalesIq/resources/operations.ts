import type { INodeParameters } from 'n8n-workflow';

const id = (value: string) => ({ __rl: true, mode: 'id', value });

/**
 * Every operation with what it needs, on webhook or conversation 1; it begins with a call that needs the scope.
 * Those that change something are asked for first.
 */
export const OPERATIONS: Record<string, INodeParameters> = {
	'App: Create': { resource: 'app', operation: 'create', name: 'Zylker Shop', departments: ['1'] },
	'App: Get': { resource: 'app', operation: 'get', appId: id('1') },
	'App: Get Many': { resource: 'app', operation: 'getAll' },
	'Conversation: Add Tags': { resource: 'conversation', operation: 'addTags', tagIds: '2' },
	'Conversation: Close': { resource: 'conversation', operation: 'close' },
	'Conversation: Create': {
		resource: 'conversation',
		operation: 'create',
		appId: id('40526000000002043'),
		departmentId: id('301050000004'),
		visitorId: 'customer-1',
		question: 'Hello?',
	},
	'Conversation: Download Attachment': {
		resource: 'conversation',
		operation: 'downloadAttachment',
		fileUrl: '/attachments/1/A_1',
	},
	'Conversation: Get': { resource: 'conversation', operation: 'get' },
	'Conversation: Get Feedback': { resource: 'conversation', operation: 'getFeedback' },
	'Conversation: Get Many': { resource: 'conversation', operation: 'getAll' },
	'Conversation: Get Messages': { resource: 'conversation', operation: 'getMessages' },
	'Conversation: Pick Up': { resource: 'conversation', operation: 'pickUp' },
	'Conversation: Send Message': {
		resource: 'conversation',
		operation: 'sendMessage',
		text: 'Hello',
	},
	'Conversation: Transfer': {
		resource: 'conversation',
		operation: 'transfer',
		departmentId: id('301050000004'),
	},
	'Department: Create': {
		resource: 'department',
		operation: 'create',
		name: 'Repairs',
		operators: ['1'],
	},
	'Department: Get': { resource: 'department', operation: 'get', departmentId: id('1') },
	'Department: Get Many': { resource: 'department', operation: 'getAll' },
	'Department: Update': {
		resource: 'department',
		operation: 'update',
		departmentId: id('1'),
		updateFields: { name: 'Repairs' },
	},
	'Feedback: Get': { resource: 'feedback', operation: 'get', feedbackId: '1' },
	'Feedback: Get Many': { resource: 'feedback', operation: 'getAll' },
	'Operator: Associate Departments': {
		resource: 'operator',
		operation: 'associateDepartments',
		operatorId: id('1'),
		departments: ['2'],
	},
	'Operator: Create': {
		resource: 'operator',
		operation: 'create',
		email: 'nathan@zylker.com',
		departments: ['1'],
	},
	'Operator: Get': { resource: 'operator', operation: 'get', operatorId: id('1') },
	'Operator: Get Many': { resource: 'operator', operation: 'getAll' },
	'Operator: Update': {
		resource: 'operator',
		operation: 'update',
		operatorId: id('1'),
		updateFields: { role: 'Supervisor' },
	},
	'Portal: Create': { resource: 'portal', operation: 'create', name: 'Zylker' },
	'Portal: Get': { resource: 'portal', operation: 'get' },
	'Portal: Get Many': { resource: 'portal', operation: 'getAll' },
	'Portal: Update': {
		resource: 'portal',
		operation: 'update',
		updateFields: { website: 'www.zylker.com' },
	},
	'Visitor: Get Many': { resource: 'visitor', operation: 'getAll', time: '2026-11-20T08:00:00Z' },
	'Webhook: Add Apps': { operation: 'addApps', apps: ['2'] },
	'Webhook: Add Events': { operation: 'addEvents', events: ['visitor.updated'] },
	'Webhook: Create': {
		operation: 'create',
		url: 'http://127.0.0.1:9/hook',
		events: ['visitor.updated'],
	},
	'Webhook: Delete': { operation: 'delete' },
	'Webhook: Delete Key': { operation: 'deleteKey', keyId: id('2') },
	'Webhook: Disable': { operation: 'disable' },
	'Webhook: Enable': { operation: 'enable' },
	'Webhook: Generate Key': { operation: 'generateKey' },
	'Webhook: Get': { operation: 'get' },
	'Webhook: Get Failed Executions': { operation: 'getFailedExecutions' },
	'Webhook: Get Many': { operation: 'getAll' },
	'Webhook: Remove Apps': { operation: 'removeApps', apps: ['2'] },
	'Webhook: Remove Events': { operation: 'removeEvents', events: ['visitor.updated'] },
	'Webhook: Retry Failed Executions': { operation: 'retryFailedExecutions', executionIds: '2' },
	'Webhook: Update': { operation: 'update', updateFields: { secured: true } },
};

export const NAMES = Object.keys(OPERATIONS);

export const parametersOf = (name: string): INodeParameters => ({
	resource: 'webhook',
	conversationId: id('1'),
	webhookId: id('1'),
	...OPERATIONS[name],
});
