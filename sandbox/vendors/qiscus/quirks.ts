/**
 * Where the vendor's documents are silent or contradict themselves, the vendor can be played both
 * ways. The first position of each switch is the default. All may be changed while it runs.
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
	 * How often agent allocation is told: once; twice, as seen under load; or for every message
	 * until an agent is in the room, which needs a customer who writes.
	 */
	allocationRepeats: 'once' | 'twice' | 'everyMessage';
	/** Whether the account has two-factor authentication, so that a login gives no token. */
	twoFactor: boolean;
	/** How an error that is one text is written: `{errors: text}` or `{errors: {message: text}}`. */
	errorShape: 'text' | 'nested';
	/** What deliveries are signed with: HMAC-SHA256 over the body's bytes. Documented: nothing. */
	signing: null | Signing;
	/** Whether an unknown room is answered 404, or 200 without one. */
	bodylessRoom404: boolean;
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
	allocationRepeats: 'once',
	twoFactor: false,
	errorShape: 'text',
	signing: null,
	bodylessRoom404: true,
};
