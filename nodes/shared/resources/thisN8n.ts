import type { IExecuteFunctions } from 'n8n-workflow';

/** As n8n names its endpoints unless somebody has renamed them; an execution is not told the names. */
const ENDPOINTS = ['webhook', 'webhook-test'];

/**
 * Whether a URL is that of a webhook of this n8n. What stands behind the same host under another name
 * than n8n's endpoints is somebody else's, unless it is known to be the URL of a trigger.
 */
export function isOfThisN8n(this: IExecuteFunctions, url: string, isOfATrigger: boolean): boolean {
	if (!URL.canParse(url)) return false;
	const { origin, pathname } = new URL(url);
	const address = `${origin}${pathname}`;
	return basesOf.call(this).some((base) => {
		if (!address.startsWith(base)) return false;
		const [endpoint = '', path = ''] = address.slice(base.length).split('/');
		return path !== '' && (isOfATrigger || ENDPOINTS.includes(endpoint));
	});
}

/** The addresses that webhooks of this n8n stand behind, each with a slash at its end. */
function basesOf(this: IExecuteFunctions): string[] {
	// n8n tells an execution its WEBHOOK_URL only as part of this one: `<base>webhook-waiting/<id>`.
	const resumeUrl = String(this.evaluateExpression('{{ $execution.resumeUrl }}', 0));
	const instanceUrl = this.getInstanceBaseUrl();
	return [
		...(URL.canParse(resumeUrl) ? [new URL('..', resumeUrl).href] : []),
		// Test URLs may be built on the editor's address.
		...(URL.canParse(instanceUrl) ? [`${new URL(instanceUrl).href.replace(/\/+$/, '')}/`] : []),
	];
}
