import { randomBytes } from 'node:crypto';

import { type Clock, patiently } from '../../shared/patience';
import { failed, type Problem, type Result } from '../../shared/problem';
import {
	type Slot,
	type SlotApi,
	type SlotName,
	type Slots,
	SLOT_NAMES,
	untilShown,
} from '../slots';
import { labelOf } from './events';
import {
	type EarlierUrl,
	isOfThisN8n,
	isOwnOther,
	isTestUrl,
	type OwnUrls,
	readSlotUrl,
	shownUrl,
	slotUrl,
} from './webhookUrl';

/** Where the token is kept that every URL of ours carries: the node's static data. */
export interface RegistrationStore {
	token?: string;
	/** Kept for a test listening: n8n's hooks do not tell what they end. */
	isTest?: boolean;
	/** What was taken although Qiscus does not show it. */
	unseen?: SlotName[];
}

/** What registering works with. */
export interface RegistrationTools extends Clock {
	api: SlotApi;
	store: RegistrationStore;
	own: OwnUrls;
	/** Whether nobody listens at a URL of a trigger of ours. False where that cannot be told. */
	isDeserted(address: string): Promise<boolean>;
	/** Says in n8n's log what was done beyond the plain way. */
	log(message: string): void;
}

/** What a slot holds, as far as it matters to who wants it. */
type Holder =
	/** Nothing, or the URL of a trigger that gave it back, or of one of this n8n that nobody listens at. */
	| { kind: 'free'; earlier: EarlierUrl | undefined }
	/** Our own URL. */
	| { kind: 'own'; token: string; enabled: boolean; earlier: EarlierUrl | undefined }
	/** The URL of this n8n's that is in use, or of somebody else's. */
	| { kind: 'other'; url: string; enabled: boolean }
	/** Something that Qiscus does not show. */
	| { kind: 'hidden' };

const DONE: Result<undefined> = { ok: true, data: undefined };
/** A URL of ours may hold what it replaced, and that again; more than this is no honest URL. */
const MAX_CHAIN = 5;

/** Whether every slot that is wanted holds our URL, and no other does. Changes nothing. */
export async function isRegistered(
	tools: RegistrationTools,
	wanted: readonly SlotName[],
): Promise<Result<boolean>> {
	return await patiently(tools, async () => {
		const slots = await tools.api.list();
		if (!slots.ok) return slots;
		return {
			ok: true,
			data: SLOT_NAMES.every((name) => {
				const slot = slots.data[name];
				if (slot === 'hidden') return !wanted.includes(name);
				const held = ownIn(tools, slot);
				if (!wanted.includes(name)) return held === undefined || !held.enabled;
				return held?.enabled === true && held.token === tools.store.token;
			}),
		};
	});
}

/**
 * Gives every wanted slot our URL. Nothing is written before all slots were looked at; what cannot
 * be written in the middle takes the rest back. May be called any number of times.
 *
 * @param replaces whether a slot that holds another URL is taken; that URL is put back in the end
 */
export async function register(
	tools: RegistrationTools,
	wanted: readonly SlotName[],
	replaces: boolean,
): Promise<Result<undefined>> {
	const result = await patiently(tools, async () => {
		const slots = await tools.api.list();
		if (!slots.ok) return slots;
		const holders = new Map<SlotName, Holder>();
		for (const name of wanted) holders.set(name, await holderOf(tools, slots.data[name]));
		if (!replaces) {
			const blocker = firstBlocker(tools, holders);
			if (blocker !== undefined) return failed(blocker);
		}
		tools.store.token ??= randomBytes(32).toString('base64url');
		const told = new Map<SlotName, Slot | 'hidden'>();
		for (const [name, holder] of holders) {
			const taken = await take(tools, name, holder);
			if (!taken.ok) return taken;
			if (taken.data !== undefined) told.set(name, taken.data);
		}
		const unwanted = SLOT_NAMES.filter((name) => !wanted.includes(name));
		const released = await release(tools, slots.data, unwanted);
		return released.ok ? await verify(tools, wanted, told) : released;
	});
	// At once: whether and when n8n calls its own undoing is n8n's.
	if (!result.ok) await releaseAll(tools);
	return result;
}

/**
 * Gives every slot that still holds our URL back: to what it held before, or to nobody. A slot that
 * somebody has changed since, or that Qiscus does not show, is left alone.
 */
