import type { Resource } from '../../../shared/resources/types';
import { get } from './get';
import { getAll } from './getAll';
import { resolve } from './resolve';
import { setBotActive } from './setBotActive';

export const room: Resource = {
	name: 'Room',
	value: 'room',
	operations: [get, getAll, resolve, setBotActive],
	defaultOperation: 'get',
};
