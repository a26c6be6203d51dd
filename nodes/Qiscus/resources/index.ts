import type { Resource } from '../../shared/resources/types';
import { agent } from './agent';
import { agentAllocation } from './agentAllocation';
import { app } from './app';
import { broadcast } from './broadcast';
import { channel } from './channel';
import { customer } from './customer';
import { division } from './division';
import { message } from './message';
import { officeHours } from './officeHours';
import { room } from './room';
import { tag } from './tag';
import { webhook } from './webhook';

/** Everything that the node can do; one file for each operation. */
export const resources: readonly Resource[] = [
	agent,
	agentAllocation,
	app,
	broadcast,
	channel,
	customer,
	division,
	message,
	officeHours,
	room,
	tag,
	webhook,
];

/** Chosen when the node is put into a workflow. */
export const DEFAULT_RESOURCE = webhook.value;
