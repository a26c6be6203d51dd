/*
 * What exists at the vendor from the start. The channels are those that the event payloads name.
 */

/** The same on every start, so that a stored credential stays right; shape as the vendor's. [doc] */
export const APP_CODE = 'sndbx-omnichannel0001';
export const APP_ID = 10_204;
export const APP_NAME = 'Sandbox Omnichannel';
export const APP_CREATED_MS = Date.UTC(2020, 2, 16, 6, 53, 19);

export const ADMIN = {
	id: 150_000,
	name: 'Sandbox Admin',
	email: 'admin@example.com',
	/** `<app code>_admin@qismo.com` [doc] */
	sdkEmail: `${APP_CODE}_admin@qismo.com`,
};

/** The channel of a room whose payload names only its source. [guess] */
export const CHANNEL_OF_SOURCE: Readonly<Record<string, number>> = { wa: 901, qiscus: 902 };
export const OTHER_CHANNEL = 903;
