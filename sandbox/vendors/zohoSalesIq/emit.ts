import { readEventPayload } from '../shared/eventPayload.ts';
import { scalarText } from '../shared/jsonText.ts';
import type { Deliverer } from './deliver.ts';
import { typeOfEvent } from './events.ts';
import { freshen } from './freshen.ts';
import { inPortal } from './state.ts';
import type { State, Webhook } from './state.ts';
import type { App, EmitOptions, EmitResult, Portal } from './types.ts';

/** An event that has happened somewhere; administration events in no app. */
export interface News extends Omit<EmitResult, 'deliveries'> {
	event: string;
	portal: Portal;
	app: App | undefined;
}

/** Tells an event to the webhooks that want to hear of it. */
export type Tell = (news: News) => Promise<EmitResult>;

export function createTell(state: State, deliverer: Deliverer): Tell {
	return async ({ event, eventText, entityId, portal, app }) => {
		const entityType = scalarText(eventText, 'entity_type') ?? event.split('.')[0] ?? '';
		const what = { event, text: eventText, entityType, entityId, appId: app?.id };
		const hearers = inPortal(state.webhooks.values(), portal).filter((webhook) =>
			hears(webhook, event, app),
		);
		const deliveries = await Promise.all(
			hearers.map((webhook) => deliverer.deliver(webhook, what)),
		);
		return { deliveries, eventText, entityId };
	};
}

export type Emit = (event: string, options?: EmitOptions) => Promise<EmitResult>;

/** Lets events happen, with the payloads of `<fixturesFolder>/events`. */
export function createEmit(state: State, tell: Tell, fixturesFolder: string): Emit {
	return async (event, options = {}) => {
		const type = typeOfEvent(event, true) ?? 'data';
		const place = whereItHappens(state, options);
		const app = type === 'data' ? place.app : undefined;
		const name = options.fixture ?? [event, options.variant].filter(Boolean).join('.');
		const entityId = state.nextId();
		const fresh = freshen(await readEventPayload(fixturesFolder, name), {
			event,
			orgId: place.portal.id,
			appId: app?.id,
			entityId,
			nowMs: state.now(),
			nextMessageId: state.nextTime,
		});
		const eventText = options.change?.(fresh) ?? fresh;
		return await tell({ event, eventText, entityId, portal: place.portal, app });
	};
}

function hears(webhook: Webhook, event: string, app: App | undefined): boolean {
	if (webhook.status !== 'enabled' || !webhook.events.includes(event)) return false;
	return app === undefined || webhook.appIds === 'all' || webhook.appIds.includes(app.id);
}

function whereItHappens(state: State, options: EmitOptions): { portal: Portal; app: App } {
	const app = state.apps.find(({ id, screenname }) =>
		options.app === undefined
			? screenname === (options.portal ?? state.portals[0]?.screenname)
			: id === options.app,
	);
	const portal = state.portals.find(({ screenname }) => screenname === app?.screenname);
	if (app === undefined || portal === undefined) {
		throw new Error(`There is no app ${options.app ?? ''} in portal ${options.portal ?? ''}`);
	}
	return { portal, app };
}
