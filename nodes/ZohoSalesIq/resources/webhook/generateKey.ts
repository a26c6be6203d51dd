import { asText } from '../../../shared/json/read';
import { failed, type Problem } from '../../../shared/problem';
import type { ItemOperation } from '../../../shared/resources/types';
import { portalProperty } from '../fields/portal';
import { shownKeys } from './shownWebhook';
import { item, webhookProperty, webhookTools } from './webhookTools';

/** POST `/webhooks/{id}/keys`, SalesIQ.webhooks.CREATE [doc]. A webhook can have two keys. */
export const generateKey: ItemOperation = {
	name: 'Generate Key',
	value: 'generateKey',
	action: 'Generate public key of webhook',
	description: 'Generate another public key, with which receivers verify what SalesIQ sends',
	properties: [portalProperty, webhookProperty],

	async execute(itemIndex) {
		const tools = webhookTools.call(this, itemIndex);
		if (!tools.ok) return tools;
		const { api, id } = tools.data;
		const generated = await api.generateKey(id);
		if (!generated.ok) return failed(withKeyAdvice(generated.problem));
		const keys = shownKeys(generated.data.object);
		// The answer has all keys; of those that are older, the text may be missing [doc: samples].
		const newest = [...keys].sort((a, b) => timeOf(b) - timeOf(a))[0];
		if (newest === undefined) return NO_KEY;
		return item({ webhookId: id, ...newest, keys: keys.length });
	},
};

/** The id of a key is the time of its creation [doc: sample]. */
function timeOf({ createdTime, id }: ReturnType<typeof shownKeys>[number]): number {
	const ms = Date.parse(asText(createdTime) ?? '');
	return Number.isNaN(ms) ? Number(id) : ms;
}

/** "max 2 public keys" per webhook [doc]; which code SalesIQ gives for a third is a [guess]. */
function withKeyAdvice(problem: Problem): Problem {
	if (problem.kind !== 'limit') return problem;
	const advice = 'A webhook can have two public keys. Delete the older one with Delete Key first.';
	return { ...problem, advice };
}

const NO_KEY = failed({
	kind: 'invalid',
	message: 'Zoho SalesIQ answered without a public key',
	advice: 'Look at the webhook with Get. If it stays so, report it as an issue of this package.',
});
