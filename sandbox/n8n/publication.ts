import { N8nRestError, type RestSession } from './restSession.ts';
import { isN8n1 } from './version.ts';
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

/** How one major version of n8n is asked to register the triggers of a workflow, and to remove them. */
export interface Publisher {
	/** Rejects with an ActivationError where n8n already knows that a trigger fails. */
	publish(session: RestSession, workflowId: string): Promise<void>;
	unpublish(session: RestSession, workflowId: string): Promise<void>;
	/** Asks how far n8n is. */
	status(session: RestSession, workflowId: string): Promise<PublicationStatus>;
}

/** n8n 2 answers before the triggers are registered, and is asked for the outcome. */
const inBackground: Publisher = {
	async publish(session, workflowId) {
		const { versionId } = await savedWorkflow(session, workflowId);
		await session.call('POST', `/rest/workflows/${workflowId}/activate`, { versionId });
	},
	async unpublish(session, workflowId) {
		await session.call('POST', `/rest/workflows/${workflowId}/deactivate`, {});
	},
	async status(session, workflowId) {
		return (await session.call(
			'GET',
			`/rest/workflows/${workflowId}/publication-status`,
		)) as PublicationStatus;
	},
};

/** n8n 1 answers when the triggers are registered, or with why they are not; it keeps no outcome. */
const atOnce: Publisher = {
	async publish(session, workflowId) {
		try {
			await switchActive(session, workflowId, true);
		} catch (error) {
			if (!(error instanceof N8nRestError)) throw error;
			throw new ActivationError(error.reason, []);
		}
	},
	async unpublish(session, workflowId) {
		await switchActive(session, workflowId, false);
	},
	async status(session, workflowId) {
		const { active, versionId } = await savedWorkflow(session, workflowId);
		return {
			status: active ? 'published' : 'not_published',
			liveVersionId: active ? versionId : null,
			pendingVersionId: null,
			triggers: [],
		};
	},
};

/**
 * Picks how an n8n is asked.
 *
 * @param version of n8n, such as `2.41.1`
 */
export function publisherOf(version: string): Publisher {
	return isN8n1(version) ? atOnce : inBackground;
}

/** Waits until n8n has nothing left to do for the triggers of a workflow. */
export async function settledPublication(
	publisher: Publisher,
	session: RestSession,
	workflowId: string,
	timeoutMs: number,
): Promise<PublicationStatus> {
	return await waitFor(
		async () => {
			const status = await publisher.status(session, workflowId);
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

async function switchActive(
	session: RestSession,
	workflowId: string,
	active: boolean,
): Promise<void> {
	const { versionId } = await savedWorkflow(session, workflowId);
	await session.call('PATCH', `/rest/workflows/${workflowId}`, { active, versionId });
}

async function savedWorkflow(
	session: RestSession,
	workflowId: string,
): Promise<{ active: boolean; versionId: string }> {
	return (await session.call('GET', `/rest/workflows/${workflowId}`)) as {
		active: boolean;
		versionId: string;
	};
}
