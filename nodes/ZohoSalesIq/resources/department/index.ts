import type { Resource } from '../../../shared/resources/types';
import { getAll } from './getAll';

export const department: Resource = {
	name: 'Department',
	value: 'department',
	operations: [getAll],
	defaultOperation: getAll.value,
};
