import type { Host } from '../../sandbox/n8n/startN8n.ts';

/** What a section of the benchmark is run with. */
export interface Place {
	host: Host;
	/** The packed package. */
	tarball: string;
	/** For what n8n stores; it is deleted in the end. */
	folder: string;
	/** Whether only to try that everything works, in seconds. */
	isShort: boolean;
}

/** Measures and prints. @returns whether its targets are met; true where it has none */
export type Section = (place: Place) => Promise<boolean>;

/** One call of a webhook, made beforehand. */
export interface Delivery {
	/** With a `?` in front; empty for none. */
	query: string;
	headers: Record<string, string>;
	rawBody: Buffer;
}

/** In turn, without an end. */
export type Deliveries = Generator<Delivery, never>;

/** What becomes of a delivery. */
export type Kind = 'accepted' | 'filtered' | 'forged';

/** Who is measured in one n8n: a published workflow with an empty one behind its trigger. */
export interface Competitor {
	name: string;
	workflowId: string;
	url: string;
	/** What it is sent, with the status that it has to answer, and whether this starts an execution. */
	courses: Partial<Record<Kind, Course>>;
}

/** Deliveries of one kind, and what has to come of each. */
export interface Course {
	deliveries: Deliveries;
	status: number;
	startsExecution: boolean;
}
