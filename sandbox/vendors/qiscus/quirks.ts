/**
 * Where the vendor's documents are silent or contradict themselves, the vendor can be played both
 * ways, and the lags of the live service can be switched off. The first position of each switch is
 * the default. All may be changed while it runs.
 */
export interface Quirks {
	/**
	 * Whether app id and secret key are enough to register mark-as-resolved, bot and user-logout
	 * webhooks, or an administrator's token is wanted, as the documents' samples have it.
	 */
	secretKeySuffices: boolean;
	/** Whether agent allocation can be registered by API; only one project's code does. */
	allocationEndpoint: boolean;
	/** Whether the configs show the user-logout webhook, which the documents' sample lacks. */
	configsShowLogout: boolean;
	/** Whether a webhook registered as disabled keeps its URL, or loses it. */
	disablingKeepsUrl: boolean;
	/** How a URL that is not set reads in configs and app objects. */
	unsetUrl: 'null' | 'empty' | 'missing';
	/** The kind of body that registration takes; JSON only with `any`. */
	formBodies: 'any' | 'multipart' | 'urlencoded';
	/**
	 * How often agent allocation is told: for every message until an agent is in the room [doc],
	 * now and then twice; once, for the first message of a session; or that one twice at the same
	 * time, as seen under load [live]. `emit` knows no messages: it tells once, or twice.
	 */
	allocationRepeats: 'everyMessage' | 'once' | 'twice';
	/** With `everyMessage`, how often one message is told twice: from 0 to 1. */
	allocationDoubles: number;
	/** Whether the account has two-factor authentication, so that a login gives no token. */
	twoFactor: boolean;
	/** How an error that is one text is written: `{errors: text}` or `{errors: {message: text}}`. */
	errorShape: 'text' | 'nested';
	/** What deliveries are signed with: HMAC-SHA256 over the body's bytes. Documented: nothing. */
	signing: null | Signing;
	/** Whether an unknown room is answered 404, or 200 without one. */
	bodylessRoom404: boolean;
	/** Whether payloads of what people do have the newer shapes, or those of the webhook page. */
	payloads: 'newer' | 'older';
	/** Where the agents for a room stand in the answer. The first is [live]. */
	agentsShape: 'data.agents' | 'data';
	/** Whether `meta` of the list of agents stands beside `data` or in it; both are [code]. */
	agentsMeta: 'beside' | 'inside';
	/** How a service's times read: `{date, timezone_type, timezone}`, or one text; both are [code]. */
	serviceTimes: 'object' | 'text';
	/** What a message of the bot is answered with, which nobody says: the comment, or nothing. */
	botAnswer: 'comment' | 'empty';
	/**
	 * Whether the bot may not write where it is switched off, unless that is allowed for the whole
	 * app, which a setting of that name suggests. [code]
	 */
	botOffRefuses: boolean;
	/**
	 * How many agents may be in a room where `max_agent` is not sent. With 1, moving a room to
	 * another agent wants `replace_latest_agent`, as one project found. [guess]
	 */
	defaultMaxAgents: number;
	/** By how many milliseconds an agent's counter lags behind at most; 0: not at all. [live] */
	countLagMs: number;
	/**
	 * For how many milliseconds a new room is missing from lists, and one that is served may still
	 * be among the unserved. [code]
	 */
	newRoomLagMs: number;
	/** How often the first assignment of a room is refused for no reason: from 0 to 1. [live] */
	spuriousMaxAgents: number;
}

export interface Signing {
	/** The vendor's chat SDK has the first [doc]; two projects speak of the second. [code] */
	header: 'QISCUS-SDK-SIGNATURE' | 'qiscus-signature-key';
	secret: string;
	encoding: 'hex' | 'base64';
}

export const DEFAULT_QUIRKS: Readonly<Quirks> = {
	secretKeySuffices: true,
	allocationEndpoint: true,
	configsShowLogout: true,
	disablingKeepsUrl: true,
	unsetUrl: 'null',
	formBodies: 'any',
	allocationRepeats: 'everyMessage',
	allocationDoubles: 0.1,
	twoFactor: false,
	errorShape: 'text',
	signing: null,
	bodylessRoom404: true,
	payloads: 'newer',
	agentsShape: 'data.agents',
	agentsMeta: 'beside',
	serviceTimes: 'object',
	botAnswer: 'comment',
	botOffRefuses: true,
	defaultMaxAgents: 1,
	countLagMs: 8_000,
	newRoomLagMs: 3_000,
	spuriousMaxAgents: 0.05,
};
