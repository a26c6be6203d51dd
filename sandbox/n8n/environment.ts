import { delimiter, dirname } from 'node:path';
import { isN8n1 } from './version.ts';

/** What any program needs to run at all; everything else of the caller stays outside. */
const INHERITED = [
	'APPDATA',
	'COMSPEC',
	'HOME',
	'LANG',
	'LC_ALL',
	'LOCALAPPDATA',
	'PATHEXT',
	'SYSTEMROOT',
	'TEMP',
	'TMP',
	'TMPDIR',
	'TZ',
	'USERPROFILE',
	'WINDIR',
];

/** Switches off what n8n would ask the internet for, and what would stand between a test and it. */
const QUIET = {
	EXTERNAL_FRONTEND_HOOKS_URLS: '',
	N8N_AI_ASSISTANT_BASE_URL: '',
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_DYNAMIC_BANNERS_ENABLED: 'false',
	N8N_HIRING_BANNER_ENABLED: 'false',
	N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
	N8N_PERSONALIZATION_ENABLED: 'false',
	N8N_TEMPLATES_ENABLED: 'false',
	// The list of verified packages comes from n8n's server; ours is installed from a file.
	N8N_VERIFIED_PACKAGES_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED: 'false',
	NO_COLOR: '1',
};

/** n8n 1 does not start with a module in the list that it does not know. */
const QUIET_SINCE_2 = {
	// Asks n8n's server for a list of MCP servers at every start.
	N8N_DISABLED_MODULES: 'mcp-registry',
};

/** What differs between one n8n and another. */
export interface N8nPlace {
	/** The Node.js executable that runs n8n. */
	node: string;
	/** Of n8n, such as `2.41.1`. */
	version: string;
	/** n8n's user folder, the one that holds `.n8n`. */
	dataFolder: string;
	port: number;
	/** The port on which the task runner finds n8n. */
	brokerPort: number;
}

/**
 * Makes the whole environment of an n8n process.
 *
 * @param place what differs between one n8n and another
 * @param own further settings, which win
 * @param inherited the caller's environment, of which next to nothing is taken
 * @returns the environment; no setting for n8n comes from the caller's
 */
export function n8nEnvironment(
	place: N8nPlace,
	own: Readonly<Record<string, string>>,
	inherited: NodeJS.ProcessEnv,
): Record<string, string> {
	const taken: Record<string, string> = {};
	for (const [name, value] of Object.entries(inherited)) {
		if (value !== undefined && INHERITED.includes(name.toUpperCase())) taken[name] = value;
	}
	const path = inherited.PATH ?? inherited.Path ?? '';
	return {
		...taken,
		...QUIET,
		...(isN8n1(place.version) ? {} : QUIET_SINCE_2),
		// n8n starts its task runner as "node".
		PATH: [dirname(place.node), path].join(delimiter),
		N8N_EDITOR_BASE_URL: `http://127.0.0.1:${place.port}`,
		N8N_HOST: '127.0.0.1',
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_PORT: String(place.port),
		N8N_RUNNERS_BROKER_PORT: String(place.brokerPort),
		N8N_SECURE_COOKIE: 'false',
		N8N_USER_FOLDER: place.dataFolder,
		N8N_GRACEFUL_SHUTDOWN_TIMEOUT: '5',
		DB_TYPE: 'sqlite',
		NODE_ENV: 'production',
		...own,
	};
}
