import type { Resource } from '../../shared/resources/types';
import { agentAllocation } from './agentAllocation';
import { app } from './app';
import { webhook } from './webhook';

/** Everything that the node can do; one file for each operation. */
export const resources: readonly Resource[] = [agentAllocation, app, webhook];

/** Chosen when the node is put into a workflow. */
export const DEFAULT_RESOURCE = webhook.value;
