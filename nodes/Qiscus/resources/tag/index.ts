import type { Resource } from '../../../shared/resources/types';
import { add } from './add';
import { getAll } from './getAll';

export const tag: Resource = {
	name: 'Tag',
	value: 'tag',
	operations: [add, getAll],
	defaultOperation: 'add',
};
