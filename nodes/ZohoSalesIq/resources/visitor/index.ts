import type { Resource } from '../../../shared/resources/types';
import { getAll } from './getAll';

export const visitor: Resource = {
	name: 'Visitor',
	value: 'visitor',
	operations: [getAll],
	defaultOperation: getAll.value,
};
