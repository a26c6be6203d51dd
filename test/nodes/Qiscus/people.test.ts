import fc from 'fast-check';

import {
	idFields,
	roleOf,
	senderOf,
	sourceOfChannelType,
} from '../../../nodes/Qiscus/trigger/people';
import type { JsonObject, JsonValue } from '../../../nodes/shared/json/types';

describe('roleOf', () => {
	it.each<[JsonValue | undefined, string | undefined]>([
		[1, 'admin'],
		[2, 'agent'],
		[3, 'supervisor'],
		['1', 'admin'],
		[' 2 ', 'agent'],
		['admin', 'admin'],
		['Agent', 'agent'],
		['SUPERVISOR', 'supervisor'],
		[0, undefined],
		[4, undefined],
		['owner', undefined],
		['', undefined],
		['toString', undefined],
		['__proto__', undefined],
		[null, undefined],
		[undefined, undefined],
		[true, undefined],
		[['admin'], undefined],
		[{ admin: 1 }, undefined],
	])('of %j is %s', (type, role) => {
		expect(roleOf(type)).toBe(role);
	});
});

describe('idFields', () => {
	it.each([
		['budi@example.com', { email: 'budi@example.com' }],
		['6280000000001', { phone: '6280000000001' }],
		['+6280000000001', { phone: '+6280000000001' }],
		['628000@c.us', { email: '628000@c.us' }],
		['line-U4af4980629', {}],
		['12345', {}],
		['1234567890123456', {}],
		['62 800 000', {}],
		['628xxxxxxxxxxx', {}],
		['wa-6280000000001', {}],
	])('of %s are its id and %j', (id, fields) => {
		expect(idFields(id)).toStrictEqual({ id, ...fields });
	});
});

describe('senderOf', () => {
	const APP = { appId: 'oni-bgo2lummmhvzqxbt5', roomName: 'Rina' };

	it.each<[string, JsonObject, string]>([
		['the admin', { email: 'oni-bgo2lummmhvzqxbt5_admin@qismo.com', name: 'Admin' }, 'admin'],
		['a bot, which has the admin’s account', { email: 'vsC6x_admin@qismo.com' }, 'admin'],
		[
			'the admin of a room that is called so',
			{ email: 'x_admin@qismo.com', name: 'Rina' },
			'admin',
		],
		['an agent by the app’s code', { email: 'oni-bgo2lummmhvzqxbt5_a@example.com' }, 'agent'],
		['an agent by the short prefix', { email: 'vsC6x_dewi@mail.com', name: 'dewi' }, 'agent'],
		[
			'a customer with a digit before an underscore',
			{ email: 'user1_x@gmail.com', name: 'Rina' },
			'customer',
		],
		['a WhatsApp customer', { email: '6280000000001', name: 'Rina' }, 'customer'],
		['a customer with an address', { email: 'budi@example.com', name: 'Budi' }, 'customer'],
		['a customer with an underscore', { email: 'ratna_dewi@gmail.com', name: 'Ratna' }, 'customer'],
		['a customer with two', { email: 'dwi_ayu_s@gmail.com', name: 'Dwi' }, 'customer'],
		[
			'one after whom the room is called',
			{ email: 'abC1x_dewi@mail.com', name: 'Rina' },
			'customer',
		],
		['a customer of another app’s name', { email: 'oni-other_a@example.com' }, 'customer'],
		['a customer whose id is no address', { email: 'AbC1x_dewi' }, 'customer'],
		['a customer at the vendor', { email: 'admin@qismo.com' }, 'customer'],
		['one who bears no id', { name: 'Rina' }, 'customer'],
		['one whose id is empty', { email: '', name: 'Rina' }, 'customer'],
	])('knows %s', (_who, from, sender) => {
		expect(senderOf(from, APP)).toBe(sender);
	});

	it('takes no digit and no capital behind the prefix for the prefix’s', () => {
		for (const email of ['ratna_dewi90@gmail.com', 'ratna_Dewi@gmail.com', 'ratna_d@mail2.com']) {
			expect([email, senderOf({ email, name: 'Ratna' }, APP)]).toEqual([email, 'customer']);
		}
	});

	it('takes no room without a name for one that bears its customer’s', () => {
		const agent = { email: 'vsC6x_dewi@mail.com' };
		expect(senderOf(agent, { ...APP, roomName: undefined })).toBe('agent');
	});

	it('takes nobody for an agent because no App ID is known', () => {
		const from = { email: '_x@example.com', name: 'x' };
		expect(senderOf(from, { appId: '', roomName: undefined })).toBe('customer');
		expect(senderOf({ email: 'budi@example.com' }, { appId: '', roomName: undefined })).toBe(
			'customer',
		);
	});

	it('answers for any sender, and soon', () => {
		fc.assert(
			fc.property(fc.jsonValue(), fc.jsonValue(), fc.string(), (email, name, appId) => {
				const from = { email, name } as JsonObject;
				expect(['admin', 'agent', 'customer']).toContain(
					senderOf(from, { appId, roomName: undefined }),
				);
			}),
		);
		const startMs = Date.now();
		senderOf({ email: `abc1x_${'a'.repeat(1_000_000)}` }, APP);
		senderOf({ email: 'a'.repeat(1_000_000) }, APP);
		expect(Date.now() - startMs).toBeLessThan(1_000);
	});
});

describe('sourceOfChannelType', () => {
	it.each<[JsonValue | undefined, string | undefined]>([
		['Qiscus Widget', 'qiscus'],
		['qiscus', 'qiscus'],
		['WhatsApp', 'wa'],
		['Whats App Business', 'wa'],
		['wa', 'wa'],
		['Facebook Messenger', 'fb'],
		['fb', 'fb'],
		['Instagram', 'ig'],
		['LINE', 'line'],
		['Telegram', 'telegram'],
		['TikTok', 'tiktok'],
		['Tik Tok', 'tiktok'],
		['Online Shop', undefined],
		['Marketplace', undefined],
		['', undefined],
		[5, undefined],
		[null, undefined],
		[undefined, undefined],
		[['wa'], undefined],
	])('of %j is %s', (type, source) => {
		expect(sourceOfChannelType(type)).toBe(source);
	});
});
