import { randomText } from '../shared/random.ts';
import type { Random } from '../shared/random.ts';

export interface Secrets {
	/** Part of every secret, so that a leak shows wherever one gets to. */
	readonly marker: string;
	/** A new value for a secret of that name: `<marker>-<name>-<something>`. */
	make(name: string): string;
}

const MARKER_LENGTH = 12;
const VALUE_LENGTH = 12;

export function createSecrets(random: Random): Secrets {
	const marker = `marker${randomText(random, MARKER_LENGTH)}`;
	return { marker, make: (name) => `${marker}-${name}-${randomText(random, VALUE_LENGTH)}` };
}
