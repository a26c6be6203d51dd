import { type INode, NodeApiError, NodeOperationError } from 'n8n-workflow';

import { isTransient, type Problem } from '../problem';

/** What n8n shows of an item that an operation could not work on. */
export type NodeFailure = NodeApiError | NodeOperationError;

/** A problem as n8n shows it: what happened as the message, what to do as the description. */
export function toNodeError(node: INode, problem: Problem, itemIndex: number): NodeFailure {
	const { message, advice: description, status } = problem;
	const options = { message, description, itemIndex };
	const isOfTheVendor = status !== undefined || isTransient(problem);
	const error = isOfTheVendor
		? new NodeApiError(
				node,
				{ message },
				{
					...options,
					...(status === undefined ? {} : { httpCode: String(status) }),
				},
			)
		: new NodeOperationError(node, message, options);
	// n8n has put a text of its own in place of one with a network's code in it.
	error.message = message;
	return error;
}

/** What was thrown, of n8n's own or not, with the item it is about. */
export function asNodeError(node: INode, thrown: unknown, itemIndex: number): NodeFailure {
	const error =
		thrown instanceof NodeApiError
			? thrown
			: new NodeOperationError(node, thrown instanceof Error ? thrown : String(thrown));
	error.context.itemIndex ??= itemIndex;
	return error;
}
