import type { Agent, Qiscus } from '../../vendors/qiscus/index.ts';
import { badge, escape, list, rowButton } from '../html.ts';

const ROLES: Readonly<Record<Agent['type'], string>> = { 1: 'admin', 2: 'agent', 3: 'supervisor' };

/**
 * Who works there, and how many customers each has.
 *
 * @param cap how many an agent may have
 */
export function team(qiscus: Qiscus, cap: number): string {
	const agentsFirst = [...qiscus.agents].sort((a, b) => Number(isAgent(b)) - Number(isAgent(a)));
	return list(
		agentsFirst.map((agent) => card(qiscus, agent, cap)),
		'Nobody works there.',
	);
}

function isAgent({ type }: Agent): boolean {
	return type === 2;
}

function card(qiscus: Qiscus, agent: Agent, cap: number): string {
	const { id, name, type, isAvailable, forceOffline } = agent;
	const isOnline = isAvailable && !forceOffline;
	const customers = qiscus
		.rooms()
		.filter(({ agents, isResolved }) => !isResolved && agents.includes(id))
		.map(({ customer }) => customer.name);
	const isServing = (isOnline && isAgent(agent)) || customers.length > 0;
	return `<form method="post" action="/qiscus/${isOnline ? 'logsOut' : 'logsIn'}">
<p><strong>${escape(name)}</strong> <span class="facts">${ROLES[type]}</span> ${isOnline ? badge('online', 'good') : badge('offline')}</p>
<input type="hidden" name="agent" value="${id}">
${rowButton({ id: `agent-${id}`, label: isOnline ? 'Go offline' : 'Go online', about: name })}
</form>
${isServing ? load(customers, isAgent(agent) ? cap : 0) : ''}`;
}

/** @param places as many as the cap, or none for those whom no workflow gives customers */
function load(customers: readonly string[], places: number): string {
	const count = places === 0 ? customers.length : `${customers.length} of ${places}`;
	const names = customers.length === 0 ? '' : `: ${escape(customers.join(', '))}`;
	return `<p>${pips(customers.length, places)} ${count} customers${names}</p>`;
}

/** A dot for each place, filled where somebody has it; what is beyond the cap stands out. */
function pips(taken: number, places: number): string {
	const dots = Array.from({ length: Math.max(taken, places) }, (_, place) => {
		const kind = place >= taken ? 'free' : place < places ? 'taken' : 'over';
		return `<span class="pip ${kind}"></span>`;
	});
	return `<span aria-hidden="true">${dots.join('')}</span>`;
}
