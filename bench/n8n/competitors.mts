import type { N8nApi, NewWorkflow } from '../../sandbox/n8n/api.ts';
import { endless } from '../figures.mjs';
import type { GitHub } from './github.mts';
import type { MeasuredN8n } from './measuredN8n.mts';
import { signedByGitHub, type Supply } from './supply.mts';
import type { Competitor, Course, Delivery, Kind } from './types.mts';
import {
	githubTrigger,
	qiscusCredential,
	qiscusTrigger,
	rowOf,
	salesIqTrigger,
	selfBuiltSteps,
	urlOf,
	webhookNode,
} from './workflows.mts';

export const NAMES = {
	salesIq: 'Zoho SalesIQ Trigger',
	qiscus: 'Qiscus Trigger',
	webhook: 'Webhook node, no check',
	headerAuth: 'Webhook node, Header Auth',
	selfBuilt: 'Webhook + Code + Filter',
	github: 'GitHub Trigger',
} as const;

const HEADER = 'x-key';
const HEADER_VALUE = 'for nothing';

type Pools = Partial<Record<Kind, readonly Delivery[]>>;

/** All who are compared, published in one n8n. */
export async function publishAll(
	n8n: MeasuredN8n,
	supply: Supply,
	gitHub: GitHub,
): Promise<Competitor[]> {
	const { salesIq, qiscus } = supply;
	const { accepted, filtered } = salesIq;
	return [
		await salesIqCompetitor(n8n, salesIq),
		await qiscusCompetitor(n8n, qiscus),
		await webhookCompetitor(n8n, accepted),
		await headerAuthCompetitor(n8n, accepted),
		await published(
			n8n,
			rowOf(NAMES.selfBuilt, webhookNode({ rawBody: true }), ...selfBuiltSteps),
			() => startingAll({ accepted, filtered }),
		),
		await githubCompetitor(n8n, gitHub, accepted),
	];
}

export async function salesIqCompetitor(
	n8n: MeasuredN8n,
	pools: Pools,
	events?: readonly string[],
): Promise<Competitor> {
	const workflow = rowOf(NAMES.salesIq, salesIqTrigger(events));
	return await published(n8n, workflow, () => dropping(pools));
}

export async function qiscusCompetitor(n8n: MeasuredN8n, pools: Pools): Promise<Competitor> {
	const credential = await qiscusCredential(n8n.n8n.api);
	const workflow = rowOf(NAMES.qiscus, qiscusTrigger(credential));
	return await published(n8n, workflow, () => dropping(pools));
}

export async function webhookCompetitor(
	n8n: MeasuredN8n,
	accepted: readonly Delivery[],
): Promise<Competitor> {
	const workflow = rowOf(NAMES.webhook, webhookNode());
	return await published(n8n, workflow, () => startingAll({ accepted }));
}

/** What an execution costs whose trigger has a credential, which n8n looks for before it begins. */
async function headerAuthCompetitor(
	n8n: MeasuredN8n,
	accepted: readonly Delivery[],
): Promise<Competitor> {
	const { id, name } = await n8n.n8n.api.createCredential({
		name: 'Header',
		type: 'httpHeaderAuth',
		data: { name: HEADER, value: HEADER_VALUE },
	});
	const workflow = rowOf(NAMES.headerAuth, webhookNode({}, { id, name }));
	const withHeader = accepted.map(({ headers, ...more }) => ({
		...more,
		headers: { ...headers, [HEADER]: HEADER_VALUE },
	}));
	return await published(n8n, workflow, () => startingAll({ accepted: withHeader }));
}

async function githubCompetitor(
	n8n: MeasuredN8n,
	gitHub: GitHub,
	accepted: readonly Delivery[],
): Promise<Competitor> {
	const credential = await githubCredential(n8n.n8n.api, gitHub);
	const workflow = rowOf(NAMES.github, githubTrigger(credential));
	return await published(n8n, workflow, (url) =>
		startingAll({ accepted: signedByGitHub(accepted, gitHub.secretOf(url)) }),
	);
}

async function githubCredential(
	api: N8nApi,
	{ url }: GitHub,
): Promise<{ id: string; name: string }> {
	const { id, name } = await api.createCredential({
		name: 'GitHub',
		type: 'githubApi',
		data: { server: url, user: 'user', accessToken: 'for nothing' },
	});
	return { id, name };
}

async function published(
	{ n8n }: MeasuredN8n,
	workflow: NewWorkflow,
	coursesOf: (url: string) => Competitor['courses'],
): Promise<Competitor> {
	const created = await n8n.api.createWorkflow(workflow);
	await n8n.api.activateAndWait(created.id);
	const url = urlOf(n8n.url, created);
	return { name: workflow.name, workflowId: created.id, url, courses: coursesOf(url) };
}

/** Of a trigger that drops what is forged or not wanted before an execution starts. */
function dropping({ accepted = [], filtered = [], forged = [] }: Pools): Competitor['courses'] {
	return {
		accepted: course(accepted, 200, true),
		filtered: course(filtered, 200, false),
		forged: course(forged, 401, false),
	};
}

/** Of one that starts an execution whatever comes. */
function startingAll(pools: Pools): Competitor['courses'] {
	const courses = Object.entries(pools).map(([kind, some]) => [kind, course(some, 200, true)]);
	return Object.fromEntries(courses);
}

/** What a competitor has to be measured with. */
export function courseOf({ name, courses }: Competitor, kind: Kind): Course {
	const found = courses[kind];
	if (found === undefined) throw new Error(`${name} gets nothing that is ${kind}`);
	return found;
}

export function course(
	deliveries: readonly Delivery[],
	status: number,
	startsExecution: boolean,
): Course {
	return { deliveries: endless(deliveries), status, startsExecution };
}
