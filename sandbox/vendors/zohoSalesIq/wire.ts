import { isList, memberText, RawJson, setMember } from '../shared/jsonText.ts';
import type { JsonValue } from '../shared/jsonText.ts';
import { publicKeyText } from './keys.ts';
import type { AllQuirks } from './quirks.ts';
import type { FailedExecution, Webhook } from './state.ts';
import type { App, Portal } from './types.ts';

/**
 * A webhook as the API shows it. [doc]
 * @param shownKey the key that Generate Public Key has just made, whose text is always shown
 */
export function webhookOnTheWire(
	webhook: Webhook,
	quirks: AllQuirks,
	shownKey?: string,
): JsonValue {
	const { appIds, keys } = webhook;
	return {
		modified_time: webhook.modifiedTime,
		url: webhook.url,
		expiry_time_for_executions_data: String(webhook.executionsExpiryMs),
		id: webhook.id,
		modifier: { id: webhook.modifierId },
		creator: { id: webhook.creatorId },
		status: webhook.status,
		failures_count: String(webhook.failuresCount),
		// The dashboard has it; the API's name for it is a guess. [guess]
		last_triggered_time:
			quirks.showLastTriggered && webhook.lastTriggered !== null
				? String(webhook.lastTriggered)
				: undefined,
		secured: webhook.secured,
		app_ids: webhook.type === 'data' ? (appIds === 'all' ? [] : appIds) : undefined,
		version: Number(webhook.version),
		type: webhook.type,
		public_keys: keys.map((key) => ({
			key: quirks.detailsShowKey || key.id === shownKey ? publicKeyText(key, quirks.keyFormat) : '',
			creator: { id: key.creatorId },
			created_time: key.createdTime,
			id: key.id,
		})),
		created_time: webhook.createdTime,
		events: webhook.events,
	};
}

/** An entry of the failed execution list. [doc]; the status of a call without answer is [guess] */
export function executionOnTheWire(execution: FailedExecution): JsonValue {
	const { what } = execution;
	return {
		event: what.event,
		remote_server_status: execution.remoteStatus ?? 0,
		id: execution.id,
		number_of_retries: execution.retries,
		entity_id: what.entityId,
		entity: what.entityType,
		entity_label: { id: what.entityId },
		app_id: what.appId,
		webhook_id: execution.webhookId,
		payload: new RawJson(executionPayload(what.text)),
		last_execution_time: String(execution.lastExecutionTime),
	};
}

/** In the documents' sample it is the entity with `version` and `event_time` beside its members. */
function executionPayload(eventText: string): string {
	const entity = memberText(eventText, 'entity') ?? '{}';
	const eventTime = memberText(eventText, 'event_time') ?? 'null';
	return setMember(setMember(entity, 'event_time', eventTime), 'version', '1');
}

/** The members of "Get the List of All the Portals"; there is no id among them. [doc] */
export function portalOnTheWire({ name, screenname }: Portal): JsonValue {
	return {
		owner_zuid: '54718312',
		operator_id: '30102333033335',
		name,
		logo: `/api/v2/${screenname}/downloads/1c237d27?purpose=company_logo`,
		created_time: '1520060535062',
		screenname,
	};
}

/** An app as Create answers with it [doc: Create an App], as far as the page could be read. */
export function appOnTheWire({ id, name, members }: App): JsonValue {
	return {
		reply_time: '0',
		modified_time: '1570686177009',
		view_conversation: true,
		link_content: '',
		waiting_time: '60',
		created_time: '1570686175719',
		button_text: { text2: '', text1: '' },
		enabled: true,
		unique_name: name.toLowerCase().replaceAll(' ', ''),
		contact: { address: '', enabled: true, email: '', name: '', phonenumber: '' },
		description: {},
		link_url: '',
		notify_cookies: { url: '', code: '1' },
		hide_when_offline: false,
		mail_transcript: true,
		offline_content: { sub_header: '', action: '', header: '' },
		language: 'default',
		creator: { name: 'patricia', id: '46000000000005' },
		share_screen: true,
		seasonaltheme_enabled: false,
		...members,
		id,
		name,
	};
}

/** The same value in the types of the day. */
export function inLooseTypes(value: JsonValue, mode: AllQuirks['looseTypes']): JsonValue {
	return mode === 'documented' ? value : retyped(value, LEAVES[mode], '');
}

type Leaf = string | number | boolean;

const LEAVES: Readonly<Record<'strings' | 'numbers', (leaf: Leaf, name: string) => JsonValue>> = {
	strings: (leaf) => String(leaf),
	numbers: (leaf, name) => {
		if (name === 'status' && (leaf === 'enabled' || leaf === 'disabled')) {
			return leaf === 'enabled' ? 1 : 0;
		}
		const isNumber = typeof leaf === 'string' && NUMERIC_NAME.test(name) && NUMERIC.test(leaf);
		return isNumber ? new RawJson(leaf) : leaf;
	},
};

const NUMERIC_NAME = /(^|_)(id|ids|time|version|count|operators|departments|data)$/;
const NUMERIC = /^(0|[1-9]\d*)$/;

function retyped(
	value: JsonValue,
	leaf: (leaf: Leaf, name: string) => JsonValue,
	name: string,
): JsonValue {
	if (value === null || value === undefined || value instanceof RawJson) return value;
	if (isList(value)) return value.map((item) => retyped(item, leaf, name));
	if (typeof value !== 'object') return leaf(value, name);
	return Object.fromEntries(
		Object.entries(value).map(([key, member]) => [key, retyped(member, leaf, key)]),
	);
}
