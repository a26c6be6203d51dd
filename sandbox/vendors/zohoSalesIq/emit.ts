import { readEventPayload } from '../shared/eventPayload.ts';
import { scalarText } from '../shared/jsonText.ts';
import type { Deliverer } from './deliver.ts';
import { typeOfEvent } from './events.ts';
import { freshen } from './freshen.ts';
import { inPortal } from './state.ts';
import type { State, Webhook } from './state.ts';
import type { App, EmitOptions, EmitResult, Portal } from './types.ts';

export type Emit = (event: string, options?: EmitOptions) => Promise<EmitResult>;

/** Lets events happen, with the payloads of `<fixturesFolder>/events`. */
export function createEmit(state: State, deliverer: Deliverer, fixturesFolder: string): Emit {
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
		const entityType = scalarText(eventText, 'entity_type') ?? event.split('.')[0] ?? '';
		const what = { event, text: eventText, entityType, entityId, appId: app?.id };
		const hearers = inPortal(state.webhooks.values(), place.portal).filter((webhook) =>
			hears(webhook, event, app),
		);
		const deliveries = await Promise.all(
			hearers.map((webhook) => deliverer.deliver(webhook, what)),
		);
		return { deliveries, eventText, entityId };
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
