import type { Resource } from '../../../shared/resources/types';
import { create } from './create';
import { get } from './get';
import { getAll } from './getAll';

export const app: Resource = {
	name: 'App',
	value: 'app',
	operations: [create, get, getAll],
	defaultOperation: getAll.value,
};
