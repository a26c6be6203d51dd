import type { JsonValue } from '../shared/jsonText.ts';
import type { Call, Route } from './api.ts';
import { loginAppObject } from './appObject.ts';
import { anybody, longLivedToken, secretKeyOrToken, tokenOf, tokenOnly } from './authorise.ts';
import { QiscusError } from './errors.ts';
import { readBody } from './requestBody.ts';
import { ADMIN, APP_CREATED_MS } from './seed.ts';
import type { State } from './state.ts';
import { spacedTime } from './times.ts';

/** Login and what belongs to it. Paths: login [doc], the others [code]. */
export const AUTH_ROUTES: readonly Route[] = [
	{ method: 'POST', path: '/api/v1/auth', authorise: anybody, handle: login },
	{ method: 'POST', path: '/api/v1/auth/logout', authorise: tokenOnly, handle: logout },
	{
		method: 'POST',
		path: '/api/v2/auth/refresh_token',
		authorise: longLivedToken,
		handle: ({ state }) => ({ data: { auth: { token: state.tokens.newAdminToken() } } }),
	},
	{
		method: 'GET',
		path: '/api/v1/admin/get_profile',
		authorise: secretKeyOrToken,
		handle: ({ state }) => ({ data: userObject(state) }),
	},
];

/** Multipart [doc], urlencoded and JSON. [code] */
async function login({ state, request }: Call): Promise<JsonValue> {
	const { fields } = await readBody(request);
	const { email, password } = state.admin;
	if (fields['email'] !== email || fields['password'] !== password) {
		throw new QiscusError(401, 'Email or password is incorrect');
	}
	// How such an account is answered is not documented. [guess]
	if (state.quirks.twoFactor) return { data: { use_2fa: true, need_setup_otp: false } };
	return {
		data: {
			user: {
				...userObject(state),
				authentication_token: state.tokens.newAdminToken(),
				app: loginAppObject(state),
			},
			details: {
				is_integrated: true,
				sdk_user: sdkUserObject(state),
				app: loginAppObject(state),
			},
			long_lived_token: state.tokens.newLongLivedToken(),
			user_configs: {},
			use_2fa: false,
			need_setup_otp: false,
		},
	};
}

/** What it answers is not documented. [guess] */
function logout({ state, request }: Call): JsonValue {
	state.tokens.forget(tokenOf(request));
	return { data: { success: true } };
}

/** The administrator's account without a token, in the members of the login's sample. [doc] */
function userObject({ app, adminKeys, now }: State): { readonly [name: string]: JsonValue } {
	return {
		id: ADMIN.id,
		name: ADMIN.name,
		email: ADMIN.email,
		created_at: spacedTime(APP_CREATED_MS),
		updated_at: spacedTime(now()),
		sdk_email: ADMIN.sdkEmail,
		sdk_key: adminKeys.sdkKey,
		is_available: true,
		type: 1,
		avatar_url: null,
		app_id: app.id,
		is_verified: true,
		notifications_room_id: null,
		bubble_color: null,
		qismo_key: adminKeys.qismoKey,
		direct_login_token: adminKeys.directLoginToken,
		last_login: spacedTime(now()),
		force_offline: false,
		deleted_at: null,
		is_toc_agree: true,
		totp_token: adminKeys.totpToken,
		is_req_otp_reset: null,
		last_password_update: spacedTime(APP_CREATED_MS),
		type_as_string: 'admin',
		assigned_rules: null,
	};
}

function sdkUserObject({ adminKeys }: State): JsonValue {
	return {
		id: ADMIN.id,
		token: adminKeys.sdkToken,
		email: ADMIN.sdkEmail,
		display_name: ADMIN.name,
		avatar_url: null,
		extras: { type: 'admin', user_bubble_color: null },
	};
}
