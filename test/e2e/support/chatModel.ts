import { startHttpServer } from '../../../sandbox/vendors/shared/httpServer.ts';

/** One message of a conversation, as OpenAI's API has it. */
export interface Message {
	role: string;
	content: string | null;
}

/** A chat model that knows one thing to do. */
export interface ChatModel {
	/** What a credential for OpenAI has as its base URL. */
	url: string;
	/** What it says where it is offered no tool; undefined: it fails. */
	say(conversation: Message[]): string | undefined;
	/** What it gives the tool when it is asked something. */
	toolArguments: Record<string, string>;
	/** The names of the tools that it was offered last. */
	toolNames(): string[];
	/** What the tools answered, the oldest first. */
	toolResults: string[];
	close(): Promise<void>;
}

/**
 * Starts a chat model on loopback that calls the first tool it is offered, and then says what the tool
 * answered; without a tool, it says what the test wants.
 */
export async function startChatModel(): Promise<ChatModel> {
	let toolNames: string[] = [];
	const toolResults: string[] = [];

	function messageTo({ messages, tools = [] }: Question): object | undefined {
		toolNames = tools.map((tool) => tool.function.name);
		if (toolNames.length === 0) {
			const content = model.say(messages);
			return content === undefined ? undefined : { role: 'assistant', content };
		}
		const last = messages.at(-1);
		if (last?.role !== 'tool') {
			const call = { name: toolNames[0], arguments: JSON.stringify(model.toolArguments) };
			const toolCalls = [{ id: 'call_1', type: 'function', function: call }];
			return { role: 'assistant', content: null, tool_calls: toolCalls };
		}
		toolResults.push(last.content ?? '');
		return { role: 'assistant', content: `The tool says: ${last.content}` };
	}

	const server = await startHttpServer({
		handle: ({ path, body }) => {
			if (path !== '/v1/chat/completions') return { status: 404, body: '{}' };
			const message = messageTo(JSON.parse(body.toString('utf8')));
			if (message === undefined) return { status: 500, body: '{}' };
			const reason = 'tool_calls' in message ? 'tool_calls' : 'stop';
			return {
				status: 200,
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify({
					id: 'chatcmpl-1',
					object: 'chat.completion',
					created: 0,
					model: 'sandbox',
					choices: [{ index: 0, message, finish_reason: reason }],
					usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
				}),
			};
		},
	});
	const model: ChatModel = {
		url: `${server.url}/v1`,
		say: () => undefined,
		toolArguments: {},
		toolNames: () => toolNames,
		toolResults,
		close: server.close,
	};
	return model;
}

interface Question {
	messages: Message[];
	tools?: Array<{ function: { name: string } }>;
}
