import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { asText } from '../../shared/json/read';
import type { JsonValue } from '../../shared/json/types';
import { failed, type Result } from '../../shared/problem';
import { locator, type LocatorTexts } from '../../shared/resources/locator';

/** Ids of what can be chosen from lists are numbers [code: samples]. */
const ID = '^\\d{1,20}$';

/** A field that takes one thing of Qiscus. */
export function locatorProperty(texts: LocatorTexts): INodeProperties {
	return locator(texts, { regex: ID, errorMessage: 'The ID has digits only' });
}

/** The id that is chosen for an item; n8n checks nothing that an expression gives. */
export function readLocated(
	this: IExecuteFunctions,
	{ name, displayName, example }: Pick<LocatorTexts, 'name' | 'displayName' | 'example'>,
	itemIndex: number,
): Result<string> {
	const given = this.getNodeParameter(name, itemIndex, '', { extractValue: true });
	const id = asText(given as JsonValue | undefined);
	if (id !== undefined && new RegExp(ID).test(id)) return { ok: true, data: id };
	return failed({
		kind: 'invalid',
		message: `${displayName} is not an ID`,
		advice: `Choose one from the list under ${displayName}, or give its ID, which has digits only, such as ${example}.`,
	});
}
