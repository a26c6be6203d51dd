import type { Resource } from '../../../shared/resources/types';
import { getAll } from './getAll';

export const portal: Resource = {
	name: 'Portal',
	value: 'portal',
	operations: [getAll],
	defaultOperation: getAll.value,
};
