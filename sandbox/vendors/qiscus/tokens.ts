import type { Secrets } from './secrets.ts';

/** The tokens that stand for the administrator. */
export interface Tokens {
	/** A short-lived token; older ones live on. [doc] */
	newAdminToken(): string;
	/** The token that renews others. */
	newLongLivedToken(): string;
	stateOf(adminToken: string): 'valid' | 'expired' | 'unknown';
	isLongLived(token: string): boolean;
	/** Logging out ends a token before its time. [doc] */
	forget(adminToken: string): void;
	expire(): void;
	revoke(): void;
}

/** "Token will expired in 30 days" [doc] */
const TOKEN_LIFE_MS = 30 * 24 * 60 * 60 * 1000;

export function createTokens(secrets: Secrets, now: () => number): Tokens {
	const expiryOf = new Map<string, number>();
	const longLived = new Set<string>();
	return {
		newAdminToken: () => {
			const token = secrets.make('authentication_token');
			expiryOf.set(token, now() + TOKEN_LIFE_MS);
			return token;
		},
		newLongLivedToken: () => {
			const token = secrets.make('long_lived_token');
			longLived.add(token);
			return token;
		},
		stateOf: (token) => {
			const expiry = expiryOf.get(token);
			if (expiry === undefined) return 'unknown';
			return expiry > now() ? 'valid' : 'expired';
		},
		isLongLived: (token) => longLived.has(token),
		forget: (token) => {
			expiryOf.delete(token);
		},
		expire: () => {
			for (const token of expiryOf.keys()) expiryOf.set(token, Number.NEGATIVE_INFINITY);
		},
		revoke: () => {
			expiryOf.clear();
			longLived.clear();
		},
	};
}
