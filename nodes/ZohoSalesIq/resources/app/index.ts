import type { Resource } from '../../../shared/resources/types';
import { get } from './get';
import { getAll } from './getAll';

export const app: Resource = {
	name: 'App',
	value: 'app',
	operations: [get, getAll],
	defaultOperation: getAll.value,
};
