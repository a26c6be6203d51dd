import type { Resource } from '../../shared/resources/types';
import { app } from './app';
import { conversation } from './conversation';
import { department } from './department';
import { operator } from './operator';
import { portal } from './portal';
import { webhook } from './webhook';

/** Everything that the node can do; one file for each operation. */
export const resources: readonly Resource[] = [
	app,
	conversation,
	department,
	operator,
	portal,
	webhook,
];

/** Chosen when the node is put into a workflow. */
export const DEFAULT_RESOURCE = webhook.value;
