import type { IExecuteFunctions } from 'n8n-workflow';

import type { JsonObject } from '../../shared/json/types';
import { readTruth } from '../../shared/resources/fields';
import { shownObject } from './lists';

/** How an object becomes an item. */
export type Shown = (object: JsonObject) => JsonObject;

/** Of a wide object, what people want of it; what SalesIQ does not say is null. */
export function picked(names: readonly string[]): Shown {
	return (object) => {
		const all = shownObject(object);
		return Object.fromEntries(names.map((name) => [name, all[name] ?? null]));
	};
}

/** As Simplify is set: what people want, or what SalesIQ gives as it is. */
export function asSimplified(this: IExecuteFunctions, itemIndex: number, simple: Shown): Shown {
	const isRaw = readTruth.call(this, 'simplify', itemIndex) === false;
	return isRaw ? (object) => object : simple;
}
