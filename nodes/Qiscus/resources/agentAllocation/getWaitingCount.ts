import { failed } from '../../../shared/problem';
import type { ItemOperation } from '../../../shared/resources/types';
import { countWaiting } from '../../service';
import { callQiscus } from '../../transport';

export const getWaitingCount: ItemOperation = {
	name: 'Get Waiting Count',
	value: 'getWaitingCount',
	action: 'Get number of waiting rooms',
	description: 'Get how many rooms of the app wait for an agent',
	properties: [],

	async execute() {
		const waiting = await countWaiting(callQiscus.bind(this));
		if (!waiting.ok) return waiting;
		if (waiting.data === undefined) return NO_NUMBER;
		return { ok: true, data: [{ json: { waiting: waiting.data } }] };
	},
};

const NO_NUMBER = failed({
	kind: 'invalid',
	message: 'Qiscus did not say how many rooms wait',
	advice: 'Try again. If it stays so, report it to this project.',
});
