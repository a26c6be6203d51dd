import { randomInt } from 'node:crypto';
import { createRandom } from '../shared/random.ts';
import type { Random } from '../shared/random.ts';
import { createLoads } from './domain/loads.ts';
import type { Loads } from './domain/loads.ts';
import { seedChannels, seedOfficeHours, seedTemplates } from './domain/seedChannels.ts';
import { seedAgents, seedDivisions } from './domain/seedPeople.ts';
import type {
	Agent,
	AssignmentRecord,
	BroadcastRecord,
	Channel,
	Division,
	OfficeHours,
	Room,
	Tag,
	Template,
} from './domain/types.ts';
import { createKeyRing } from './keyRing.ts';
import type { KeyRing } from './keyRing.ts';
import { DEFAULT_QUIRKS } from './quirks.ts';
import type { Quirks } from './quirks.ts';
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
	/** For ids and secrets. */
	readonly random: Random;
	/** For lags and races, so that they do not depend on how many secrets were made. */
	readonly chance: Random;
	readonly secrets: Secrets;
	readonly tokens: Tokens;
	readonly app: App;
	readonly admin: Admin;
	/** What answers and payloads show of secrets. */
	readonly keys: KeyRing;
	readonly slots: KeptSlots;
	/** Whether the bot may write into rooms where it is switched off. */
	forceSendBot: boolean;
	readonly agents: Agent[];
	readonly divisions: Division[];
	readonly channels: Channel[];
	readonly templates: Template[];
	readonly officeHours: OfficeHours;
	/** By the id that payloads and paths name. */
	readonly rooms: Map<string, Room>;
	/** All that were ever put on a room, by name. */
	readonly tags: Map<string, Tag>;
	readonly loads: Loads;
	readonly assignments: AssignmentRecord[];
	readonly broadcasts: BroadcastRecord[];
	readonly deliveries: DeliveryRecord[];
	/** A new id of digits that nothing else has. */
	nextId(): string;
}

const DEFAULT_DELIVERY_TIMEOUT_MS = 10_000;
const MAX_SEED = 2 ** 32;
/** Any number that makes a second row of numbers from the same seed. */
const CHANCE_SEED = 0x5eed;

/** A vendor with one app, the people who work there, no room, and nothing registered. */
export function createState(options: Omit<QiscusOptions, 'fixturesFolder' | 'port'>): State {
	const now = options.now ?? Date.now;
	const seed = options.seed ?? randomInt(MAX_SEED);
	const random = createRandom(seed);
	const chance = createRandom(seed ^ CHANCE_SEED);
	const quirks = { ...DEFAULT_QUIRKS, ...options.quirks };
	const agents = seedAgents();
	const rooms = new Map<string, Room>();
	const secrets = createSecrets(random);
	// Counted from the clock, so that a vendor started anew gives out no id twice.
	let lastId = Math.trunc(now());
	return {
		now,
		deliveryTimeoutMs: options.deliveryTimeoutMs ?? DEFAULT_DELIVERY_TIMEOUT_MS,
		quirks,
		random,
		chance,
		secrets,
		tokens: createTokens(secrets, now),
		app: { code: APP_CODE, secretKey: secrets.make('secret_key'), id: APP_ID },
		admin: {
			email: ADMIN.email,
			password: secrets.make('password'),
			sdkEmail: ADMIN.sdkEmail,
		},
		keys: createKeyRing(secrets),
		slots: createSlots(),
		forceSendBot: false,
		agents,
		divisions: seedDivisions(),
		channels: seedChannels(),
		templates: seedTemplates(),
		officeHours: seedOfficeHours(),
		rooms,
		tags: new Map(),
		loads: createLoads({ agents, rooms, quirks, now, chance }),
		assignments: [],
		broadcasts: [],
		deliveries: [],
		nextId: () => {
			lastId += 1;
			return String(lastId);
		},
	};
}
