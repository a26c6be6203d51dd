import type { Resource } from '../../../shared/resources/types';
import { associateDepartments } from './associateDepartments';
import { create } from './create';
import { get } from './get';
import { getAll } from './getAll';
import { update } from './update';

export const operator: Resource = {
	name: 'Operator',
	value: 'operator',
	operations: [associateDepartments, create, get, getAll, update],
	defaultOperation: getAll.value,
};
