/** What somebody does on the page or on the command line; resolves with what came of it. */
type Action = (fields: URLSearchParams) => Promise<string>;

/** A vendor's part of the console. */
export interface Section {
	/** Where it is on the page, and the first part of the paths of its actions. */
	id: string;
	title: string;
	/** The vendor's names of the events that can be made to happen. */
	events: readonly string[];
	/** Lets one of them happen; resolves with how many webhooks were told. */
	emit(event: string): Promise<number>;
	/** What else can be made to happen, by the second part of the path. */
	actions: Readonly<Record<string, Action>>;
	/** What stands under the title; it needs no script. */
	html(): string;
}
