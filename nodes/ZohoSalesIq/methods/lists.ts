import {
	type ILoadOptionsFunctions,
	type INodeListSearchResult,
	type INodePropertyOptions,
	NodeOperationError,
} from 'n8n-workflow';

import { asObject, asText } from '../../shared/json/read';
import type { JsonValue } from '../../shared/json/types';
import { filtered, type Named, orThrow, toOptions } from '../../shared/options';
import type { Result } from '../../shared/problem';
import { listConversations } from '../conversations';
import { listNamed, listPortals, type NamedList } from '../named';
import { callSalesIq } from '../transport';
import { webhookApi } from '../webhooks';

/** The lists of fields that take one value, with search. */
export const listSearch = {
	async searchPortals(
		this: ILoadOptionsFunctions,
		filter?: string,
	): Promise<INodeListSearchResult> {
		return searched.call(this, await listPortals(callSalesIq.bind(this)), filter);
	},

	async searchApps(this: ILoadOptionsFunctions, filter?: string): Promise<INodeListSearchResult> {
		return searched.call(this, await namedOf.call(this, 'apps'), filter);
	},

	async searchDepartments(
		this: ILoadOptionsFunctions,
		filter?: string,
	): Promise<INodeListSearchResult> {
		return searched.call(this, await namedOf.call(this, 'departments'), filter);
	},

	async searchOperators(
		this: ILoadOptionsFunctions,
		filter?: string,
	): Promise<INodeListSearchResult> {
		return searched.call(this, await namedOf.call(this, 'operators'), filter);
	},

	async searchConversations(
		this: ILoadOptionsFunctions,
		filter?: string,
	): Promise<INodeListSearchResult> {
		const query = { limit: LISTED_CONVERSATIONS };
		const base = `/${encodeURIComponent(portalOf.call(this))}`;
		const found = await listConversations(callSalesIq.bind(this), base, query);
		const named = orThrow(this.getNode(), found).flatMap(conversationName);
		// The most recent ones stay first.
		return { results: filtered(named, filter) };
	},

	async searchWebhooks(
		this: ILoadOptionsFunctions,
		filter?: string,
	): Promise<INodeListSearchResult> {
		const webhooks = await webhookApi(callSalesIq.bind(this), portalOf.call(this)).list();
		const named = orThrow(this.getNode(), webhooks).map(({ id, url, enabled }) => ({
			id,
			name: `${shownUrl(url)}${enabled ? '' : ' (disabled)'}`,
		}));
		return { results: toOptions(named, filter) };
	},

	async searchWebhookKeys(
		this: ILoadOptionsFunctions,
		filter?: string,
	): Promise<INodeListSearchResult> {
		const portal = portalOf.call(this);
		const webhookId = this.getNodeParameter('webhookId', '', { extractValue: true });
		if (typeof webhookId !== 'string' || webhookId === '') {
			throw new NodeOperationError(this.getNode(), 'Choose a Webhook first', {
				description: 'The list has the public keys of that webhook.',
			});
		}
		const webhook = await webhookApi(callSalesIq.bind(this), portal).get(webhookId);
		const { keys } = orThrow(this.getNode(), webhook);
		return { results: toOptions(keys.map(keyName), filter) };
	},
};

/** The lists of fields that take several values. */
export const loadOptions = {
	async getApps(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		return await optionsOf.call(this, 'apps');
	},

	async getDepartments(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		return await optionsOf.call(this, 'departments');
	},

	async getOperators(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		return await optionsOf.call(this, 'operators');
	},
};

function searched(
	this: ILoadOptionsFunctions,
	found: Result<Named[]>,
	filter?: string,
): INodeListSearchResult {
	return { results: toOptions(orThrow(this.getNode(), found), filter) };
}

async function optionsOf(
	this: ILoadOptionsFunctions,
	list: NamedList,
): Promise<INodePropertyOptions[]> {
	return toOptions(orThrow(this.getNode(), await namedOf.call(this, list)));
}

async function namedOf(this: ILoadOptionsFunctions, list: NamedList): Promise<Result<Named[]>> {
	return await listNamed(callSalesIq.bind(this), portalOf.call(this), list);
}

function portalOf(this: ILoadOptionsFunctions): string {
	const portal = this.getNodeParameter('portal', '', { extractValue: true });
	if (typeof portal === 'string' && portal !== '') return portal;
	throw new NodeOperationError(this.getNode(), 'Choose a Portal first', {
		description:
			'The list comes from SalesIQ. With Webhook Set-Up on Manual there is no Portal: give the IDs with an expression.',
	});
}

/** Without what stands behind the question mark, which may be a token. */
function shownUrl(url: string): string {
	return url.replace(/[?#].*$/s, '');
}

/** As many as a page may have [doc]. */
const LISTED_CONVERSATIONS = 99;
const SHOWN_CHARACTERS = 80;

/** Who asks, and what. */
function conversationName(value: JsonValue): Named[] {
	const object = asObject(value);
	const id = asText(object?.id);
	if (id === undefined) return [];
	const visitor = asText(asObject(object?.visitor)?.name);
	const question = asText(object?.question)?.replace(/\s+/g, ' ');
	const name = [visitor, question].filter((text) => text !== undefined).join(': ');
	const isLong = name.length > SHOWN_CHARACTERS;
	return [{ id, name: (isLong ? `${name.slice(0, SHOWN_CHARACTERS)}…` : name) || id }];
}

/** The id of a key is the time of its creation [doc: sample]. */
function keyName({ id }: { id: string }): Named {
	const ms = Number(id);
	const isTime = /^\d{12,14}$/.test(id);
	return { id, name: isTime ? `Generated ${new Date(ms).toISOString()}` : id };
}
