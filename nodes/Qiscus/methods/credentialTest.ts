import type {
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';

import { networkCode, whyNotSecure } from '../../shared/network';
import { loginOf, readLogin } from '../adminAccess';
import { type QiscusCredential, readCredential } from '../credential';
import { readAnswer } from '../problems';
import { signedHeaders } from '../transport';

const TIMEOUT_MS = 20_000;

/** Tries the parts of the credential one after the other, and tells which of them is wrong. */
export const credentialTest = {
	async qiscusApiTest(
		this: ICredentialTestFunctions,
		{ data = {} }: ICredentialsDecrypted,
	): Promise<INodeCredentialTestResult> {
		const credential = readCredential(data);
		const problem =
			whyIncomplete(credential) ??
			(await whyKeysRefused.call(this, credential)) ??
			(await whyAdminRefused.call(this, credential));
		return problem === undefined
			? { status: 'OK', message: 'Connection successful' }
			: { status: 'Error', message: problem };
	},
};

function whyIncomplete(credential: QiscusCredential): string | undefined {
	const { appId, secretKey, baseUrl, sdkBaseUrl, adminAccess, adminToken, email, password } =
		credential;
	if (appId === '') return 'Fill in the App ID';
	if (secretKey === '') return 'Fill in the Secret Key';
	const reason = whyNotSecure('Base URL', baseUrl) ?? whyNotSecure('SDK Base URL', sdkBaseUrl);
	if (reason !== undefined) return `The credential cannot be used: ${reason}`;
	if (adminAccess === 'token' && adminToken === '') return 'Fill in the Admin Token';
	if (adminAccess === 'login' && email === '') return 'Fill in the Email';
	if (adminAccess === 'login' && password === '') return 'Fill in the Password';
	return undefined;
}

/** GET `/api/v2/app/configs`, App-Id with Secret-Key [doc]. */
async function whyKeysRefused(
	this: ICredentialTestFunctions,
	credential: QiscusCredential,
): Promise<string | undefined> {
	const headers = signedHeaders(credential, { Authorization: '' });
	const answer = await ask.call(
		this,
		credential,
		'GET',
		'/api/v2/app/configs?show_all=true',
		headers,
	);
	if ('unreachable' in answer) return answer.unreachable;
	const result = readAnswer(answer.status, answer.body);
	return result.ok ? undefined : `${result.problem.message}. ${result.problem.advice}`;
}

async function whyAdminRefused(
	this: ICredentialTestFunctions,
	credential: QiscusCredential,
): Promise<string | undefined> {
	if (credential.adminAccess === 'none') return undefined;
	return credential.adminAccess === 'token'
		? await whyTokenRefused.call(this, credential)
		: await whyLoginRefused.call(this, credential);
}

/** GET `/api/v1/admin/get_profile`, AdminToken [code]. The Secret Key is left out: it would do as well. */
async function whyTokenRefused(
	this: ICredentialTestFunctions,
	credential: QiscusCredential,
): Promise<string | undefined> {
	const answer = await ask.call(this, credential, 'GET', '/api/v1/admin/get_profile', {
		'Qiscus-App-Id': credential.appId,
		Authorization: credential.adminToken,
	});
	if ('unreachable' in answer) return answer.unreachable;
	const result = readAnswer(answer.status, answer.body);
	if (result.ok) return undefined;
	const { kind, message, advice } = result.problem;
	if (kind !== 'token' && kind !== 'permission') return `${message}. ${advice}`;
	return `Qiscus did not accept the Admin Token (HTTP ${answer.status}). It lasts 30 days: paste a new one, or choose Email and Password.`;
}

/** POST `/api/v1/auth` [doc]; a password that was refused just now is not tried again. */
async function whyLoginRefused(
	this: ICredentialTestFunctions,
	credential: QiscusCredential,
): Promise<string | undefined> {
	const { email, password, appId } = credential;
	const login = await loginOf(credential, async () => {
		const answer = await ask.call(
			this,
			credential,
			'POST',
			'/api/v1/auth',
			{},
			{ email, password },
		);
		if ('unreachable' in answer) return { reason: answer.unreachable, isFinal: false };
		return readLogin(answer.status, answer.body, appId);
	});
	return 'token' in login ? undefined : login.reason;
}

async function ask(
	this: ICredentialTestFunctions,
	{ baseUrl }: QiscusCredential,
	method: string,
	path: string,
	headers: object,
	formData?: Record<string, string>,
): Promise<{ status: number; body: string } | { unreachable: string }> {
	const { helpers } = this;
	try {
		const { statusCode, body } = (await helpers.request({
			method,
			uri: `${baseUrl}${path}`,
			headers: { Accept: 'application/json', ...headers },
			...(formData === undefined ? {} : { formData }),
			simple: false,
			resolveWithFullResponse: true,
			followRedirect: false,
			timeout: TIMEOUT_MS,
		})) as { statusCode: number; body: unknown };
		return { status: statusCode, body: typeof body === 'string' ? body : JSON.stringify(body) };
	} catch (error) {
		const code = networkCode(error) ?? 'no answer';
		return {
			unreachable: `${new URL(baseUrl).host} could not be reached (${code}). Check the Base URL.`,
		};
	}
}
