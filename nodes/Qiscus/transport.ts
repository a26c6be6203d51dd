import type {
	IDataObject,
	IExecuteFunctions,
	IHookFunctions,
	IHttpRequestMethods,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	IWebhookFunctions,
	NodeApiError,
} from 'n8n-workflow';

import type { JsonObject, JsonValue } from '../shared/json/types';
import { networkCode, whyNotSecure } from '../shared/network';
import { failed, type Problem, type Result, unreachable } from '../shared/problem';
import { adminTokenOf, whyNoAdminToken } from './adminAccess';
import { type QiscusCredential, readCredential } from './credential';
import { type EncodedForm, multipart, urlEncoded } from './form';
import { credentialProblem, readAnswer, refusal } from './problems';

/** The name of the credential that every call is signed with. */
export const CREDENTIAL = 'qiscusApi';

const DEFAULT_TIMEOUT_MS = 20_000;

/** Where a call may come from. */
export type QiscusContext =
	IExecuteFunctions | IHookFunctions | ILoadOptionsFunctions | IWebhookFunctions;

/**
 * What a call is made with: the App ID and the Secret Key, or, where the credential has one, an
 * AdminToken as well (qiscus-api, section 1: "Which scheme where").
 */
export type Access = 'admin' | 'secretKey';

/** One call of the Omnichannel API, or of the chat SDK's. */
export interface QiscusRequest {
	method: IHttpRequestMethods;
	/** Below the Base URL, its ids encoded. */
	path: string;
	/** The chat SDK's server in place of the dashboard's. */
	isOfSdk?: boolean;
	/** Whether an answer without a body is no trouble. */
	mayBeEmpty?: boolean;
	/** `secretKey` where it is left out. */
	access?: Access;
	query?: Record<string, string | number>;
	body?: JsonObject;
	/** In place of `body`. */
	form?: Readonly<Record<string, string>>;
	timeoutMs?: number;
}

/** Calls Qiscus; what it gives is the answer's `data`. */
export type QiscusCall = (request: QiscusRequest) => Promise<Result<JsonValue | undefined>>;

/** Calls Qiscus; what it gives is the answer with all its members: lists say in one where the next page begins. */
export type QiscusAsk = (request: QiscusRequest) => Promise<Result<JsonObject>>;

/**
 * Calls the API with the node's credential.
 *
 * @returns the answer's `data`, or the problem; it never throws
 */
export async function callQiscus(
	this: QiscusContext,
	request: QiscusRequest,
): Promise<Result<JsonValue | undefined>> {
	const answer = await askQiscus.call(this, request);
	return answer.ok ? { ok: true, data: answer.data.data } : answer;
}

/** As `callQiscus`, but for what it gives: the answer whole. */
export async function askQiscus(
	this: QiscusContext,
	request: QiscusRequest,
): Promise<Result<JsonObject>> {
	const { form } = request;
	if (form === undefined) return await send.call(this, request);
	const first = await send.call(this, request, await multipart(form));
	const { status = 0 } = first.ok ? {} : first.problem;
	// Which kind of form is taken is documented by samples only: code in use sends the other one.
	return [400, 415, 422].includes(status)
		? await send.call(this, request, urlEncoded(form))
		: first;
}

/** The credential, if its server may be sent secrets. */
export async function qiscusCredential(this: QiscusContext): Promise<Result<QiscusCredential>> {
	try {
		const credential = readCredential(await this.getCredentials(CREDENTIAL));
		const reason =
			whyNotSecure('Base URL', credential.baseUrl) ??
			whyNotSecure('SDK Base URL', credential.sdkBaseUrl);
		return reason === undefined
			? { ok: true, data: credential }
			: failed(credentialProblem(reason));
	} catch (error) {
		return failed(credentialProblem(error instanceof Error ? error.message : 'n8n gave none'));
	}
}

