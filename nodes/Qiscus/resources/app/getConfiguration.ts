import { asObject } from '../../../shared/json/read';
import { failed } from '../../../shared/problem';
import type { ItemOperation } from '../../../shared/resources/types';
import { callQiscus, qiscusCredential } from '../../transport';
import { shownConfiguration } from './configuration';

/** GET `/api/v2/app/configs?show_all=true`, App-Id with Secret-Key [doc]. */
export const getConfiguration: ItemOperation = {
	name: 'Get Configuration',
	value: 'getConfiguration',
	action: 'Get app configuration',
	description: 'Get the settings of the Qiscus app, such as its time zone, messages and webhooks',
	properties: [],

	async execute() {
		const credential = await qiscusCredential.call(this);
		if (!credential.ok) return credential;
		const answer = await callQiscus.call(this, {
			method: 'GET',
			path: '/api/v2/app/configs',
			query: { show_all: 'true' },
		});
		if (!answer.ok) return answer;
		const configs = asObject(asObject(answer.data)?.configs);
		if (configs === undefined) return UNREADABLE;
		const json = shownConfiguration(configs, credential.data.webhookToken);
		return { ok: true, data: [{ json }] };
	},
};

const UNREADABLE = failed({
	kind: 'invalid',
	message: 'Qiscus answered without the app’s configuration',
	advice: 'Try again. If it stays so, report it as an issue of this package.',
});
