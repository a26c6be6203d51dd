import type { Resource } from '../../../shared/resources/types';
import { getConfiguration } from './getConfiguration';

export const app: Resource = {
	name: 'App',
	value: 'app',
	operations: [getConfiguration],
	defaultOperation: 'getConfiguration',
};
