import { hash } from 'node:crypto';

/** A name for a text: 32 hexadecimal digits of its SHA-256, the same for the same text only. */
export function digest(text: string): string {
	return hash('sha256', text, 'hex').slice(0, 32);
}
