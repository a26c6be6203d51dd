import type { IBinaryKeyData, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import type { JsonObject } from '../json/types';
import type { Result } from '../problem';

/** One item that an operation puts out. */
export interface OutputItem {
	json: JsonObject;
	/** Its files, where it has some. */
	binary?: IBinaryKeyData;
	/** The name of one of the operation's outputs; the first where it is left out. */
	output?: string;
}

/** What an operation gives for an input item. */
export type Given = Result<OutputItem[]>;

/** What the user sees of an operation. */
interface OperationTexts {
	name: string;
	/** What workflows store. */
	value: string;
	action: string;
	description: string;
	/** Shown for this operation only. Another operation may have one of the same name. */
	properties: readonly INodeProperties[];
	/** The names of its outputs, where it has several. */
	outputs?: readonly [string, ...string[]];
}

/** An operation that works on one input item after the other. It may throw, but need not. */
export interface ItemOperation extends OperationTexts {
	execute(this: IExecuteFunctions, itemIndex: number): Promise<Given>;
}

/** An operation that works on all input items together. */
export interface ListOperation extends OperationTexts {
	/** @returns what it gives for each input item, in their order */
	executeAll(this: IExecuteFunctions): Promise<Given[]>;
}

export type Operation = ItemOperation | ListOperation;

/** What operations are about. */
export interface Resource {
	name: string;
	/** What workflows store. */
	value: string;
	operations: readonly Operation[];
	/** The operation that is chosen at first; workflows do not store it, so it stays what it is. */
	defaultOperation: string;
}
