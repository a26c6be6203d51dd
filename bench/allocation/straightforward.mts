import type { Qiscus } from '../../sandbox/vendors/qiscus/index.ts';
import { type Answerer, CAP } from './burst.mts';

interface Agent {
	id: number;
	is_available: boolean;
	current_customer_count: number;
	type_as_string: string;
}

/** What one writes first: for each request read the agents, and assign the least busy one. */
export const straightforward: Answerer = (vendor) => {
	const answers: Array<Promise<void>> = [];
	return {
		told: ({ room }) => void answers.push(answer(vendor, (room as { id: string }).id)),
		end: async () => void (await Promise.all(answers)),
	};
};

async function answer(vendor: Qiscus, roomId: string): Promise<void> {
	const list = `/api/v2/admin/service/available_agents?room_id=${roomId}&limit=100`;
	const { data } = (await call(vendor, list)) as { data: { agents: Agent[] } };
	const [agent] = data.agents
		.filter((one) => one.is_available && one.type_as_string === 'agent')
		.filter((one) => one.current_customer_count < CAP)
		.sort((a, b) => a.current_customer_count - b.current_customer_count);
	if (agent === undefined) return;
	const body = { room_id: roomId, agent_id: agent.id, max_agent: 1 };
	await call(vendor, '/api/v1/admin/service/assign_agent', body);
}

async function call({ url, app }: Qiscus, path: string, body?: object): Promise<unknown> {
	const headers = {
		'Qiscus-App-Id': app.code,
		'Qiscus-Secret-Key': app.secretKey,
		'Content-Type': 'application/json',
	};
	const more = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
	return await (await fetch(`${url}${path}`, { headers, ...more })).json();
}
