import { failed, type Result } from '../../../shared/problem';
import type { SlotName } from '../../slots';
import { labelOf } from '../../trigger/events';
import { shownUrl } from '../../trigger/webhookUrl';
import { isMasked } from '../maskedUrl';
import type { Decide } from './change';
import type { Held, Wanted, WebhookTools } from './slot';

/** Switches a webhook off and keeps its URL. */
export function switchedOff(name: SlotName): Decide {
	return (held) => {
		if (held === 'hidden') {
			return refused(
				`${nameOf(name)} is not shown by Qiscus’ API, so n8n cannot keep its URL`,
				'To switch it off all the same, use Set with its URL, Enabled off and Overwrite Another URL on.',
			);
		}
		const isOff = held.enabled === false || (held.enabled === undefined && held.url === undefined);
		if (isOff) return { ok: true, data: undefined };
		return { ok: true, data: { url: held.url ?? '', enabled: false } };
	};
}

/** Sets a webhook that is free, or holds this URL already; any other only with `overwrites`. */
export function setTo(name: SlotName, { url, enabled }: Wanted, overwrites: boolean): Decide {
	return (held, tools) => {
		const whole = unmasked(url, held, tools);
		if (!whole.ok) return whole;
		const wanted: Wanted = { url: whole.data, enabled };
		if (overwrites) return { ok: true, data: wanted };
		if (held === 'hidden') {
			return refused(
				`${nameOf(name)} is not shown by Qiscus’ API, so n8n cannot see whether another system uses it`,
				'If none does, turn on Overwrite Another URL.',
			);
		}
		if (held.url === undefined || held.url === wanted.url) return { ok: true, data: wanted };
		const off = held.enabled === false ? ', switched off,' : '';
		return refused(
			`${nameOf(name)} is set to ${shownUrl(held.url)}${off} already, and Qiscus has one URL for it`,
			'Remove that URL in Qiscus if nothing needs it any more, or turn on Overwrite Another URL.',
		);
	};
}

/** A URL whose token an item has hidden, as Qiscus holds it. */
function unmasked(url: string, held: Held, { mask }: WebhookTools): Result<string> {
	if (!isMasked(url)) return { ok: true, data: url };
	const whole = held === 'hidden' ? undefined : held.url;
	if (whole !== undefined && mask(whole) === url) return { ok: true, data: whole };
	return refused(
		`The URL ${shownUrl(url)} is that of a Qiscus Trigger, whose token n8n does not show`,
		'Unpublish and publish the workflow of that trigger, which registers its URL anew. If it was pasted by hand, paste it again.',
	);
}

function refused(message: string, advice: string) {
	return failed({ kind: 'exists', message, advice });
}

function nameOf(name: SlotName): string {
	return `The ${labelOf(name)} webhook of Qiscus`;
}
