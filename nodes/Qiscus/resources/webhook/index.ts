import type { Resource } from '../../../shared/resources/types';
import { disable } from './disable';
import { get } from './get';
import { getAll } from './getAll';
import { restore } from './restore';
import { set } from './set';

export const webhook: Resource = {
	name: 'Webhook',
	value: 'webhook',
	operations: [disable, get, getAll, restore, set],
	defaultOperation: 'get',
};
