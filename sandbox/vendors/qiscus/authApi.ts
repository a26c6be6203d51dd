import type { JsonValue } from '../shared/jsonText.ts';
import type { Call, Route } from './api.ts';
import { loginAppObject } from './appObject.ts';
import { anybody, longLivedToken, secretKeyOrToken, tokenOf, tokenOnly } from './authorise.ts';
import { administratorOf } from './domain/agents.ts';
import type { Agent } from './domain/types.ts';
import { QiscusError } from './errors.ts';
import { readBody } from './requestBody.ts';
import type { State } from './state.ts';
import { userObject } from './wire/agentObject.ts';

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
		handle: ({ state }) => ({ data: userObject(state, administratorOf(state)) }),
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
	const administrator = administratorOf(state);
	administrator.lastLoginAt = state.now();
	return {
		data: {
			user: {
				...userObject(state, administrator),
				authentication_token: state.tokens.newAdminToken(),
				app: loginAppObject(state),
			},
			details: {
				is_integrated: true,
				sdk_user: sdkUserObject(state, administrator),
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

function sdkUserObject({ keys }: State, administrator: Agent): JsonValue {
	return {
		id: administrator.id,
		token: keys.of(administrator, 'sdk_token'),
		email: administrator.sdkEmail,
		display_name: administrator.name,
		avatar_url: null,
		extras: { type: 'admin', user_bubble_color: null },
	};
}
