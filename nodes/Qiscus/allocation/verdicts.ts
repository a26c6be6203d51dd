import type { Assignment, Waiting, WaitingReason } from './decide';
import type { Candidate } from './pool';
import type { Room } from './room';

/** Why a room still waits after a run: that of a decision, or what kept it from being carried out. */
export type WhyWaiting = WaitingReason | 'noAnswer' | 'notDecided' | 'refused';

/** What came of a room. */
export type Verdict = {
	room: Room;
	/** One sentence for a supervisor. */
	reason: string;
	candidates: readonly Candidate[];
} & (
	| { outcome: 'assigned'; candidate: Candidate }
	/** It needs nobody any more. */
	| { outcome: 'alreadyServed' | 'resolved' }
	| { outcome: 'waiting'; waiting: WhyWaiting }
);

/** Qiscus has put the agent into the room. */
export function assigned({ room, agent, reason, candidates }: Assignment): Verdict {
	const candidate = candidates.find((one) => one.agent.id === agent.id);
	if (candidate === undefined) throw new Error('Nobody is chosen who is no candidate');
	return { outcome: 'assigned', room, candidate, reason, candidates };
}

/** Nobody can take the room. */
export function waits({ room, waiting, reason, candidates }: Waiting): Verdict {
	return { outcome: 'waiting', waiting, room, reason, candidates };
}

const NEEDLESS = {
	alreadyServed: 'The room has an agent already',
	resolved: 'The room has been resolved meanwhile',
};

/** The room needs nobody any more. */
export function needless(room: Room, outcome: keyof typeof NEEDLESS): Verdict {
	return { outcome, room, reason: NEEDLESS[outcome], candidates: [] };
}

/** Qiscus did not do what was decided, or did not say whether it has. */
export function notCarriedOut(
	{ room, agent, candidates }: Assignment,
	waiting: 'noAnswer' | 'refused',
	words: string,
): Verdict {
	const reason =
		waiting === 'noAnswer'
			? `Qiscus did not answer whether ${agent.name} has the room now`
			: `Qiscus did not let ${agent.name} take the room: ${words}`;
	return { outcome: 'waiting', waiting, room, reason, candidates };
}

/** Nobody has decided about the room yet. */
export function notDecided(room: Room, reason: string): Verdict {
	return { outcome: 'waiting', waiting: 'notDecided', room, reason, candidates: [] };
}
