/** `SalesIQ.<group>.<operation>`, groups as third parties list them. [code] */
const GROUPS = [
	'operators',
	'portals',
	'departments',
	'leadscorerules',
	'leadscoreconfigs',
	'criteriafields',
	'visitorroutingrules',
	'chatroutingrules',
	'cannedresponses',
	'blockedips',
	'chatmonitors',
	'counts',
	'visitors',
	'feedbacks',
	'conversations',
	'trackingpresets',
	'userpreferences',
	'visitorhistoryviews',
	'triggerrules',
	'webhooks',
	'callbacks',
	'apps',
	'articles',
	'encryptions',
];

const SCOPE = /^SalesIQ\.([A-Za-z]+)\.(READ|CREATE|UPDATE|DELETE|ALL)$/;

/** The scopes of a comma-separated list, or undefined if one of them does not exist. */
export function parseScopes(text: string): string[] | undefined {
	const scopes = text.split(',');
	return scopes.every(exists) ? scopes : undefined;
}

/** Whether one of the granted scopes covers the wanted one; `ALL` covers every operation. */
export function covers(granted: readonly string[], wanted: string): boolean {
	const all = wanted.replace(/[A-Z]+$/, 'ALL').toLowerCase();
	// Documents and third parties write the same group `apps` and `Apps`.
	return granted.some((scope) => [wanted.toLowerCase(), all].includes(scope.toLowerCase()));
}

function exists(scope: string): boolean {
	const group = SCOPE.exec(scope)?.[1];
	return group !== undefined && GROUPS.includes(group.toLowerCase());
}
