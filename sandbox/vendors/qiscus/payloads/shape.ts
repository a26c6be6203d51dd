import { writeJson } from '../../shared/jsonText.ts';
import type { JsonMembers } from '../../shared/jsonText.ts';
import type { Channel, Room } from '../domain/types.ts';
import type { Secrets } from '../secrets.ts';

/** With secrets where real ones may have some: in the object itself and one object deeper. */
export function planted(secrets: Secrets, members: JsonMembers): JsonMembers {
	return {
		sdk_key: secrets.make('sdk_key'),
		agent: { authentication_token: secrets.make('authentication_token') },
		...members,
	};
}

/** The same as a text, as `extras` and `options` often are. */
export function plantedText(secrets: Secrets, members: JsonMembers): string {
	return writeJson(planted(secrets, members));
}

/** What the newer payloads add. [doc] */
export function channelMember({ id, name, source }: Channel): JsonMembers {
	return { id, name, source };
}

/** `[{key, value}]`, as the newer payloads have it. [code] */
export function keyedProperties({ userProperties }: Room): JsonMembers[] {
	return userProperties.map(({ key, value }) => ({ key, value }));
}

/** `[{anykey: any value}]`, as the webhook page has it. [doc] */
export function freeProperties({ userProperties }: Room): JsonMembers[] {
	return userProperties.map(({ key, value }) => ({ [key]: value }));
}
