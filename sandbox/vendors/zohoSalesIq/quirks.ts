/**
 * Where the vendor's documents are silent or contradict themselves, the vendor can be played both
 * ways. The first position of each switch is the default. All may be changed while it runs.
 */
export interface Quirks {
	/** Whether details, list, create and update show a key's text, or `''` in its place. */
	detailsShowKey: boolean;
	/** Whether `secured: true` makes a first key by itself, or only Generate Public Key does. */
	keyOnCreate: boolean;
	/** "The oldest key will be in use always" is the documents' only word on two keys. */
	signingKey: 'oldest' | 'newest';
	/** Whether two webhooks of a portal may have the same URL; if not, 1014. */
	sharedUrl: boolean;
	/** Whether a data webhook without `app_ids` is refused, or hears of every app. */
	appIdsRequired: boolean;
	/** Whether a repeated delivery keeps its `event_time`, or has that of the attempt. */
	sameEventTime: boolean;
	/** The "ping" that comes before the HEAD when a URL is checked; `HEAD`: none. */
	firstPing: 'HEAD' | 'GET' | 'POST-empty' | 'POST-object';
	/** Whether lists without an `index` come in pages of 10 (`page`, `limit`), or whole. */
	pagedLists: boolean;
	/**
	 * How values are written in API answers: mixed as in the documents' samples; all as strings; or
	 * ids, times, `version` and `status` (1, 0) as bare numbers and booleans as booleans.
	 */
	looseTypes: 'documented' | 'strings' | 'numbers';
	/** Whether errors come with status 200, as the documents say, or with one that fits. */
	errorStatus: 200 | 'http';
	/** How an expired access token shows: by status, or by a code inside a 200. */
	expiredToken: '401' | '400' | '1002' | '1008';
	/** The code for a screen name that does not exist; 1002 also means a bad authorisation. */
	wrongScreenName: 1005 | 1002;
	/** Whether a delivery's envelope carries `webhook: {id}`, as live deliveries do. */
	webhookIdInPayload: boolean;
	/** The form of a public key's text, which the documents do not show. */
	keyFormat: 'pem' | 'base64';
	/** Whether the API takes the event names that only the newer Workflows pages list. */
	newerEvents: boolean;
}

/** The switches that nobody meets who only registers webhooks and removes them, as a trigger does. */
export interface ActionQuirks {
	/** What Update does with `status`, which is documented as a toggle of the dashboard only. */
	updateOfStatus: 'takes' | 'ignores' | 'refuses';
	/** Whether Update keeps what its body leaves out, or takes the body for the whole webhook. */
	updateKeepsOmitted: boolean;
	/** What removing a key, events or apps answers: the webhook, or an empty object. */
	removalAnswer: 'webhook' | 'empty';
	/** Whether a webhook shows when it was called last, as the dashboard does. */
	showLastTriggered: boolean;
	/** In which order failed executions are listed. */
	failuresOrder: 'newestFirst' | 'oldestFirst';
	/** What the `index` of lists of departments, operators and feedback counts. */
	indexCounts: 'items' | 'pages';
	/** With which method an operator is associated with departments; the other one is refused. */
	associateMethod: 'PUT' | 'POST';
	/** Whether the API Permissions of the portals have Basic visitor information switched on. */
	visitorsListed: boolean;
	/** Whether the last page of visitors has a key, too. */
	lastVisitorKey: boolean;
}

/** The switches of conversations. */
export interface ConversationQuirks {
	/** With which method a conversation is picked up and closed; the other one is refused. */
	actionMethod: 'PUT' | 'POST';
	/** What a transfer's note is called: so in the sample, and so in the text. */
	transferNote: 'note' | 'notes';
	/** In which order conversations are listed. */
	conversationsOrder: 'newestFirst' | 'oldestFirst';
	/** Whether a list without `department_id` is of the operator's department, or of all. */
	listOfOwnDepartment: boolean;
	/** Whether `from_time` and `to_time` leave out what has that time itself. */
	timeBounds: 'exclusive' | 'inclusive';
	/** Whether messages come oldest first and go on from `from_time`, or newest first, back from it. */
	messagesFromTime: 'onwards' | 'backwards';
	/** Whether a page of messages tells that there are more. */
	moreDataAvailable: boolean;
	/** How the URL of an attachment is written. */
	attachmentUrl: 'relative' | 'absolute';
	/** Whether the visitors' side takes tokens of organisations only. */
	visitorSideOfOrganisation: boolean;
}

export type AllQuirks = ActionQuirks & ConversationQuirks & Quirks;

export const DEFAULT_QUIRKS: Readonly<AllQuirks> = {
	detailsShowKey: true,
	keyOnCreate: true,
	signingKey: 'oldest',
	sharedUrl: true,
	appIdsRequired: false,
	sameEventTime: true,
	firstPing: 'HEAD',
	pagedLists: false,
	looseTypes: 'documented',
	errorStatus: 200,
	expiredToken: '401',
	wrongScreenName: 1005,
	webhookIdInPayload: true,
	keyFormat: 'pem',
	newerEvents: true,
	updateOfStatus: 'takes',
	updateKeepsOmitted: true,
	removalAnswer: 'webhook',
	showLastTriggered: false,
	failuresOrder: 'newestFirst',
	actionMethod: 'PUT',
	transferNote: 'note',
	conversationsOrder: 'newestFirst',
	listOfOwnDepartment: true,
	timeBounds: 'exclusive',
	messagesFromTime: 'onwards',
	moreDataAvailable: true,
	attachmentUrl: 'relative',
	visitorSideOfOrganisation: true,
	indexCounts: 'items',
	associateMethod: 'PUT',
	visitorsListed: true,
	lastVisitorKey: true,
};
