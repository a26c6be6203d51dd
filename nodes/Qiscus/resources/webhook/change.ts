import { type IExecuteFunctions, sleep } from 'n8n-workflow';

import type { JsonObject } from '../../../shared/json/types';
import { failed, type Problem, type Result } from '../../../shared/problem';
import type { Given } from '../../../shared/resources/types';
import { type SlotApi, type SlotName, untilShown } from '../../slots';
import { labelOf } from '../../trigger/events';
import { type Held, shownSlot, type Wanted, webhookTools, type WebhookTools } from './slot';

/** What a webhook is to be set to, judged by what it holds; undefined where it may stay as it is. */
export type Decide = (held: Held, tools: WebhookTools) => Result<Wanted | undefined>;

/** Reads a webhook, sets it to what is decided, and reads it back. */
export async function changeSlot(
	this: IExecuteFunctions,
	name: SlotName,
	decide: Decide,
): Promise<Given> {
	const tools = await webhookTools.call(this);
	if (!tools.ok) return tools;
	const slots = await tools.data.api.list();
	if (!slots.ok) return slots;
	const before = slots.data[name];
	const wanted = decide(before, tools.data);
	if (!wanted.ok) return wanted;
	const after: Result<Held> =
		wanted.data === undefined
			? { ok: true, data: before }
			: await write(tools.data.api, name, wanted.data);
	if (!after.ok) return after;
	const json: JsonObject = {
		event: name,
		name: labelOf(name),
		...shownSlot(after.data, tools.data),
		previous: before === 'hidden' ? null : shownSlot(before, tools.data),
	};
	return { ok: true, data: [{ json }] };
}

/** @returns what Qiscus shows afterwards */
async function write(api: SlotApi, name: SlotName, wanted: Wanted): Promise<Result<Held>> {
	const written = await api.set(name, wanted);
	// An answer that was lost on its way says nothing about what Qiscus has done.
	if (!written.ok && written.problem.kind !== 'unreachable') {
		return failed(withAdvice(name, written.problem));
	}
	const told = written.ok ? written.data : 'hidden';
	const seen = await untilShown(sleep, async () => await readBack(api, name, wanted, told));
	return seen.ok || written.ok ? seen : written;
}

/** @param told what Qiscus answered to the writing, which counts where it shows nothing else */
async function readBack(
	api: SlotApi,
	name: SlotName,
	wanted: Wanted,
	told: Held,
): Promise<Result<Held>> {
	const slots = await api.list();
	const listed = slots.ok ? slots.data[name] : 'hidden';
	const seen = listed === 'hidden' ? told : listed;
	if (isAsWanted(seen, wanted)) return { ok: true, data: seen };
	return slots.ok ? failed(notShown(name)) : slots;
}

/** Whether Qiscus keeps the URL of a webhook that is switched off is not documented. */
function isAsWanted(seen: Held, { url, enabled }: Wanted): boolean {
	if (seen === 'hidden') return false;
	if (enabled) return seen.url === url && seen.enabled !== false;
	return seen.enabled !== true && (seen.url === undefined || seen.url === url);
}

/** The other way to set the agent allocation’s webhook, where an app has no API for it. */
function withAdvice(name: SlotName, problem: Problem): Problem {
	if (name !== 'agentAllocation' || problem.kind !== 'notFound') return problem;
	const advice =
		'The app may have no API for the Agent Allocation webhook: set it in Qiscus under Settings > Custom Agent Allocation. Check the Base URL of the credential, too.';
	return { ...problem, advice };
}

function notShown(name: SlotName): Problem {
	return {
		kind: 'invalid',
		message: `Qiscus took the change of the ${labelOf(name)} webhook, but does not show it now`,
		advice:
			'Another system may have written its own URL at the same moment, or the app may not offer this webhook. Look at it with Get, then try again.',
	};
}
