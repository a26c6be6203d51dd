import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

/** The values of the credential's Admin Access. */
export type AdminAccess = 'login' | 'none' | 'token';

/** The credential as plain values: empty texts where nothing is set. */
export interface QiscusCredential {
	appId: string;
	secretKey: string;
	/** Without a slash at its end. */
	baseUrl: string;
	/** Of the chat SDK's server, without a slash at its end. */
	sdkBaseUrl: string;
	adminAccess: AdminAccess;
	adminToken: string;
	email: string;
	password: string;
	/** Kept by n8n between calls: `<digest of what was typed>:<AdminToken, empty where it was refused>`. */
	sessionToken: string;
	webhookToken: string;
	signatureSecret: string;
}

/** Where the chat SDK's server is, also for credentials that were made before it could be changed. */
export const DEFAULT_SDK_BASE_URL = 'https://api.qiscus.com';

/** Shorter Webhook Tokens can be guessed. */
export const MIN_TOKEN_CHARACTERS = 16;

/** Reads what n8n decrypted; it leaves out what the editor does not show. */
export function readCredential(data: ICredentialDataDecryptedObject): QiscusCredential {
	const read = (name: string) => {
		const value = data[name];
		return typeof value === 'string' ? value.trim() : '';
	};
	const adminAccess = read('adminAccess');
	return {
		appId: read('appId'),
		secretKey: read('secretKey'),
		baseUrl: read('baseUrl').replace(/\/+$/, ''),
		sdkBaseUrl: (read('sdkBaseUrl') || DEFAULT_SDK_BASE_URL).replace(/\/+$/, ''),
		adminAccess: adminAccess === 'login' || adminAccess === 'token' ? adminAccess : 'none',
		adminToken: read('adminToken'),
		email: read('email'),
		// Spaces may belong to it.
		password: typeof data.password === 'string' ? data.password : '',
		sessionToken: read('sessionToken'),
		webhookToken: read('webhookToken'),
		signatureSecret: read('signatureSecret'),
	};
}
