import type { Resource } from '../../../shared/resources/types';
import { get } from './get';
import { getAll } from './getAll';
import { getByDivision } from './getByDivision';

export const agent: Resource = {
	name: 'Agent',
	value: 'agent',
	operations: [get, getAll, getByDivision],
	defaultOperation: getAll.value,
};
