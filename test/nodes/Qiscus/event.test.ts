import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { redact } from '../../../nodes/Qiscus/redact';
import { identify } from '../../../nodes/Qiscus/trigger/event';
import type { EventName } from '../../../nodes/Qiscus/trigger/events';
import { simplify } from '../../../nodes/Qiscus/trigger/output';
import { RecentEvents } from '../../../nodes/shared/delivery/recentEvents';
import type { Identity } from '../../../nodes/shared/delivery/types';
import { parseLossless } from '../../../nodes/shared/json/parseLossless';
import type { JsonObject, JsonValue } from '../../../nodes/shared/json/types';

const FIXTURES = join(__dirname, '../../fixtures/qiscus/events');
const APP_ID = 'oni-bgo2lummmhvzqxbt5';
const WINDOW_MS = 10_000;
const NOW = 1_752_463_269_000;

const names = readdirSync(FIXTURES)
	.filter((file) => file.endsWith('.json'))
	.map((file) => file.slice(0, -'.json'.length));
const payload = (name: string) =>
	redact(
		parseLossless(readFileSync(join(FIXTURES, `${name}.json`), 'utf8')) as JsonValue,
	) as JsonObject;

const identityOf = (name: EventName, body: JsonObject, receivedMs = NOW): Identity =>
	identify({ name, body, simple: simplify(name, body, APP_ID), receivedMs }, WINDOW_MS);
const ofFixture = (name: string, receivedMs = NOW) =>
	identityOf(name.split('.')[0] as EventName, payload(name), receivedMs);

/** An event with an id of its own, which is remembered as long as there is room. */
function expectLasting(identity: Identity): void {
	const { eventId } = identity;
	expect(eventId).toMatch(/^[0-9a-f]{32}$/);
	expect(identity).toEqual({ eventId, marks: [eventId], repeats: [eventId] });
}

/** One without, of which what looks the same counts as the same for a while. */
function expectPassing(identity: Identity): void {
	const [mark] = identity.marks;
	expect(identity.eventId).toMatch(/^[0-9a-f]{32}$/);
	expect(mark).toMatch(/^[0-9a-f]{32}$/);
	expect(identity.eventId).not.toBe(mark);
	expect(identity).toEqual({
		eventId: identity.eventId,
		marks: [mark],
		repeats: [mark],
		windowMs: WINDOW_MS,
	});
}

const message = (members: JsonObject, more: JsonObject = {}): JsonObject => ({
	payload: { message: members, ...more },
});
const session = (members: JsonObject, roomId: JsonValue = '9'): JsonObject => ({
	payload: { message: members, room: { id: roomId } },
});

