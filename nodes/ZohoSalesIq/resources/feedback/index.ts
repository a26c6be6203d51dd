import type { Resource } from '../../../shared/resources/types';
import { get } from './get';
import { getAll } from './getAll';

export const feedback: Resource = {
	name: 'Feedback',
	value: 'feedback',
	operations: [get, getAll],
	defaultOperation: getAll.value,
};
