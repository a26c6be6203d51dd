import type { Resource } from '../../../shared/resources/types';
import { get } from './get';

export const officeHours: Resource = {
	name: 'Office Hours',
	value: 'officeHours',
	operations: [get],
	defaultOperation: 'get',
};
