import type { JsonObject, JsonValue } from '../json/types';

/** An HTTP call to one of our webhook URLs, as it came in. */
export interface Delivery {
	/** In upper case. */
	method: string;
	/** Names in lower case. */
	headers: Record<string, string | string[] | undefined>;
	query: Record<string, unknown>;
	/** The exact bytes of the body, empty where there was none; undefined where it could not be read. */
	rawBody: Buffer | undefined;
}

/** A delivery whose body could be read. */
export interface ReadableDelivery extends Delivery {
	rawBody: Buffer;
}

/** What the caller is told where no execution starts. Never 3xx or 410: SalesIQ deletes a webhook that answers 410. */
export interface Answer {
	status: 200 | 400 | 401;
	body: JsonObject;
}

/** The end of a delivery's way: the answer, and where somebody should know of it the reason that is logged. */
export interface End {
	answer: Answer;
	reason?: string;
}

/** What one step of the way gives: the value for the next step, or the end. */
export type Step<T> = { next: T } | { end: End };

/**
 * What a vendor does at each step of the way. Nothing here throws for bad input, and nothing
 * reads the body before `authenticate` has said who is calling.
 */
export interface DeliverySteps<Event> {
	/** @returns why the caller is refused, or undefined where it is who it should be */
	authenticate(delivery: ReadableDelivery): Promise<string | undefined>;
	/** Which event the body tells, and whether its identity fields are ours. */
	recognise(body: JsonValue, delivery: Delivery): Step<Event>;
	/** Whether the user asked for this event. */
	isWanted(event: Event): boolean;
	/**
	 * Asks somebody else whether the event is genuine.
	 *
	 * @returns why it is refused, or undefined where it is genuine
	 */
	confirm?(event: Event): Promise<string | undefined>;
	/** Under which names the event is known. */
	identify(event: Event): Identity;
	/** The item that the workflow gets. */
	output(event: Event, eventId: string): JsonObject;
}

/** The names of an event, for telling a repeated delivery from a new event. */
export interface Identity {
	/** The same for every delivery of the same event, different for different events. */
	eventId: string;
	/** The names that are remembered once the event has its execution. */
	marks: string[];
	/** The names of which one that is remembered makes this delivery a repeated one. */
	repeats: string[];
	/** For how long they are remembered, in milliseconds; as long as there is room where it is left out. */
	windowMs?: number;
}

/** Where the way of a delivery led: to the end, or to a new event. */
export type Outcome = { end: End } | { identity: Identity; item: JsonObject };
