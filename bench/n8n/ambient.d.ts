// What the Node.js of n8n has, and the types for the oldest one that this project runs on have not.

declare module 'node:sqlite' {
	export class DatabaseSync {
		constructor(path: string, options: { readOnly: boolean });
		prepare(sql: string): { get(...values: unknown[]): unknown };
		close(): void;
	}
}

declare class WebSocket {
	constructor(url: string);
	addEventListener(type: string, listener: (event: { data: string }) => void): void;
	send(text: string): void;
	close(): void;
}