async function send(
	this: QiscusContext,
	{
		method,
		path,
		isOfSdk = false,
		mayBeEmpty = false,
		access = 'secretKey',
		query,
		body,
		timeoutMs = DEFAULT_TIMEOUT_MS,
	}: QiscusRequest,
	form?: EncodedForm,
): Promise<Result<JsonObject>> {
	const credential = await qiscusCredential.call(this);
	if (!credential.ok) return credential;
	const server = isOfSdk ? credential.data.sdkBaseUrl : credential.data.baseUrl;
	const isAdmin = access === 'admin' && credential.data.adminAccess !== 'none';
	const contentType = form?.contentType ?? (body === undefined ? undefined : 'application/json');
	const call = async (
		ignoreHttpStatusErrors: IHttpRequestOptions['ignoreHttpStatusErrors'],
	): Promise<HttpAnswer> =>
		(await this.helpers.httpRequestWithAuthentication.call(this, CREDENTIAL, {
			method,
			url: `${server}${path}`,
			headers: {
				Accept: 'application/json',
				...(contentType === undefined ? {} : { 'Content-Type': contentType }),
				// Empty: without the AdminToken. One that has expired would spoil a call that needs none.
				...(isAdmin ? {} : { Authorization: '' }),
				...(isOfSdk ? { [SDK_SECRET]: '' } : {}),
			},
			...(query === undefined ? {} : { qs: query as IDataObject }),
			...(form === undefined ? {} : { body: form.body }),
			...(body === undefined ? {} : { body: JSON.stringify(body) }),
			// As text: an id beyond 2^53 would lose its last digits otherwise.
			encoding: 'text',
			returnFullResponse: true,
			ignoreHttpStatusErrors,
			disableFollowRedirect: true,
			timeout: timeoutMs,
		})) as HttpAnswer;
	try {
		// n8n logs in again and repeats the call after a 401, but not after one that it does not see.
		const first = await call(isAdmin ? { ignore: true, except: [401] } : true);
		const isUnseen = isAdmin && credential.data.adminAccess === 'login' && first.statusCode === 401;
		// n8n 1 knows no exceptions and saw none: asked once more without ignoring any, it logs in.
		const response = isUnseen ? await call(false) : first;
		const text = typeof response.body === 'string' ? response.body : '';
		const answer = readAnswer(response.statusCode, mayBeEmpty && text === '' ? '{}' : text);
		return isOfSdk ? ofSdk(answer) : withAccess(answer, access, credential.data);
	} catch (error) {
		return withAccess(failed(toProblem(error, server)), access, credential.data);
	}
}

interface HttpAnswer {
	statusCode: number;
	body: unknown;
}

/** What n8n throws; `httpCode` is null where the vendor did not answer. */
type Refused = Partial<Pick<NodeApiError, 'httpCode' | 'message'>>;

/** Says for a call that wanted an AdminToken what is wrong with it, or that there is none. */
function withAccess<T>(answer: Result<T>, access: Access, credential: QiscusCredential): Result<T> {
	if (answer.ok || access !== 'admin' || answer.problem.kind !== 'token') return answer;
	const text = ADMIN_TEXTS[credential.adminAccess];
	const reason = whyNoAdminToken(credential);
	return failed({
		...answer.problem,
		kind: 'permission',
		message: reason ?? text.message,
		advice:
			reason === undefined ? text.advice : 'Open the Qiscus credential and check Admin Access.',
	});
}

/** By the credential's Admin Access. */
const ADMIN_TEXTS = {
	none: {
		message: 'Qiscus wants an AdminToken for this',
		advice:
			'Open the Qiscus credential, choose Admin Token or Email and Password under Admin Access, and fill in the fields that appear. If Admin Access stays on None, check the App ID and the Secret Key.',
	},
	token: {
		message: 'Qiscus did not accept the Admin Token of the credential',
		advice:
			'An AdminToken lasts 30 days. Open the Qiscus credential and paste a new one under Admin Token, or choose Email and Password under Admin Access, and n8n gets new ones itself.',
	},
	login: {
		message: 'Qiscus did not accept the AdminToken that n8n obtained',
		advice:
			'Open the Qiscus credential and check that the Email is that of an admin of this app, and that the App ID and the Secret Key are right.',
	},
};

/** Names the field that has the address of the chat SDK's server. */
function ofSdk<T>(answer: Result<T>): Result<T> {
	if (answer.ok) return answer;
	const named = (text: string) => text.replaceAll('Base URL', 'SDK Base URL');
	const { message, advice } = answer.problem;
	return failed({ ...answer.problem, message: named(message), advice: named(advice) });
}

function toProblem(error: unknown, server: string): Problem {
	const code = networkCode(error);
	if (code !== undefined) return unreachable(new URL(server).host, code);
	// Of a refusal that n8n was to see it keeps the status, not the vendor's words.
	const { httpCode, message = 'n8n could not sign the request' } = error as Refused;
	return refusal(Number(httpCode)) ?? credentialProblem(message);
}

/** As the vendor's own code writes it; documents have dashes (qiscus-api, section 1). */
const SDK_SECRET = 'QISCUS_SDK_SECRET';

/**
 * The headers that sign a request; an empty `Authorization` asks for none, and an empty
 * `QISCUS_SDK_SECRET` for those of the chat SDK's server, which knows app and key by other names.
 */
export function signedHeaders(
	credential: QiscusCredential,
	{ Authorization, [SDK_SECRET]: sdkSecret, ...headers }: IDataObject = {},
): IDataObject {
	if (sdkSecret !== undefined) {
		return {
			...headers,
			QISCUS_SDK_APP_ID: credential.appId,
			[SDK_SECRET]: credential.secretKey,
		};
	}
	// What stands there is n8n's first try after a new login: the new token counts.
	const token = Authorization === '' ? undefined : (adminTokenOf(credential) ?? Authorization);
	return {
		...headers,
		'Qiscus-App-Id': credential.appId,
		'Qiscus-Secret-Key': credential.secretKey,
		...(token === undefined ? {} : { Authorization: token }),
	};
}