export async function unregister(tools: RegistrationTools): Promise<Result<undefined>> {
	const released = await patiently(tools, async () => await releaseAll(tools));
	if (!released.ok) return released;
	for (const name of tools.store.unseen ?? []) {
		tools.log(
			`The ${labelOf(name)} webhook of Qiscus is not shown by its API, so it is left as it is. If it still calls this workflow, switch it off in Qiscus.`,
		);
	}
	// Another publication has another token, so that one which got known is of no use any more.
	tools.store.token = undefined;
	tools.store.unseen = undefined;
	return DONE;
}

async function releaseAll(tools: RegistrationTools): Promise<Result<undefined>> {
	const slots = await tools.api.list();
	return slots.ok ? await release(tools, slots.data, SLOT_NAMES) : slots;
}

async function holderOf(tools: RegistrationTools, slot: Slot | 'hidden'): Promise<Holder> {
	if (slot === 'hidden') return { kind: 'hidden' };
	if (slot.url === undefined) return { kind: 'free', earlier: undefined };
	const own = ownIn(tools, slot);
	if (own !== undefined) return { kind: 'own', ...own };
	const other = { url: slot.url, enabled: slot.enabled ?? true };
	// So is left what a trigger gives back: whether a slot can be emptied is not documented.
	const left = other.enabled ? undefined : readSlotUrl(slot.url);
	if (left !== undefined) return { kind: 'free', earlier: left.earlier };
	const lasting = await lastingOf(tools, other);
	return lasting?.url === slot.url
		? { kind: 'other', ...other }
		: { kind: 'free', earlier: lasting };
}

/** Our URL in a slot; undefined where it holds another. */
function ownIn(
	{ own }: RegistrationTools,
	{ url, enabled }: Slot,
): { token: string; enabled: boolean; earlier: EarlierUrl | undefined } | undefined {
	const held = url === undefined ? undefined : readSlotUrl(url);
	if (held?.address !== own.address) return undefined;
	return { token: held.token, enabled: enabled ?? true, earlier: held.earlier };
}

/** A URL, or what it stands for once n8n has deserted it; undefined where nothing is left. */
async function lastingOf(
	{ own, isDeserted }: RegistrationTools,
	earlier: EarlierUrl | undefined,
): Promise<EarlierUrl | undefined> {
	let lasting = earlier;
	for (let links = 0; lasting !== undefined && links < MAX_CHAIN; links++) {
		const held = readSlotUrl(lasting.url);
		if (held === undefined || !isOfThisN8n(own, lasting.url)) return lasting;
		if (held.address !== own.address && !(await isDeserted(held.address))) return lasting;
		lasting = held.earlier;
	}
	return undefined;
}

/** Why the first slot that is in use may not be taken. */
function firstBlocker(
	{ own }: RegistrationTools,
	holders: ReadonlyMap<SlotName, Holder>,
): Problem | undefined {
	for (const [name, holder] of holders) {
		const webhook = `The ${labelOf(name)} webhook of Qiscus`;
		const replace = 'choose Replace and Put Back under If Another URL Is Registered';
		if (holder.kind === 'hidden') {
			return blocked(
				`${webhook} is not shown by Qiscus’ API, so n8n cannot see whether another system uses it`,
				`If none does, ${replace}.`,
			);
		}
		if (holder.kind !== 'other') continue;
		const shown = shownUrl(holder.url);
		const address = holder.url.split('?')[0] ?? '';
		if (!own.isTest && isOwnOther(own, address) && isOfThisN8n(own, holder.url)) {
			return blocked(
				`${webhook} calls this very node’s test URL, where somebody listens for a test event`,
				`Stop listening, then publish again; or ${replace}.`,
			);
		}
		if (own.isTest && isOwnOther(own, address)) {
			return blocked(
				`${webhook} calls this published workflow, and Qiscus has one URL for it`,
				`Unpublish the workflow while you listen for a test event, or ${replace}: published executions then pause for up to two minutes.`,
			);
		}
		if (isOfThisN8n(own, holder.url)) {
			return blocked(
				`${webhook} calls another workflow of this n8n (${shown}), and Qiscus has one URL for it`,
				`Add the event to the Qiscus Trigger there, and call this workflow from it with Execute Sub-workflow; or ${replace}.`,
			);
		}
		return blocked(
			`${webhook} is set to ${shown} already, and Qiscus has one URL for it`,
			`Remove that URL in Qiscus if nothing needs it any more, or ${replace}.`,
		);
	}
	return undefined;
}

function blocked(message: string, advice: string): Problem {
	return { kind: 'exists', message, advice };
}

