import type { Route } from '../api.ts';
import { AGENT_ROUTES } from './agents.ts';
import { ALLOCATION_ROUTES } from './allocation.ts';
import { BOT_ROUTES } from './bot.ts';
import { BROADCAST_ROUTES } from './broadcast.ts';
import { RESOLVING_ROUTES } from './resolving.ts';
import { ROOM_AGENT_ROUTES } from './roomAgents.ts';
import { ROOM_INFO_ROUTES } from './roomInfo.ts';
import { ROOM_LIST_ROUTES } from './roomLists.ts';
import { SDK_ROUTES } from './sdk.ts';
import { SETTING_ROUTES } from './settings.ts';

/** Everything about people, rooms and messages. */
export const DOMAIN_ROUTES: readonly Route[] = [
	...AGENT_ROUTES,
	...SETTING_ROUTES,
	...ROOM_LIST_ROUTES,
	...ROOM_INFO_ROUTES,
	...ROOM_AGENT_ROUTES,
	...ALLOCATION_ROUTES,
	...RESOLVING_ROUTES,
	...BOT_ROUTES,
	...SDK_ROUTES,
	...BROADCAST_ROUTES,
];
