import type { JsonMembers, JsonValue } from '../../shared/jsonText.ts';
import type { Call, Reply, Route } from '../api.ts';
import { SalesIqError } from '../errors.ts';
import { indexedPage, integerParam } from '../paging.ts';
import { inPortal } from '../state.ts';
import type { Department } from '../types.ts';
import type { Body } from '../webhookInput.ts';
import {
	present,
	readKnown,
	readObject,
	replace,
	requiredText,
	textsOf,
	truthsOf,
} from './input.ts';

const ONE = '/:screenname/departments/:departmentId';

/** Departments. [doc]; that they are changed with PUT is a [guess] */
export const DEPARTMENT_ROUTES: readonly Route[] = [
	{
		method: 'GET',
		path: '/:screenname/departments',
		scope: 'SalesIQ.departments.READ',
		handle: list,
	},
	{
		method: 'POST',
		path: '/:screenname/departments',
		scope: 'SalesIQ.departments.CREATE',
		handle: create,
	},
	{
		method: 'GET',
		path: ONE,
		scope: 'SalesIQ.departments.READ',
		handle: (call) => reply(departmentOf(call)),
	},
	{ method: 'PUT', path: ONE, scope: 'SalesIQ.departments.UPDATE', handle: update },
];

function list({ state, portal, query }: Call): Reply {
	const since = integerParam(query, 'last_sync_time', { min: 0, otherwise: 0 });
	const departments = inPortal(state.departments, portal)
		.map((department) => listed(department))
		.filter((department) => Number(department['modified_time']) > since);
	return { object: 'list', data: indexedPage(departments, query, state.quirks) };
}

function create({ state, portal, operatorId, readBody }: Call): Reply {
	const body = readBody();
	const name = requiredText(body, 'name');
	const operators = readKnown(body, 'operators', state.operators, portal, 1024);
	const isThere = inPortal(state.departments, portal).some((one) => one.name === name);
	if (isThere) throw new SalesIqError(1014);
	const now = state.nextTime();
	const department: Department = {
		id: state.nextId(),
		name,
		screenname: portal.screenname,
		operators: present(operators, 'operators'),
		members: {
			...membersOf(body),
			created_time: now,
			modified_time: now,
			created_by: operatorId,
			is_system_generated: 'false',
		},
	};
	state.departments.push(department);
	return reply(department);
}

function update(call: Call): Reply {
	const { state, portal } = call;
	const department = departmentOf(call);
	const body = call.readBody();
	const operators = readKnown(body, 'operators', state.operators, portal, 1024);
	const name = body['name'] === undefined ? department.name : requiredText(body, 'name');
	const members = { ...department.members, ...membersOf(body), modified_time: state.nextTime() };
	const changed = { ...department, name, operators: operators ?? department.operators, members };
	return reply(replace(state.departments, department, changed));
}

function departmentOf({ state, portal, params }: Call): Department {
	const departments = inPortal(state.departments, portal);
	const department = departments.find(({ id }) => id === params['departmentId']);
	if (department === undefined) throw new SalesIqError(1019);
	return department;
}

const MAIL_KINDS = ['blockip', 'cc', 'feedback', 'missedchat', 'transcript'];

function membersOf(body: Body): JsonMembers {
	const mails = readObject(body, 'email_configurations');
	return {
		...textsOf(body, ['description']),
		...truthsOf(body, ['is_public']),
		...(mails === undefined ? {} : { email_configurations: mailsOf(mails) }),
	};
}

function mailsOf(mails: Body): JsonMembers {
	return {
		...textsOf(mails, ['from_email', ...MAIL_KINDS.map((kind) => `${kind}_recipients`)]),
		...truthsOf(
			mails,
			MAIL_KINDS.map((kind) => `is_${kind}_mail_enabled`),
		),
	};
}

function reply(department: Department): Reply {
	return { object: 'department', data: whole(department) };
}

/** As lists have it. [doc: Get List of All the Departments] */
function listed({ id, name, members }: Department): Record<string, JsonValue> {
	const { email_configurations: _mails, ...more } = members ?? {};
	return {
		modified_time: '1524140963982',
		is_enabled: 'true',
		created_by: '32308000000002001',
		is_public: 'true',
		is_system_generated: 'true',
		created_time: '1524140963982',
		description: '',
		display_name: name,
		...more,
		id,
		name,
	};
}

/** As it is shown alone. [doc: Get a Department] */
function whole(department: Department): JsonValue {
	return {
		...listed(department),
		email_configurations: department.members?.['email_configurations'] ?? {
			missedchat_recipients: 'support@zylker.com',
			feedback_recipients: 'support@zylker.com',
			is_missedchat_mail_enabled: 'true',
			is_cc_mail_enabled: 'true',
			from_email: 'admin@zylker.com',
			is_transcript_mail_enabled: 'true',
			transcript_recipients: 'patricia@zylker.com',
			is_blockip_mail_enabled: 'true',
			blockip_recipients: 'admin@zylker.com',
			cc_recipients: 'manager@zylker.com',
			is_feedback_mail_enabled: 'true',
		},
		operators: department.operators,
		image_url: `/api/v2/${department.screenname}/downloads/1526214218274?purpose=department_image`,
	};
}