/** @returns what Qiscus says of the slot now; undefined where nothing had to be written */
async function take(
	{ api, store, own, log }: RegistrationTools,
	name: SlotName,
	holder: Holder,
): Promise<Result<Slot | 'hidden' | undefined>> {
	const { token = '' } = store;
	if (holder.kind === 'own' && holder.token === token && holder.enabled) {
		return { ok: true, data: undefined };
	}
	let earlier: EarlierUrl | undefined;
	if (holder.kind === 'other') {
		// A test URL is gone in two minutes; what it has replaced is what it stands for.
		earlier = isTestUrl(own, holder.url)
			? readSlotUrl(holder.url)?.earlier
			: { url: holder.url, enabled: holder.enabled };
		log(
			`The ${labelOf(name)} webhook of Qiscus was set to ${shownUrl(holder.url)}; it is replaced.`,
		);
	} else if (holder.kind === 'hidden') {
		store.unseen = [...new Set([...(store.unseen ?? []), name])];
		log(
			`The ${labelOf(name)} webhook of Qiscus is replaced; an earlier URL of it is not known and cannot be put back.`,
		);
	} else {
		({ earlier } = holder);
	}
	const url = slotUrl({ address: own.address, event: name, token, earlier });
	if (url === undefined) {
		return failed(
			blocked(
				`The ${labelOf(name)} webhook of Qiscus is set to a URL that is too long for n8n to put it back`,
				'Note that URL, remove it in Qiscus, then publish again.',
			),
		);
	}
	const written = await api.set(name, { url, enabled: true });
	return written.ok ? written : failed(withAdvice(name, written.problem));
}

/** What a refused registration means for one kind of webhook. */
function withAdvice(name: SlotName, problem: Problem): Problem {
	if (name !== 'agentAllocation' || problem.kind !== 'notFound') return problem;
	return {
		...problem,
		message: 'This Qiscus app has no API for the agent allocation webhook',
		advice:
			'Choose Manual under Webhook Set-Up, and paste the URL in Qiscus under Settings > Custom Agent Allocation as the trigger’s panel shows it.',
	};
}

/** What was written is read back: from the configs, or from the answer to the writing where they hide it. */
async function verify(
	tools: RegistrationTools,
	wanted: readonly SlotName[],
	told: ReadonlyMap<SlotName, Slot | 'hidden'>,
): Promise<Result<undefined>> {
	return await untilShown(tools.sleep, async () => await readBack(tools, wanted, told));
}

async function readBack(
	tools: RegistrationTools,
	wanted: readonly SlotName[],
	told: ReadonlyMap<SlotName, Slot | 'hidden'>,
): Promise<Result<undefined>> {
	const slots = await tools.api.list();
	if (!slots.ok) return slots;
	for (const name of wanted) {
		const seen = slots.data[name] === 'hidden' ? told.get(name) : slots.data[name];
		const held = seen === undefined || seen === 'hidden' ? undefined : ownIn(tools, seen);
		if (held?.enabled === true && held.token === tools.store.token) continue;
		return failed({
			kind: 'invalid',
			message: `Qiscus took the URL of the ${labelOf(name)} webhook, but does not show it now`,
			advice:
				'Another system may have written its own URL at the same moment, or the app may not offer this webhook. Look at it in Qiscus, then try again.',
		});
	}
	return DONE;
}

/** Goes on after a slot that cannot be given back: another may need less than that one. */
async function release(
	tools: RegistrationTools,
	slots: Slots,
	names: readonly SlotName[],
): Promise<Result<undefined>> {
	let first: Result<undefined> = DONE;
	for (const name of names) {
		const released = await releaseOne(tools, name, slots[name]);
		if (first.ok && !released.ok) first = released;
	}
	return first;
}

async function releaseOne(
	tools: RegistrationTools,
	name: SlotName,
	slot: Slot | 'hidden',
): Promise<Result<undefined>> {
	const held = slot === 'hidden' ? undefined : ownIn(tools, slot);
	if (slot === 'hidden' || slot.url === undefined || held === undefined) return DONE;
	const earlier = await earlierOf(tools, held.earlier);
	// One that is switched off calls nobody.
	if (earlier === undefined && !held.enabled) return DONE;
	const written = await tools.api.set(name, earlier ?? { url: slot.url, enabled: false });
	if (!written.ok) return written;
	if (earlier !== undefined) {
		tools.log(`The ${labelOf(name)} webhook of Qiscus is set to ${shownUrl(earlier.url)} again.`);
	}
	return DONE;
}

/** What is put back: never a test URL of this n8n, nor one that nobody listens at. */
async function earlierOf(
	tools: RegistrationTools,
	earlier: EarlierUrl | undefined,
): Promise<EarlierUrl | undefined> {
	const lasting = await lastingOf(tools, earlier);
	return lasting === undefined || isTestUrl(tools.own, lasting.url) ? undefined : lasting;
}
