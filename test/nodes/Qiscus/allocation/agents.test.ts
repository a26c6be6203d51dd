import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import fc from 'fast-check';

import { readAgent, readAgents } from '../../../../nodes/Qiscus/allocation/agents';
import { parseLossless } from '../../../../nodes/shared/json/parseLossless';
import type { JsonObject, JsonValue } from '../../../../nodes/shared/json/types';

/** As `available_agents` and the lists have an agent (qiscus-api, section 3). */
const SECOND: JsonObject = {
	avatar_url: null,
	created_at: '2022-10-03T02:15:40Z',
	current_customer_count: 3,
	email: 'dewi@example.com',
	force_offline: false,
	id: 150001,
	is_available: true,
	is_req_otp_reset: null,
	last_login: '2025-07-14T01:00:00Z',
	name: 'Dewi',
	sdk_email: 'secret-sdk-email',
	sdk_key: 'secret-sdk-key',
	type: 2,
	type_as_string: 'agent',
	user_channels: [
		{ id: 21, name: 'Widget' },
		{ id: '22', name: 'WhatsApp' },
	],
	user_roles: [{ id: 31, name: 'Sales' }],
};

/** As `allocate_agent` answers one. */
const FIRST: JsonObject = {
	id: '150002',
	name: 'Budi',
	email: 'budi@example.com',
	sdk_email: 'secret-sdk-email',
	sdk_key: 'secret-sdk-key',
	authentication_token: 'secret-token',
	totp_token: 'secret-totp',
	type: 3,
	is_available: true,
	avatar_url: null,
	is_verified: true,
	force_offline: false,
	count: '2',
};

describe('readAgent', () => {
	it('reads an agent of the second version', () => {
		expect(readAgent(SECOND)).toStrictEqual({
			id: '150001',
			name: 'Dewi',
			email: 'dewi@example.com',
			isOnline: true,
			role: 'agent',
			count: 3,
			divisions: [{ id: '31', name: 'Sales' }],
			channelIds: ['21', '22'],
		});
	});

	it('reads an agent of the first version', () => {
		expect(readAgent(FIRST)).toStrictEqual({
			id: '150002',
			name: 'Budi',
			email: 'budi@example.com',
			isOnline: true,
			role: 'supervisor',
			count: 2,
			divisions: [],
			channelIds: undefined,
		});
	});

	it('reads Qiscus’ candidate of an allocation request', () => {
		const file = join(__dirname, '../../../fixtures/qiscus/events/agentAllocation.json');
		const { candidate_agent } = parseLossless(readFileSync(file, 'utf8')) as JsonObject;
		expect(readAgent(candidate_agent ?? null)).toMatchObject({
			isOnline: true,
			role: 'agent',
			count: undefined,
			channelIds: undefined,
		});
	});

	it('reads no secret', () => {
		expect(JSON.stringify([readAgent(SECOND), readAgent(FIRST)])).not.toContain('secret');
	});

	it.each<[JsonValue | undefined, JsonValue | undefined, boolean]>([
		[true, false, true],
		['true', 'false', true],
		[1, 0, true],
		[true, undefined, true],
		[true, null, true],
		[true, true, false],
		[true, '1', false],
		[false, false, false],
		['false', false, false],
		[undefined, false, false],
		[null, false, false],
		['yes', false, false],
	])('with is_available %j and force_offline %j is online: %j', (available, forced, isOnline) => {
		const agent = readAgent({ ...SECOND, is_available: available, force_offline: forced });
		expect(agent?.isOnline).toBe(isOnline);
	});

	it.each<[JsonValue | undefined, number | undefined]>([
		[0, 0],
		['0', 0],
		['12', 12],
		[-1, undefined],
		[1.5, undefined],
		['two', undefined],
		['', undefined],
		[null, undefined],
		[undefined, undefined],
		[true, undefined],
		[[1], undefined],
		['9999999999999999999', undefined],
	])('with a count of %j has %j customers', (count, expected) => {
		expect(readAgent({ ...SECOND, current_customer_count: count })?.count).toBe(expected);
	});

	it.each<[JsonValue | undefined, JsonValue | undefined, string | undefined]>([
		[1, 'admin', 'admin'],
		[2, undefined, 'agent'],
		['3', null, 'supervisor'],
		[undefined, 'Supervisor', 'supervisor'],
		[9, 'owner', undefined],
		[undefined, undefined, undefined],
	])('of type %j, %j has the role %s', (type, type_as_string, role) => {
		expect(readAgent({ ...SECOND, type, type_as_string })?.role).toBe(role);
	});

	it.each<[JsonValue | undefined, string[] | undefined]>([
		[[], []],
		[undefined, undefined],
		[null, undefined],
		['21', undefined],
		[[21, null, {}, { name: 'x' }, { id: 5 }], ['5']],
	])('with channels %j serves %j', (user_channels, ids) => {
		expect(readAgent({ ...SECOND, user_channels })?.channelIds).toStrictEqual(ids);
	});

	it('calls somebody without a name by the address, and else by the id', () => {
		expect(readAgent({ ...SECOND, name: ' ' })?.name).toBe('dewi@example.com');
		expect(readAgent({ id: 1 })?.name).toBe('1');
		expect(readAgent({ ...SECOND, user_roles: [{ id: 4 }] })?.divisions).toStrictEqual([
			{ id: '4', name: '4' },
		]);
	});

	it.each<[JsonValue]>([[null], [[]], ['x'], [5], [{}], [{ id: null }], [{ id: ' ' }]])(
		'finds no agent in %j',
		(value) => {
			expect(readAgent(value)).toBeUndefined();
		},
	);

	it('answers for any value', () => {
		fc.assert(
			fc.property(fc.jsonValue(), fc.jsonValue(), fc.jsonValue(), (a, b, c) => {
				readAgent(a as JsonValue);
				const agent = readAgent({
					id: 1,
					name: a,
					current_customer_count: b,
					user_roles: [c],
					user_channels: [a, c],
					type: b,
				} as JsonObject);
				expect(agent?.id).toBe('1');
			}),
		);
	});
});

describe('readAgents', () => {
	it('reads each once, as it was told last', () => {
		const agents = readAgents([
			SECOND,
			{ id: 7 },
			null,
			{ ...SECOND, id: '150001', current_customer_count: 4 },
		]);
		expect(agents.map(({ id, count }) => [id, count])).toStrictEqual([
			['150001', 4],
			['7', undefined],
		]);
	});
});