describe('identify', () => {
	it.each(['botMessage', 'markAsResolved'])(
		'remembers %s for a while where the payload has no id of its own',
		(name) => {
			expectPassing(ofFixture(name));
		},
	);

	it.each(names.filter((name) => name.startsWith('agentAllocation')))(
		'remembers %s for a while',
		(name) => {
			expectPassing(ofFixture(name));
		},
	);

	it.each(
		names.filter(
			(name) =>
				/^(?:botMessage|markAsResolved|newSession|userLogout)/.test(name) &&
				!['botMessage', 'markAsResolved'].includes(name),
		),
	)('remembers %s as long as there is room, by its own id', (name) => {
		expectLasting(ofFixture(name));
		expect(ofFixture(name, NOW + 1)).toEqual(ofFixture(name));
	});

	it('gives events of different payloads different names', () => {
		const ids = names
			.filter((name) => !name.startsWith('customButton'))
			.map((name) => ofFixture(name));
		expect(new Set(ids.map(({ eventId }) => eventId)).size).toBe(
			// Some payloads are the same room's allocation, in another shape and at the same moment.
			ids.length - 3,
		);
	});

	it('knows each click of the custom button for another', () => {
		const [first, second] = [ofFixture('customButton'), ofFixture('customButton')];
		expect(first.eventId).not.toBe(second.eventId);
		for (const { eventId, ...marks } of [first, second]) {
			expect(eventId).toMatch(/^[0-9a-f]{32}$/);
			expect(marks).toEqual({ marks: [], repeats: [] });
		}
	});

	it('knows the room’s allocation again, whatever else the request says', () => {
		const allocation = (more: JsonObject, receivedMs = NOW) =>
			identityOf('agentAllocation', { room_id: '5', source: 'wa', ...more }, receivedMs);
		const first = allocation({});
		for (const more of [
			{ is_new_session: false },
			{ candidate_agent: { id: 7 } },
			{ room_id: 5 },
			{ source: 'qiscus', new_member: 1 },
		]) {
			expect(allocation(more).marks).toEqual(first.marks);
		}
		expect(allocation({ room_id: '6' }).marks).not.toEqual(first.marks);
		// The next request of the same room has a name of its own.
		const later = allocation({}, NOW + 1);
		expect(later.marks).toEqual(first.marks);
		expect(later.eventId).not.toBe(first.eventId);
	});

	it('knows an allocation without a room by all that it says', () => {
		const first = identityOf('agentAllocation', { source: 'wa' });
		expectPassing(first);
		expect(identityOf('agentAllocation', { source: 'wa' }).marks).toEqual(first.marks);
		expect(identityOf('agentAllocation', { source: 'fb' }).marks).not.toEqual(first.marks);
	});

	describe('of a message', () => {
		it('takes its id', () => {
			const first = identityOf('botMessage', message({ id: 15, text: 'a' }));
			expectLasting(first);
			expect(identityOf('botMessage', message({ id: '15', text: 'b' }))).toEqual(first);
			expect(identityOf('botMessage', message({ id_str: '15', unique_temp_id: 't' }))).toEqual(
				first,
			);
			expect(
				identityOf('botMessage', { type: 'post_comment_mobile', ...message({ id: 15 }) }),
			).toEqual(first);
			expect(identityOf('botMessage', message({ id: 16, text: 'a' }))).not.toEqual(first);
		});

		it('takes its temporary id where the id is 0, empty or missing', () => {
			const first = identityOf('botMessage', message({ id: 0, unique_temp_id: 'wa_1', text: 'a' }));
			expectLasting(first);
			for (const id of ['0', '000', '', null, undefined, ' ']) {
				expect([id, identityOf('botMessage', message({ id, unique_temp_id: 'wa_1' }))]).toEqual([
					id,
					first,
				]);
			}
			expect(
				identityOf('botMessage', message({ id: 0, id_str: '0', unique_temp_id: 'wa_2' })),
			).not.toEqual(first);
		});

		it('takes all of it where there is neither', () => {
			const first = identityOf('botMessage', message({ id: 0, text: 'a' }));
			expectPassing(first);
			expect(identityOf('botMessage', message({ id: 0, text: 'a' })).marks).toEqual(first.marks);
			expect(identityOf('botMessage', message({ id: 0, text: 'b' })).marks).not.toEqual(
				first.marks,
			);
		});

		it('is not that of the session it begins', () => {
			const body = session({ id: 15 });
			expect(identityOf('newSession', body).eventId).not.toBe(
				identityOf('botMessage', body).eventId,
			);
		});
	});

	it('tells events of different kinds apart that have the same id', () => {
		const ids = [
			identityOf('botMessage', message({ id: 5 })),
			identityOf('markAsResolved', { service: { id: 5 } }),
			identityOf('newSession', session({ id: 5 }, 5)),
			identityOf('userLogout', { payload: { timestamp: '5', user: { id: 5 } } }),
		].map(({ eventId }) => eventId);
		expect(new Set(ids).size).toBe(4);
	});

	it('of a session takes the room and its first message, by id or by time', () => {
		const first = identityOf('newSession', session({ id: 15 }));
		expectLasting(first);
		expect(identityOf('newSession', session({ id: '15', text: 'x' }, 9))).toEqual(first);
		expect(identityOf('newSession', session({ id: 16 }))).not.toEqual(first);
		expect(identityOf('newSession', session({ id: 15 }, '8'))).not.toEqual(first);
		const timed = identityOf('newSession', session({ id: 0, timestamp: '2023-09-20T04:39:59Z' }));
		expectLasting(timed);
		expect(
			identityOf('newSession', session({ id: 0, timestamp: '2023-09-20T04:40:00Z' })),
		).not.toEqual(timed);
		expectPassing(identityOf('newSession', session({ id: 0 })));
		expectPassing(identityOf('newSession', message({ id: 15 })));
	});

	it('of a resolved room takes the service', () => {
		const resolved = (service: JsonObject) => identityOf('markAsResolved', { service });
		expectLasting(resolved({ id: 5 }));
		expect(resolved({ id: '5', notes: 'x', room_id: 1 })).toEqual(resolved({ id: 5 }));
		expect(resolved({ id: 6 })).not.toEqual(resolved({ id: 5 }));
		expectPassing(resolved({ id: 0, room_id: 1 }));
		expect(resolved({ id: 0, room_id: 1 }).marks).not.toEqual(
			resolved({ id: 0, room_id: 2 }).marks,
		);
	});

	it('of a logout takes who and when', () => {
		const logout = (id: JsonValue, timestamp?: JsonValue) =>
			identityOf('userLogout', { payload: { action: 'logout', timestamp, user: { id } } });
		expectLasting(logout(5, 1669004080));
		expect(logout('5', '1669004080')).toEqual(logout(5, 1669004080));
		expect(logout(6, 1669004080)).not.toEqual(logout(5, 1669004080));
		expect(logout(5, 1669004081)).not.toEqual(logout(5, 1669004080));
		expectPassing(logout(5));
	});

	it('takes no values for one another that stand in different members', () => {
		const one = identityOf('userLogout', { payload: { timestamp: 'b c', user: { id: 'a' } } });
		const two = identityOf('userLogout', { payload: { timestamp: 'c', user: { id: 'a b' } } });
		expect(one.eventId).not.toBe(two.eventId);
	});

	it('names events so that they are remembered for as long as they should be', () => {
		let now = NOW;
		const once = new RecentEvents(100, () => now).of('trigger');
		const isNew = (name: string) => once.add(ofFixture(name, now));
		expect(isNew('agentAllocation.newer')).toBe(true);
		expect(isNew('agentAllocation.extrasAsObject')).toBe(false);
		expect(isNew('botMessage.whatsApp')).toBe(true);
		expect(isNew('customButton')).toBe(true);
		expect(isNew('customButton')).toBe(true);
		now += WINDOW_MS - 1;
		expect(isNew('agentAllocation.newer')).toBe(false);
		now += 1;
		expect(isNew('agentAllocation.newer')).toBe(true);
		expect(isNew('botMessage.whatsApp')).toBe(false);
	});

	it.each([0, NaN])('remembers nothing of an allocation for a window of %d', (windowMs) => {
		const once = new RecentEvents(100, () => NOW).of('trigger');
		const body = payload('agentAllocation');
		const simple = simplify('agentAllocation', body, APP_ID);
		const identity = identify({ name: 'agentAllocation', body, simple, receivedMs: NOW }, windowMs);
		expect([once.add(identity), once.add(identity)]).toEqual([true, true]);
	});
});
