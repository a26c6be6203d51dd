import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import fc from 'fast-check';

import { eventOptions } from '../../../nodes/Qiscus/trigger/events';
import { recogniseEvent } from '../../../nodes/Qiscus/trigger/recognise';
import { parseLossless } from '../../../nodes/shared/json/parseLossless';
import type { JsonObject } from '../../../nodes/shared/json/types';

const FIXTURES = join(__dirname, '../../fixtures/qiscus/events');
const EVENTS = eventOptions.map(({ value }) => String(value));
const names = readdirSync(FIXTURES)
	.filter((file) => file.endsWith('.json'))
	.map((file) => file.slice(0, -'.json'.length));

const payload = (name: string) =>
	parseLossless(readFileSync(join(FIXTURES, `${name}.json`), 'utf8')) as JsonObject;
const parsed = (text: string) => parseLossless(text) as JsonObject;

describe('recogniseEvent', () => {
	it.each(names)('knows %s without a query', (name) => {
		expect(recogniseEvent(payload(name), {})).toBe(name.split('.')[0]);
	});

	it.each(names)('knows %s where it does not say its type', (name) => {
		const { type: _type, webhook_type: _webhookType, ...body } = payload(name);
		expect(recogniseEvent(body, {})).toBe(name.split('.')[0]);
	});

	it.each(EVENTS)('believes the query that says %s, whatever the body says', (event) => {
		for (const name of names) expect(recogniseEvent(payload(name), { event })).toBe(event);
		expect(recogniseEvent({}, { event, token: 'x' })).toBe(event);
	});

	it.each([
		['AgentAllocation'],
		['other'],
		[''],
		['__proto__'],
		['toString'],
		[['botMessage']],
		[{ botMessage: 1 }],
		[undefined],
		[null],
		[5],
	])('takes no notice of a query that says %j', (event) => {
		expect(recogniseEvent(payload('userLogout'), { event })).toBe('userLogout');
		expect(recogniseEvent({}, { event })).toBeUndefined();
	});

	it.each<[JsonObject, string]>([
		[{ webhook_type: 'NEW_SESSION_WEBHOOK' }, 'newSession'],
		[{ type: 'auth' }, 'userLogout'],
		[{ type: 'post_comment_mobile' }, 'botMessage'],
		[{ type: 'post_comment_rest' }, 'botMessage'],
		[{ type: 'post_comment' }, 'botMessage'],
		[{ webhook_type: 'NEW_SESSION_WEBHOOK', type: 'post_comment_mobile' }, 'newSession'],
	])('knows %j by what it says of itself', (body, event) => {
		expect(recogniseEvent(body, {})).toBe(event);
	});

	it.each<[string, string]>([
		['{"candidate_agent":null,"room_id":"1"}', 'agentAllocation'],
		['{"source":"wa","room_id":1}', 'agentAllocation'],
		['{"payload":{"message":{}}}', 'botMessage'],
		['{"room_id":1,"customer_properties":[]}', 'customButton'],
		['{"room_id":1,"channel_type":"Qiscus Widget"}', 'customButton'],
		['{"service":{},"resolved_by":{}}', 'markAsResolved'],
		['{"room_log":{},"payload":{"message":{}}}', 'newSession'],
		['{"payload":{"action":"logout"}}', 'userLogout'],
	])('knows %s by its shape', (text, event) => {
		expect(recogniseEvent(parsed(text), {})).toBe(event);
	});

	it.each([
		'{}',
		'{"room_id":"1"}',
		'{"type":"other"}',
		'{"type":["auth"]}',
		'{"webhook_type":"OTHER"}',
		'{"payload":{}}',
		'{"payload":{"action":"login"}}',
		'{"payload":"post_comment_mobile"}',
		'{"payload":[{"message":{}}]}',
		'{"service":{}}',
		'{"service":"x","resolved_by":"y"}',
		'{"room_log":{}}',
		'{"source":"wa"}',
		'{"__proto__":{"type":"auth"}}',
		'{"event":"botMessage"}',
	])('takes %s for none of the webhooks', (text) => {
		expect(recogniseEvent(parsed(text), {})).toBeUndefined();
	});

	it('gives an event or nothing for any JSON', () => {
		fc.assert(
			fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.anything(), (body, event) => {
				const name = recogniseEvent(body as JsonObject, { event });
				expect([...EVENTS, undefined]).toContain(name);
			}),
		);
	});
});
