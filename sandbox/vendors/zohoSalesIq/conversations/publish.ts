import { writeJson } from '../../shared/jsonText.ts';
import type { Tell } from '../emit.ts';
import type { State } from '../state.ts';
import type { EmitResult } from '../types.ts';
import type { Happening } from './changes.ts';

export type Publish = (happening: Happening) => Promise<EmitResult>;

/** Tells what has happened in a conversation to the webhooks that want to hear of it. */
export function createPublish(state: State, tell: Tell): Publish {
	return async ({ conversation, event, entity }) => {
		const portal = state.portals.find(({ screenname }) => screenname === conversation.screenname);
		const app = state.apps.find(({ id }) => id === conversation.appId);
		if (portal === undefined || app === undefined) throw new Error('The portal or app is gone');
		const eventText = writeJson({
			version: '1',
			event,
			event_time: String(state.now()),
			org_id: portal.id,
			app_id: app.id,
			attempt: 1,
			entity_type: 'conversation',
			entity_id: conversation.id,
			entity,
		});
		return await tell({ event, eventText, entityId: conversation.id, portal, app });
	};
}
