import type { JsonMembers, JsonValue } from '../../shared/jsonText.ts';
import type { Call, Reply, Route } from '../api.ts';
import { SalesIqError } from '../errors.ts';
import { indexedPage, integerParam } from '../paging.ts';
import { inPortal } from '../state.ts';
import type { State } from '../state.ts';
import type { Operator } from '../types.ts';
import type { Body } from '../webhookInput.ts';
import {
	present,
	readChoice,
	readKnown,
	replace,
	requiredText,
	textsOf,
	truthsOf,
} from './input.ts';

const ONE = '/:screenname/operators/:operatorId';
const ROLES = ['Administrator', 'Supervisor', 'Associate'] as const;
const CHATS = ['0', '1', '2', '3', '4', '5', '7', '10', '25', 'unlimited'];
const TEXTS = ['nick_name', 'first_name', 'last_name', 'description', 'mobile', 'phone'];
const PLACES = ['time_zone', 'language', 'street', 'city', 'state', 'country', 'pin_code'];

/** Operators. [doc]; that they are changed with PUT is a [guess] */
export const OPERATOR_ROUTES: readonly Route[] = [
	{ method: 'GET', path: '/:screenname/operators', scope: 'SalesIQ.operators.READ', handle: list },
	{
		method: 'POST',
		path: '/:screenname/operators',
		scope: 'SalesIQ.operators.CREATE',
		handle: create,
	},
	{
		method: 'GET',
		path: ONE,
		scope: 'SalesIQ.operators.READ',
		handle: (call) => reply(call, operatorOf(call)),
	},
	{ method: 'PUT', path: ONE, scope: 'SalesIQ.operators.UPDATE', handle: update },
	...(['PUT', 'POST'] as const).map((method): Route => ({
		method,
		path: `${ONE}/departments`,
		scope: 'SalesIQ.operators.UPDATE',
		handle: (call) => associate(call, method),
	})),
];

function list({ state, portal, query }: Call): Reply {
	const since = integerParam(query, 'last_sync_time', { min: 0, otherwise: 0 });
	const status = query.get('status_code');
	const operators = inPortal(state.operators, portal)
		.map((operator) => onTheWire(operator, state))
		.filter((operator) => Number(operator['modified_time']) > since)
		.filter((operator) => status === null || operator['status_code'] === status);
	return { object: 'list', data: indexedPage(operators, query, state.quirks) };
}

function create(call: Call): Reply {
	const { state, portal } = call;
	const body = call.readBody();
	const email = requiredText(body, 'email_id');
	const role = present(readChoice(body, 'role', ROLES), 'role');
	const known = readKnown(body, 'departments', state.departments, portal, 1025);
	const departments = present(known, 'departments');
	present(truthsOf(body, ['is_monitored'])['is_monitored'], 'is_monitored');
	if (state.operators.some((one) => one.email === email)) throw new SalesIqError(1014);
	const now = state.nextTime();
	const operator: Operator = {
		id: state.nextId(),
		name: email.split('@')[0] ?? '',
		email,
		role,
		screenname: portal.screenname,
		members: {
			...membersOf(body),
			created_time: now,
			modified_time: now,
			is_confirmed: 'false',
		},
	};
	state.operators.push(operator);
	join(state, operator, departments);
	return reply(call, operator);
}

function update(call: Call): Reply {
	const { state } = call;
	const operator = operatorOf(call);
	const body = call.readBody();
	const role = readChoice(body, 'role', ROLES) ?? operator.role;
	const members = { ...operator.members, ...membersOf(body), modified_time: state.nextTime() };
	return reply(call, replace(state.operators, operator, { ...operator, role, members }));
}

/** That departments are added is likely, not documented. [guess] */
function associate(call: Call, method: string): Reply {
	const { state, portal } = call;
	if (method !== state.quirks.associateMethod) throw new SalesIqError(1004);
	const operator = operatorOf(call);
	const ids = readKnown(call.readBody(), 'ids', state.departments, portal, 1025);
	join(state, operator, present(ids, 'ids'));
	return reply(call, operator);
}

function join(state: State, { id }: Operator, departmentIds: readonly string[]): void {
	for (const department of state.departments) {
		if (!departmentIds.includes(department.id)) continue;
		const operators = [...new Set([...department.operators, id])];
		replace(state.departments, department, { ...department, operators });
	}
}

function operatorOf({ state, portal, params }: Call): Operator {
	const operators = inPortal(state.operators, portal);
	const operator = operators.find(({ id }) => id === params['operatorId']);
	if (operator === undefined) throw new SalesIqError(1019);
	return operator;
}

function membersOf(body: Body): JsonMembers {
	const chats = readChoice(body, 'maximum_concurrent_chat', CHATS);
	return {
		...textsOf(body, [...TEXTS, ...PLACES]),
		...truthsOf(body, ['is_chat_enabled']),
		...(chats === undefined ? {} : { maximum_concurrent_chat: chats }),
	};
}

function reply({ state }: Call, operator: Operator): Reply {
	return { object: 'operator', data: onTheWire(operator, state) };
}

/** [doc: Get a Operator, with the role of other samples] */
function onTheWire(
	{ id, name, email, role, members }: Operator,
	{ departments }: Pick<State, 'departments'>,
): Record<string, JsonValue> {
	const [firstName = '', ...rest] = name.split(' ');
	return {
		date_of_birth: '12-02-1988',
		is_chat_enabled: 'true',
		first_name: firstName,
		mobile: '',
		is_enabled: 'true',
		nick_name: name,
		wms_id: `LD_55158025_${id}`,
		state: 'California',
		phone: '8344483886',
		status_code: '1',
		pin_code: '7890',
		status_message: 'Available',
		street: '14, parks lane',
		notify: { new_visit: 'true', return_visit: 'true' },
		zuid: '54715436',
		is_owner: 'false',
		is_confirmed: 'true',
		country: 'us',
		language: 'en',
		is_deleted: 'false',
		city: 'Los Angeles',
		description: '',
		last_name: rest.join(' '),
		maximum_concurrent_chat: '1',
		created_time: '1526039970065',
		modified_time: '1535083323660',
		time_zone: '',
		...members,
		id,
		email_id: email,
		role,
		departments: departments
			.filter(({ operators }) => operators.includes(id))
			.map((department) => department.id),
	};
}
