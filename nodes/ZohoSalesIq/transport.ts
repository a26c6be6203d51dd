import type {
	IExecuteFunctions,
	IHookFunctions,
	IHttpRequestMethods,
	ILoadOptionsFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';

import { FormBody } from '../shared/formBody';
import { asText } from '../shared/json/read';
import type { JsonObject, JsonValue } from '../shared/json/types';
import { networkCode, whyNotSecure } from '../shared/network';
import { failed, type Problem, type Result, unreachable } from '../shared/problem';
import { type DataCenterChoice, serversOf } from './dataCenters';
import { ACCOUNTS_UNAVAILABLE, credentialProblem, dataOf, readWhole } from './problems';

/** The name of the credential that every call is signed with. */
export const CREDENTIAL = 'zohoSalesIqOAuth2Api';

const DEFAULT_TIMEOUT_MS = 20_000;
/** Zoho limits how often tokens may be refreshed [doc: other Zoho products] (salesiq-api, section 5). */
const PAUSE_AFTER_USELESS_REFRESH_MS = 10 * 60_000;
const MAX_PAUSES = 1000;
const ACCOUNTS = 'The Zoho accounts server';

/** Where a call may come from. */
export type SalesIqContext =
	IExecuteFunctions | IHookFunctions | ILoadOptionsFunctions | IWebhookFunctions;

/** One call of the REST API. */
export interface SalesIqRequest {
	method: IHttpRequestMethods;
	/** Default `/api/v2`; visitors have one of their own, and files lie below the server itself. */
	base?: '' | '/api/v2' | '/api/v3' | '/visitor/v2';
	/** Below the base, its ids encoded: `/{screenname}/webhooks`. */
	path: string;
	query?: Record<string, string | number>;
	/** Sent as JSON, or as form data. */
	body?: JsonObject | FormBody;
	timeoutMs?: number;
}

/** Calls SalesIQ; what it gives is the answer's `data`. */
export type SalesIqCall = (request: SalesIqRequest) => Promise<Result<JsonValue | undefined>>;

/** Calls SalesIQ; what it gives is the answer with all its members: some lists say in one where the next page begins. */
export type SalesIqAsk = (request: SalesIqRequest) => Promise<Result<JsonObject>>;
/** A file as SalesIQ gave it. */
export interface DownloadedFile {
	content: Buffer;
	/** Without parameters such as a character set. */
	mimeType?: string;
	/** The header as it came. */
	contentDisposition?: string;
}

/** What came back over the network. */
interface Answer {
	status: number;
	headers: JsonObject;
	body: Buffer;
}

/** Until when a credential's token is not refreshed again, because a refresh did not help. */
const refreshPauses = new Map<string, number>();

/**
 * Calls the REST API with the node's credential.
 *
 * @returns the answer's `data`, or the problem; it never throws
 */
export async function callSalesIq(
	this: SalesIqContext,
	request: SalesIqRequest,
): Promise<Result<JsonValue | undefined>> {
	return dataOf(await askSalesIq.call(this, request));
}

/** As `callSalesIq`, but for what it gives: the answer whole. */
export async function askSalesIq(
	this: SalesIqContext,
	request: SalesIqRequest,
): Promise<Result<JsonObject>> {
	return await signed(this, request, ({ status, body }) =>
		// As text: an id beyond 2^53 would lose its last digits otherwise.
		readWhole(status, body.toString('utf8')),
	);
}

/** As `callSalesIq`, for an answer that is a file. An error is told as JSON there, too [guess]. */
export async function downloadFromSalesIq(
	this: SalesIqContext,
	request: SalesIqRequest,
): Promise<Result<DownloadedFile>> {
	return await signed(this, request, ({ status, headers, body }) => {
		const mimeType = asText(headers['content-type'])?.split(';', 1)[0]?.trim();
		const contentDisposition = asText(headers['content-disposition']);
		const isError = status >= 300 || (isJson(mimeType) && contentDisposition === undefined);
		const answer = isError ? readWhole(status, body.toString('utf8')) : undefined;
		if (answer?.ok === false) return answer;
		return {
			ok: true,
			data: {
				content: body,
				...(mimeType === undefined ? {} : { mimeType }),
				...(contentDisposition === undefined ? {} : { contentDisposition }),
			},
		};
	});
}

const isJson = (mimeType = ''): boolean => mimeType.toLowerCase() === 'application/json';

/**
 * A token that SalesIQ refuses is refreshed once and the call repeated: n8n's own refresh looks at the
 * HTTP status only, and Zoho tells an expired token as 401, as 400, and as code 1002 or 1008 with HTTP
 * 200 (salesiq-api, section 7).
 */
async function signed<T>(
	context: SalesIqContext,
	request: SalesIqRequest,
	read: (answer: Answer) => Result<T>,
): Promise<Result<T>> {
	const first = await send(context, request, read);
	if (first.ok || first.problem.kind !== 'token') return first;

	const pauseKey = refreshPauseKey.call(context);
	if ((refreshPauses.get(pauseKey) ?? 0) > Date.now()) return first;
	const problem = await refreshToken.call(context, request.timeoutMs ?? DEFAULT_TIMEOUT_MS);
	const second: Result<T> =
		problem === undefined ? await send(context, request, read) : { ok: false, problem };
	if (!second.ok && (second.problem.kind === 'token' || second.problem.kind === 'credential')) {
		if (refreshPauses.size >= MAX_PAUSES) refreshPauses.clear();
		refreshPauses.set(pauseKey, Date.now() + PAUSE_AFTER_USELESS_REFRESH_MS);
	}
	return second;
}

/** The address of the credential's SalesIQ server, or why its servers may not be called. */
export async function salesIqServer(this: SalesIqContext): Promise<Result<URL>> {
	try {
		const servers = serversOf(await this.getCredentials<DataCenterChoice>(CREDENTIAL));
		const reason =
			whyNotSecure('Accounts URL', servers.accounts) ??
			whyNotSecure('SalesIQ URL', servers.salesIq);
		return reason === undefined
			? { ok: true, data: new URL(servers.salesIq) }
			: failed(credentialProblem(reason));
	} catch (error) {
		return failed(toProblem(error, 'Zoho SalesIQ'));
	}
}

async function send<T>(
	context: SalesIqContext,
	{ method, base = '/api/v2', path, query, body, timeoutMs = DEFAULT_TIMEOUT_MS }: SalesIqRequest,
	read: (answer: Answer) => Result<T>,
): Promise<Result<T>> {
	const server = await salesIqServer.call(context);
	if (!server.ok) return server;
	try {
		const response = (await context.helpers.httpRequestWithAuthentication.call(
			context,
			CREDENTIAL,
			{
				method,
				url: `${server.data.origin}${base}${path}`,
				headers: { Accept: base === '' ? '*/*' : 'application/json', 'Content-Type': typeOf(body) },
				...(query === undefined ? {} : { qs: query }),
				...(body === undefined ? {} : { body: bytesOf(body) }),
				encoding: 'arraybuffer',
				returnFullResponse: true,
				ignoreHttpStatusErrors: true,
				disableFollowRedirect: true,
				timeout: timeoutMs,
			},
			{ oauth2: { skipTokenRefresh: true } },
		)) as { statusCode: number; headers: JsonObject; body: unknown };
		const content = Buffer.isBuffer(response.body) ? response.body : Buffer.alloc(0);
		return read({ status: response.statusCode, headers: response.headers, body: content });
	} catch (error) {
		return failed(toProblem(error, server.data.host));
	}
}

function typeOf(body: SalesIqRequest['body']): string {
	return body instanceof FormBody ? body.contentType : 'application/json';
}

function bytesOf(body: JsonObject | FormBody): string | Buffer {
	return body instanceof FormBody ? body.bytes : JSON.stringify(body);
}

async function refreshToken(this: SalesIqContext, limitMs: number): Promise<Problem | undefined> {
	const refreshed = this.helpers.refreshOAuth2Token.call(this as IExecuteFunctions, CREDENTIAL);
	return await Promise.race([refreshed.then(() => undefined, accountsProblem), late(limitMs)]);
}

/** n8n itself waits for the accounts server for five minutes. */
async function late(limitMs: number): Promise<Problem> {
	return await new Promise((resolve) => {
		AbortSignal.timeout(limitMs).addEventListener('abort', () => {
			resolve(unreachable(ACCOUNTS, 'no answer in time'));
		});
	});
}

/**
 * An error of the accounts server's, or a page in place of its answer, says nothing about the token, as
 * other errors do.
 */
function accountsProblem(error: unknown): Problem {
	const { code, status } = error as { code?: unknown; status?: unknown };
	const isPage = code === 'ESTATUS' && Number(status) < 400;
	return code === 'ERR_BAD_RESPONSE' || isPage ? ACCOUNTS_UNAVAILABLE : toProblem(error, ACCOUNTS);
}

function refreshPauseKey(this: SalesIqContext): string {
	const credential = this.getNode().credentials?.[CREDENTIAL];
	return credential?.id ?? credential?.name ?? '';
}

function toProblem(error: unknown, host: string): Problem {
	const code = networkCode(error);
	if (code !== undefined) return unreachable(host, code);
	const reason = error instanceof Error ? error.message : 'n8n could not sign the request';
	return credentialProblem(reason);
}
