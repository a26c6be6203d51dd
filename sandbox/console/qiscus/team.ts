import type { Agent, Qiscus, RoomRecord } from '../../vendors/qiscus/index.ts';
import { badge, escape, list, rowButton } from '../html.ts';

/** What is said of those who are no agents. */
const ROLES: Readonly<Record<Agent['type'], string>> = { 1: ', admin', 2: '', 3: ', supervisor' };

/**
 * Who works there, and how many customers each has.
 *
 * @param cap how many an agent may have
 */
export function team(qiscus: Qiscus, cap: number): string {
	const agentsFirst = [...qiscus.agents].sort((a, b) => Number(isAgent(b)) - Number(isAgent(a)));
	const open = qiscus.rooms().filter(({ isResolved }) => !isResolved);
	return list(
		agentsFirst.map((agent) => card(agent, customersOf(agent, open), cap)),
		'Nobody works there.',
	);
}

function isAgent({ type }: Agent): boolean {
	return type === 2;
}

function customersOf({ id }: Agent, open: readonly RoomRecord[]): string[] {
	return open.filter(({ agents }) => agents.includes(id)).map(({ customer }) => customer.name);
}

function card(agent: Agent, customers: readonly string[], cap: number): string {
	const { id, name, type, isAvailable, forceOffline } = agent;
	const isOnline = isAvailable && !forceOffline;
	const isServing = (isOnline && isAgent(agent)) || customers.length > 0;
	return `<form method="post" action="/qiscus/${isOnline ? 'logsOut' : 'logsIn'}">
<p><strong>${escape(name)}</strong>${ROLES[type]} ${isOnline ? badge('online', 'good') : badge('offline')}</p>
<input type="hidden" name="agent" value="${id}">
${rowButton({ id: `agent-${id}`, label: isOnline ? 'Go offline' : 'Go online', about: name })}
</form>
${isServing ? load(customers, isAgent(agent) ? cap : undefined) : ''}`;
}

/** @param cap undefined for those to whom no workflow gives customers */
function load(customers: readonly string[], cap: number | undefined): string {
	const count = cap === undefined ? customers.length : `${customers.length} of ${cap}`;
	const names = customers.length === 0 ? '' : `: ${escape(customers.join(', '))}`;
	return `<p>${pips(customers.length, cap)} ${count} customers${names}</p>`;
}

/** A dot for each place, filled where somebody has it; what is beyond the cap stands out. */
function pips(taken: number, cap = taken): string {
	const dots = Array.from({ length: Math.max(taken, cap) }, (_, place) => {
		const kind = place >= taken ? 'free' : place < cap ? 'taken' : 'over';
		return `<span class="pip ${kind}"></span>`;
	});
	return `<span aria-hidden="true">${dots.join('')}</span>`;
}
