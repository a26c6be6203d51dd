/** What the processes of one n8n in queue mode share. */
export interface QueuePlace {
	/** Where webhooks and the editor are found, without a slash at the end. */
	url: string;
	redisPort: number;
	postgres: { port: number; user: string; database: string };
	encryptionKey: string;
}

/**
 * Makes the settings that all processes of one n8n in queue mode share.
 *
 * @param place what differs between one n8n and another
 * @returns settings for `n8nEnvironment`
 */
export function queueEnvironment(place: QueuePlace): Record<string, string> {
	const { url, redisPort, postgres, encryptionKey } = place;
	return {
		DB_POSTGRESDB_DATABASE: postgres.database,
		DB_POSTGRESDB_HOST: '127.0.0.1',
		DB_POSTGRESDB_POOL_SIZE: '10',
		DB_POSTGRESDB_PORT: String(postgres.port),
		DB_POSTGRESDB_USER: postgres.user,
		DB_TYPE: 'postgresdb',
		EXECUTIONS_MODE: 'queue',
		// Only the main process would find out the address by itself.
		N8N_EDITOR_BASE_URL: url,
		N8N_ENCRYPTION_KEY: encryptionKey,
		QUEUE_BULL_REDIS_HOST: '127.0.0.1',
		QUEUE_BULL_REDIS_PORT: String(redisPort),
		WEBHOOK_URL: `${url}/`,
	};
}

/**
 * Makes the settings by which a worker tells that it is ready.
 *
 * @param port where it answers
 * @returns settings for `n8nEnvironment`
 */
export function workerEnvironment(port: number): Record<string, string> {
	return {
		N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
		QUEUE_HEALTH_CHECK_ACTIVE: 'true',
		QUEUE_HEALTH_CHECK_PORT: String(port),
	};
}
