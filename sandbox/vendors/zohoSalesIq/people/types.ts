/** What a visitor has said of a conversation. */
export interface Feedback {
	readonly id: string;
	readonly screenname: string;
	readonly appId: string;
	/** Of the conversation. */
	readonly departmentId: string;
	readonly conversationId: string;
	readonly rating: 'happy' | 'neutral' | 'sad';
	readonly text: string;
	/** When the conversation ended. */
	readonly at: number;
}

/** Somebody who was on the website. */
export interface Visitor {
	/** Such as a browser gets it. */
	readonly id: string;
	readonly screenname: string;
	readonly name: string;
	readonly country: string;
	readonly leadScore: number;
	readonly visits: number;
	readonly firstAccess: number;
	readonly lastAccess: number;
}
