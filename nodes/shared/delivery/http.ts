import { type IWebhookFunctions, type IWebhookResponseData, sleep } from 'n8n-workflow';

import type { Once } from './recentEvents';
import { DropLog } from './dropLog';
import type { Answer, Delivery, End, Outcome } from './types';

type Request = ReturnType<IWebhookFunctions['getRequestObject']>;
type Response = ReturnType<IWebhookFunctions['getResponseObject']>;

/** What an accepted delivery is answered, for `responseData`: a constant, because an expression costs an isolate per call. */
export const ACCEPTED_BODY = '{"status":"accepted"}';

const dropped = new DropLog();

/** Half a minute: SalesIQ repeats a delivery after a minute. */
const LATE_ANSWER_PAUSE_MS = 500;
const LATE_ANSWER_TRIES = 60;

/** Reads what came in; it never throws. */
export async function receiveDelivery(request: Request): Promise<Delivery> {
	const { method, headers, query } = request;
	return { method, headers, query, rawBody: await readBody(request) };
}

const FORM = /^\s*multipart\/form-data/i;

/**
 * Above node version 1, n8n fills `rawBody` only for the content types that it parses itself. A form
 * with files is consumed by then, and n8n would wait for it for ever where it is said to be compressed.
 * A body may also be too large, cut, or not what its encoding says.
 */
async function readBody(request: Request): Promise<Buffer | undefined> {
	try {
		const isLeft = request.method === 'POST' && !FORM.test(request.headers['content-type'] ?? '');
		if (request.rawBody === undefined && isLeft) {
			await Promise.race([request.readRawBody(), hangUp(request)]);
		}
	} catch {
		return undefined;
	}
	return Buffer.isBuffer(request.rawBody) ? request.rawBody : undefined;
}

/** Ends when the caller hangs up within the body: n8n would wait for the rest of what is compressed. */
async function hangUp(request: Request): Promise<void> {
	await new Promise<void>((resolve) => {
		request.once('close', () => {
			if (!request.complete) resolve();
		});
	});
}

/**
 * Answers the caller, or hands the new event to n8n, which answers once it has stored the execution.
 *
 * @param once where the event's mark is taken back if that answer does not go out as 200
 */
export function respond(
	this: IWebhookFunctions,
	outcome: Outcome,
	once: Once,
): IWebhookResponseData {
	const response = this.getResponseObject();
	if ('end' in outcome) {
		logReason.call(this, outcome.end);
		return answer(response, outcome.end.answer);
	}
	response.setHeader('Content-Type', 'application/json; charset=utf-8');
	response.once('close', () => {
		void isAccepted(response).then((accepted) => {
			if (!accepted) once.forget(outcome.identity);
		});
	});
	return { workflowData: [this.helpers.returnJsonArray(outcome.item)] };
}

function answer(response: Response, { status, body }: Answer): IWebhookResponseData {
	response.status(status).json(body);
	return { noWebhookResponse: true };
}

/**
 * Whether n8n answered 200, which it does once it has stored the execution. The caller may have hung
 * up before, because it waited too long; n8n goes on all the same and answers a closed connection.
 */
async function isAccepted(response: Response): Promise<boolean> {
	for (let tries = 0; !response.writableEnded && tries < LATE_ANSWER_TRIES; tries++) {
		await sleep(LATE_ANSWER_PAUSE_MS);
	}
	return response.writableEnded && response.statusCode === 200;
}

function logReason(this: IWebhookFunctions, { answer: { status }, reason }: End): void {
	if (reason === undefined) return;
	const { id, name } = this.getWorkflow();
	const where = `${this.getNode().name} of workflow ${name ?? ''} (${id})`;
	const what = status === 200 ? 'ignored' : 'refused';
	const line = dropped.line(`${what} by ${where}`, reason, Date.now());
	if (line !== undefined) this.logger.warn(line);
}
