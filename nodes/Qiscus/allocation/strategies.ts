import { compareIds } from './ids';
import type { Candidate } from './pool';
import type { Room } from './room';

export type StrategyName =
	'candidateFirst' | 'givenOrder' | 'lastAgentFirst' | 'leastBusy' | 'random' | 'roundRobin';

/** Somebody who can take the room. */
export interface Eligible extends Candidate {
	count: number;
	obstacle: undefined;
}

/** What a choice is made of. */
export interface Choice {
	/** Those of one stage, by id. */
	eligible: readonly Eligible[];
	room: Room;
	/** The ids of the chosen agents in their order. */
	order: readonly string[];
	/** The id of the agent who was chosen last; undefined before the first. */
	cursor: string | undefined;
	/** From 0 to below 1. */
	random: number;
}

/** Who it is, and why in a few words that a name and numbers follow. */
export interface Chosen {
	candidate: Eligible;
	why: string;
}

/** @returns undefined where nobody is eligible */
export type Strategy = (choice: Choice) => Chosen | undefined;

/** How one of several is chosen. Of equals it is the one with the smaller id, whatever order they came in. */
export const STRATEGIES: Readonly<Record<StrategyName, Strategy>> = {
	candidateFirst: first(
		({ candidateId }) => candidateId,
		'Qiscus’ own candidate',
		'as Qiscus’ own candidate cannot take it',
	),
	givenOrder: ({ eligible, order }) => {
		const placeOf = ({ agent }: Eligible) => {
			const place = order.indexOf(agent.id);
			return place === -1 ? order.length : place;
		};
		return chosen(lowest(eligible, placeOf), `First in the given order of ${eligible.length}`);
	},
	lastAgentFirst: first(
		({ lastAgentId }) => lastAgentId,
		'Served the customer last',
		'as the last agent cannot take it',
	),
	leastBusy,
	random: ({ eligible, random }) => {
		const place = Math.min(Math.floor(random * eligible.length), eligible.length - 1);
		return chosen(eligible[place], `Drawn from ${eligible.length}`);
	},
	roundRobin: ({ eligible, cursor }) => {
		const next = eligible.find(
			({ agent }) => cursor !== undefined && compareIds(agent.id, cursor) > 0,
		);
		return chosen(next ?? eligible[0], `Next in turn of ${eligible.length}`);
	},
};

function leastBusy({ eligible }: Choice): Chosen | undefined {
	return chosen(
		lowest(eligible, ({ count }) => count),
		`Least busy of ${eligible.length}`,
	);
}

/** The one whom the room names, while they can take it, and else the least busy. */
function first(idOf: (room: Room) => string | undefined, why: string, whyNot: string): Strategy {
	return (choice) => {
		const wanted = idOf(choice.room);
		if (wanted === undefined) return leastBusy(choice);
		const named = choice.eligible.find(({ agent }) => agent.id === wanted);
		if (named !== undefined) return chosen(named, why);
		const other = leastBusy(choice);
		return other && { ...other, why: `${other.why}, ${whyNot}` };
	};
}

/** The first with the lowest number. */
function lowest(
	eligible: readonly Eligible[],
	numberOf: (candidate: Eligible) => number,
): Eligible | undefined {
	const number = Math.min(...eligible.map(numberOf));
	return eligible.find((candidate) => numberOf(candidate) === number);
}

function chosen(candidate: Eligible | undefined, why: string): Chosen | undefined {
	return candidate && { candidate, why };
}
