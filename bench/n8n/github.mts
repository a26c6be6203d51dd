import {
	type HttpAnswer,
	type HttpServer,
	startHttpServer,
} from '../../sandbox/vendors/shared/httpServer.ts';

/** The part of GitHub's API that n8n's GitHub Trigger calls when it is published. */
export interface GitHub extends HttpServer {
	/** With which GitHub would sign what it sends to a URL; its host counts for nothing. */
	secretOf(url: string): string;
}

interface Hook {
	events: string[];
	config: { url: string; secret: string };
}

/** Plays GitHub on loopback: a webhook of a repository is created, looked for and deleted. */
export async function startGitHub(): Promise<GitHub> {
	const hooks: Hook[] = [];
	const server = await startHttpServer({
		handle: ({ method, body }): HttpAnswer => {
			if (method === 'DELETE') return { status: 204 };
			if (method !== 'POST') return { status: 404 };
			const hook = JSON.parse(body.toString('utf8')) as Hook;
			const id = hooks.push(hook);
			return {
				status: 201,
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify({ id, active: true, events: hook.events }),
			};
		},
	});
	return {
		...server,
		secretOf: (url) => {
			const hook = hooks.find(({ config }) => pathOf(config.url) === pathOf(url));
			if (hook === undefined) throw new Error(`GitHub has no webhook for ${url}`);
			return hook.config.secret;
		},
	};
}

const pathOf = (url: string): string => new URL(url).pathname;
