import { randomInt } from 'node:crypto';
import { createRandom } from '../shared/random.ts';
import type { Random } from '../shared/random.ts';
import { DEFAULT_QUIRKS } from './quirks.ts';
import type { Quirks } from './quirks.ts';
import type { Room } from './rooms.ts';
import { createSecrets } from './secrets.ts';
import type { Secrets } from './secrets.ts';
import { ADMIN, APP_CODE, APP_ID } from './seed.ts';
import { createSlots } from './slots.ts';
import type { KeptSlots } from './slots.ts';
import { createTokens } from './tokens.ts';
import type { Tokens } from './tokens.ts';
import type { Admin, App, DeliveryRecord, QiscusOptions } from './types.ts';

/** What the vendor holds. One object, so that each part works on the same truth. */
export interface State {
	readonly now: () => number;
	readonly deliveryTimeoutMs: number;
	readonly quirks: Quirks;
	readonly random: Random;
	readonly secrets: Secrets;
	readonly tokens: Tokens;
	readonly app: App;
	readonly admin: Admin;
	/** What else the administrator's account shows of secrets. */
	readonly adminKeys: AdminKeys;
	readonly slots: KeptSlots;
	/** Whether the bot may write into rooms where it is switched off. */
	forceSendBot: boolean;
	/** By the id that payloads and paths name. */
	readonly rooms: Map<string, Room>;
	readonly deliveries: DeliveryRecord[];
	/** A new id of digits that nothing else has. */
	nextId(): string;
}

export interface AdminKeys {
	readonly sdkKey: string;
	readonly sdkToken: string;
	readonly qismoKey: string;
	readonly directLoginToken: string;
	readonly totpToken: string;
}

const DEFAULT_DELIVERY_TIMEOUT_MS = 10_000;
const MAX_SEED = 2 ** 32;

/** A vendor with one app, one administrator, and nothing registered. */
export function createState(options: Omit<QiscusOptions, 'fixturesFolder' | 'port'>): State {
	const now = options.now ?? Date.now;
	const random = createRandom(options.seed ?? randomInt(MAX_SEED));
	const secrets = createSecrets(random);
	// Counted from the clock, so that a vendor started anew gives out no id twice.
	let lastId = Math.trunc(now());
	return {
		now,
		deliveryTimeoutMs: options.deliveryTimeoutMs ?? DEFAULT_DELIVERY_TIMEOUT_MS,
		quirks: { ...DEFAULT_QUIRKS, ...options.quirks },
		random,
		secrets,
		tokens: createTokens(secrets, now),
		app: { code: APP_CODE, secretKey: secrets.make('secret_key'), id: APP_ID },
		admin: {
			email: ADMIN.email,
			password: secrets.make('password'),
			sdkEmail: ADMIN.sdkEmail,
		},
		adminKeys: {
			sdkKey: secrets.make('sdk_key'),
			sdkToken: secrets.make('sdk_token'),
			qismoKey: secrets.make('qismo_key'),
			directLoginToken: secrets.make('direct_login_token'),
			totpToken: secrets.make('totp_token'),
		},
		slots: createSlots(),
		forceSendBot: false,
		rooms: new Map(),
		deliveries: [],
		nextId: () => {
			lastId += 1;
			return String(lastId);
		},
	};
}
