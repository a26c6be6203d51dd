import type { ShownDelivery } from './deliveries.ts';

/** What somebody does on the page or on the command line; resolves with what came of it. */
export type Action = (fields: URLSearchParams) => Promise<string>;

/** A vendor's part of the console. */
export interface Section {
	/** Where it is on the page, and the first part of the paths of its actions. */
	id: string;
	title: string;
	/** Who the vendor is, for somebody who never heard of it. */
	intro: string;
	/** The vendor's names of the events that can be made to happen. */
	events: readonly string[];
	/** Lets one of them happen; resolves with how many webhooks were told. */
	emit(event: string): Promise<number>;
	/** What else can be made to happen, by the second part of the path. */
	actions: Readonly<Record<string, Action>>;
	/** What stands under the title, one below the other. */
	parts: readonly Part[];
	/** The last calls that the vendor has made, at most so many, the oldest first. */
	deliveries(count: number): readonly ShownDelivery[];
}

/** A titled piece of the page. Its texts are HTML. */
export interface Part {
	/** Where it is on the page; no other has the same. */
	id: string;
	title: string;
	/** What stays as it is while the page is open, such as fields that somebody fills in. */
	fixed?: string;
	/**
	 * What goes on changing, below. It has no field that somebody fills in, and each of its buttons
	 * has an id, by which it keeps the focus.
	 */
	live?(): string;
}
