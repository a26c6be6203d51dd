import type { RestSession } from './restSession.ts';
import { waitFor } from './waiting.ts';

/** What n8n knows about the triggers of a workflow that was activated. */
export interface PublicationStatus {
	status: 'in_progress' | 'published' | 'partial' | 'failed' | 'not_published';
	liveVersionId: string | null;
	pendingVersionId: string | null;
	triggers: Array<{
		nodeId: string;
		status: 'activated' | 'failed';
		errorMessage: string | null;
	}>;
}

/** A trigger could not be activated; the message is the one that n8n shows its user. */
export class ActivationError extends Error {
	readonly triggers: PublicationStatus['triggers'];

	constructor(message: string, triggers: PublicationStatus['triggers']) {
		super(message);
		this.name = 'ActivationError';
		this.triggers = triggers;
	}
}

/** Asks how far n8n is with registering or removing the triggers of a workflow. */
export async function publicationStatus(
	session: RestSession,
	workflowId: string,
): Promise<PublicationStatus> {
	return (await session.call(
		'GET',
		`/rest/workflows/${workflowId}/publication-status`,
	)) as PublicationStatus;
}

/** Waits until n8n has nothing left to do for the triggers of a workflow. */
export async function settledPublication(
	session: RestSession,
	workflowId: string,
	timeoutMs: number,
): Promise<PublicationStatus> {
	return await waitFor(
		async () => {
			const status = await publicationStatus(session, workflowId);
			return status.status === 'in_progress' ? undefined : status;
		},
		timeoutMs,
		() =>
			new Error(
				`n8n was still busy with the triggers of workflow ${workflowId} after ${timeoutMs} ms.`,
			),
	);
}

/** Turns an outcome in which a trigger is not active into an error. */
export function requirePublished(status: PublicationStatus): void {
	if (status.status === 'published') return;
	const messages = status.triggers
		.map(({ errorMessage }) => errorMessage)
		.filter((message) => message !== null);
	throw new ActivationError(
		messages.join('\n') || 'n8n registered no trigger and gave no reason; see its log.',
		status.triggers,
	);
}
