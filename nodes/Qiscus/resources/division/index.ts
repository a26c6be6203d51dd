import type { Resource } from '../../../shared/resources/types';
import { getAll } from './getAll';

export const division: Resource = {
	name: 'Division',
	value: 'division',
	operations: [getAll],
	defaultOperation: getAll.value,
};
