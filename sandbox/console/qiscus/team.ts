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
	const load = qiscus.loadOf(id);
	const count = isAgent(agent) ? `${load} of ${cap} customers` : `${load} customers`;
	const customers = qiscus
		.rooms()
		.filter(({ agents, isResolved }) => !isResolved && agents.includes(id))
		.map(({ customer }) => customer.name);
	const names = customers.length === 0 ? '' : `: ${escape(customers.join(', '))}`;
	return `<form method="post" action="/qiscus/${isOnline ? 'logsOut' : 'logsIn'}">
<p><strong>${escape(name)}</strong> <span class="facts">${ROLES[type]}</span> ${badge(isOnline ? 'online' : 'offline', isOnline ? 'good' : 'quiet')}</p>
<input type="hidden" name="agent" value="${id}">
${rowButton({ id: `agent-${id}`, label: isOnline ? 'Go offline' : 'Go online', about: name })}
</form>
${isOnline || load > 0 ? `<p>${pips(load, isAgent(agent) ? cap : 0)} ${count}${names}</p>` : ''}`;
}

/** A dot for each place, filled where somebody has it; what is beyond the cap stands out. */
function pips(load: number, cap: number): string {
	const places = Array.from({ length: Math.max(load, cap) }, (_, place) => {
		const kind = place >= load ? 'free' : place < cap ? 'taken' : 'over';
		return `<span class="pip ${kind}"></span>`;
	});
	return `<span class="pips" aria-hidden="true">${places.join('')}</span>`;
}
