import type { Resource } from '../../../shared/resources/types';
import { getAll } from './getAll';

export const channel: Resource = {
	name: 'Channel',
	value: 'channel',
	operations: [getAll],
	defaultOperation: getAll.value,
};
