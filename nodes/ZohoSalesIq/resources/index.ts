import type { Resource } from '../../shared/resources/types';
import { app } from './app';
import { conversation } from './conversation';
import { department } from './department';
import { feedback } from './feedback';
import { operator } from './operator';
import { portal } from './portal';
import { visitor } from './visitor';
import { webhook } from './webhook';

/** Everything that the node can do; one file for each operation. */
export const resources: readonly Resource[] = [
	app,
	conversation,
	department,
	feedback,
	operator,
	portal,
	visitor,
	webhook,
];

/** Chosen when the node is put into a workflow. */
export const DEFAULT_RESOURCE = webhook.value;
