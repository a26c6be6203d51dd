import { asArray, asBoolean, asObject, asText } from '../../shared/json/read';
import type { JsonObject, JsonValue } from '../../shared/json/types';
import type { Named } from '../../shared/options';
import { roleOf } from '../trigger/people';

/** Somebody who may take a room, as Qiscus shows them. */
export interface Agent {
	id: string;
	/** The e-mail address or the id where there is no name. */
	name: string;
	email: string | undefined;
	/** Logged in, and not made to be offline. */
	isOnline: boolean;
	/** `admin`, `agent` or `supervisor`; undefined where Qiscus does not say. */
	role: string | undefined;
	/** How many customers Qiscus counts, which lags behind; undefined where it does not say. */
	count: number | undefined;
	divisions: readonly Named[];
	/** The channels they serve; undefined where Qiscus does not say. */
	channelIds: readonly string[] | undefined;
}

/**
 * Reads an agent of either version of the API (qiscus-api, section 3). Beside what `Agent` has nothing
 * is read: the objects hold tokens and keys.
 *
 * @returns undefined where there is no id
 */
export function readAgent(value: JsonValue): Agent | undefined {
	const object = asObject(value);
	const id = asText(object?.id);
	if (object === undefined || id === undefined) return undefined;
	const email = asText(object.email);
	return {
		id,
		name: asText(object.name) ?? email ?? id,
		email,
		isOnline: asBoolean(object.is_available) === true && asBoolean(object.force_offline) !== true,
		role: roleOf(object.type_as_string) ?? roleOf(object.type),
		count: countOf(object),
		divisions: asArray(object.user_roles).flatMap(readNamed),
		channelIds: Array.isArray(object.user_channels)
			? object.user_channels.flatMap(readNamed).map((channel) => channel.id)
			: undefined,
	};
}

/** The agents of a list, each id once. */
export function readAgents(values: readonly JsonValue[]): Agent[] {
	const agents = values.map(readAgent).filter((agent) => agent !== undefined);
	return [...new Map(agents.map((agent) => [agent.id, agent])).values()];
}

/** The lists name it `current_customer_count` [live], `allocate_agent` answers `count` [code]. */
function countOf({ current_customer_count, count }: JsonObject): number | undefined {
	const customers = Number(asText(current_customer_count) ?? asText(count) ?? NaN);
	return Number.isSafeInteger(customers) && customers >= 0 ? customers : undefined;
}

function readNamed(value: JsonValue): Named[] {
	const object = asObject(value);
	const id = asText(object?.id);
	return id === undefined ? [] : [{ id, name: asText(object?.name) ?? id }];
}
