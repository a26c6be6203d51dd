import type { Resource } from '../../../shared/resources/types';
import { getInformation } from './getInformation';
import { setProperty } from './setProperty';
import { updateInformation } from './updateInformation';

export const customer: Resource = {
	name: 'Customer',
	value: 'customer',
	operations: [getInformation, setProperty, updateInformation],
	defaultOperation: 'getInformation',
};
