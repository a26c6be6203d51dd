import type { INodeProperties } from 'n8n-workflow';

import { locator, type LocatorTexts } from '../../../shared/resources/locator';

/** A field that takes one thing of SalesIQ. */
export function locatorProperty(texts: LocatorTexts): INodeProperties {
	return locator(texts, {
		regex: '^[\\w-]{1,100}$',
		errorMessage: 'An ID has digits, letters and hyphens only',
	});
}
