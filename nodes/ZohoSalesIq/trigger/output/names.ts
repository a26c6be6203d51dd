/** How the values under a name are converted; `free` means that names and values inside are the user's own. */
export type Kind = 'free' | 'number' | 'plain' | 'text' | 'time' | 'truth' | 'type';

/** What becomes of one of the vendor's member names. */
export interface MemberName {
	/** The vendor's own name. */
	key: string;
	/** The names to take, best first: a later one counts where an earlier one holds another value. */
	names: readonly [string, ...string[]];
	kind: Kind;
}

/** Names that SalesIQ has two of for one thing [doc: webhook page, REST pages]. */
const ALIASES: Readonly<Record<string, string>> = { email_id: 'email', msgid: 'id' };

/**
 * Which values a name holds, by its camelCase form, first match first. Names of the vendor's pages
 * [doc] and, where a pattern reaches further, names that follow the same habit [guess].
 */
const KINDS: ReadonlyArray<readonly [RegExp, Kind]> = [
	// What a portal's owner collects about visitors, under labels of the owner's own [doc: visitor page].
	[/^customerInfo$/, 'free'],
	[/^type$/, 'type'],
	// Ids, alone and in lists, and who did something where only the id is told.
	[/^(?:ids?|zuid|operators|departments|supervisors|participants)$|(?:Ids?|By)$/, 'text'],
	// Texts that can look like numbers.
	[/^(?:version|state|status|statusCode|phone|mobile|pincode|email|name)$|Name$/, 'text'],
	[/^(?:text|question|feedback|note|comment|description)$/, 'text'],
	[/^time$|Time$/, 'time'],
	[
		/^(?:is|has)[A-Z]|^(?:enabled|confirmed|deleted|owner)$|Enabled$|^(?:new|return)Visit$/,
		'truth',
	],
	[/^(?:attempt|rating|size|height|width|maximumConcurrentChat)$/, 'number'],
];

/** Read names; the vendor has about a hundred. */
const known = new Map<string, MemberName>();
const MAX_KNOWN = 1_000;
const MAX_KNOWN_CHARACTERS = 100;

/** What becomes of a member name of the vendor. */
export function memberName(key: string): MemberName {
	const found = known.get(key);
	if (found !== undefined) return found;
	const name = readName(key);
	if (key.length > MAX_KNOWN_CHARACTERS) return name;
	if (known.size >= MAX_KNOWN) known.clear();
	known.set(key, name);
	return name;
}

function readName(key: string): MemberName {
	const camel = camelCase(key);
	const alias = Object.hasOwn(ALIASES, key) ? ALIASES[key] : undefined;
	const first = alias ?? camel;
	const kind = KINDS.find(([pattern]) => pattern.test(first))?.[1] ?? 'plain';
	// The vendor's own name is the last choice; as an object's prototype it is none.
	const last = key === '__proto__' ? `${camel}_` : key;
	return { key, names: [first, camel, last], kind };
}

/** `email_id` becomes `emailId`; a name without letters, digits and inner underscores stays as it is. */
function camelCase(key: string): string {
	// The expressions below take their time with thousands of underscores.
	if (!key.includes('_') || key.length > MAX_KNOWN_CHARACTERS) return key;
	const bare = key.replace(/^_+|_+$/g, '');
	return bare.replace(/_+(.)/g, (_, letter: string) => letter.toUpperCase()) || key;
}
