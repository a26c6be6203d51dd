import type { Resource } from '../../../shared/resources/types';
import { getAll } from './getAll';

export const operator: Resource = {
	name: 'Operator',
	value: 'operator',
	operations: [getAll],
	defaultOperation: getAll.value,
};
