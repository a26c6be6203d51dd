import type { ItemOperation } from '../../../shared/resources/types';
import { readConfigs } from '../../slots';
import { callQiscus, qiscusCredential } from '../../transport';
import { shownConfiguration } from './configuration';

/** The configs, as Qiscus calls them. */
export const getConfiguration: ItemOperation = {
	name: 'Get Configuration',
	value: 'getConfiguration',
	action: 'Get app configuration',
	description: 'Get the settings of the Qiscus app, such as its time zone, messages and webhooks',
	properties: [],

	async execute() {
		const credential = await qiscusCredential.call(this);
		if (!credential.ok) return credential;
		const configs = await readConfigs(callQiscus.bind(this));
		if (!configs.ok) return configs;
		const json = shownConfiguration(configs.data, credential.data.webhookToken);
		return { ok: true, data: [{ json }] };
	},
};
