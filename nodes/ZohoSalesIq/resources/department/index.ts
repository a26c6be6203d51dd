import type { Resource } from '../../../shared/resources/types';
import { create } from './create';
import { get } from './get';
import { getAll } from './getAll';
import { update } from './update';

export const department: Resource = {
	name: 'Department',
	value: 'department',
	operations: [create, get, getAll, update],
	defaultOperation: getAll.value,
};
