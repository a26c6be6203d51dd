/*
 * The app and its administrator. Who and what else exists from the start: `domain/seed*.ts`.
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
