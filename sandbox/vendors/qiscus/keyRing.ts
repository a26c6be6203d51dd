import type { Secrets } from './secrets.ts';

/** The secrets of people and channels, each made when it is first shown and the same from then on. */
export interface KeyRing {
	of(owner: { readonly id: number }, name: string): string;
}

export function createKeyRing(secrets: Secrets): KeyRing {
	const kept = new Map<string, string>();
	return {
		of: ({ id }, name) => {
			const place = `${id}/${name}`;
			const key = kept.get(place) ?? secrets.make(name);
			kept.set(place, key);
			return key;
		},
	};
}
