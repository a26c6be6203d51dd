/** How the values under a name are converted; `free` means that names and values inside are the user's own. */
export type Kind = 'free' | 'number' | 'plain' | 'seconds' | 'text' | 'time' | 'truth' | 'type';

/** What becomes of one of the vendor's member names. */
export interface MemberName {
	/** The vendor's own name. */
	key: string;
	/** The names to take, best first: a later one counts where an earlier one holds another value. */
	names: readonly [string, ...string[]];
	kind: Kind;
}

/** What a vendor calls things. */
export interface Vocabulary {
	/** Better names for some of the vendor's own. */
	aliases: Readonly<Record<string, string>>;
	/** Which values a name holds, by its camelCase form, first match first. */
	kinds: ReadonlyArray<readonly [RegExp, Kind]>;
}

const MAX_KNOWN = 1_000;
const MAX_KNOWN_CHARACTERS = 100;

/** What becomes of a vendor's member names; read names are remembered, of which a vendor has about a hundred. */
export function memberNames({ aliases, kinds }: Vocabulary): (key: string) => MemberName {
	const known = new Map<string, MemberName>();
	const read = (key: string): MemberName => {
		const camel = camelCase(key);
		const alias = Object.hasOwn(aliases, key) ? aliases[key] : undefined;
		const first = alias ?? camel;
		const kind = kinds.find(([pattern]) => pattern.test(first))?.[1] ?? 'plain';
		// The vendor's own name is the last choice; as an object's prototype it is none.
		const last = key === '__proto__' ? `${camel}_` : key;
		return { key, names: [first, camel, last], kind };
	};
	return (key) => {
		const found = known.get(key);
		if (found !== undefined) return found;
		const name = read(key);
		if (key.length > MAX_KNOWN_CHARACTERS) return name;
		if (known.size >= MAX_KNOWN) known.clear();
		known.set(key, name);
		return name;
	};
}

/** `email_id` becomes `emailId`; a name without letters, digits and inner underscores stays as it is. */
function camelCase(key: string): string {
	// The expressions below take their time with thousands of underscores.
	if (!key.includes('_') || key.length > MAX_KNOWN_CHARACTERS) return key;
	const bare = key.replace(/^_+|_+$/g, '');
	return bare.replace(/_+(.)/g, (_, letter: string) => letter.toUpperCase()) || key;
}
