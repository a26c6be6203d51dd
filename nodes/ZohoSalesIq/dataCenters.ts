import type { INodePropertyOptions } from 'n8n-workflow';

/** The value of the credential's Data Center for hosts that the user types. */
export const CUSTOM_DATA_CENTER = 'custom';

/**
 * Zoho's data centres; each has `accounts.<domain>` and `salesiq.<domain>`.
 * US, EU, IN, AU, CN, JP [doc: server table of the REST v2 page]; CA [code]; SA, UK [code for the
 * accounts server, guess for SalesIQ] (salesiq-api, section 5).
 */
const DATA_CENTERS: ReadonlyArray<{ name: string; domain: string }> = [
	{ name: 'Australia', domain: 'zoho.com.au' },
	{ name: 'Canada', domain: 'zohocloud.ca' },
	{ name: 'China', domain: 'zoho.com.cn' },
	{ name: 'Europe', domain: 'zoho.eu' },
	{ name: 'India', domain: 'zoho.in' },
	{ name: 'Japan', domain: 'zoho.jp' },
	{ name: 'Saudi Arabia', domain: 'zoho.sa' },
	{ name: 'United Kingdom', domain: 'zoho.uk' },
	{ name: 'United States', domain: 'zoho.com' },
];

/** The choices of the credential's Data Center. */
export const dataCenterOptions: INodePropertyOptions[] = [
	...DATA_CENTERS.map(({ name, domain }) => ({
		name,
		value: domain,
		description: `You sign in at accounts.${domain}`,
	})),
	{
		name: 'Custom',
		value: CUSTOM_DATA_CENTER,
		description: 'Another Zoho data center: you give its two addresses',
	},
];

/** The accounts server's address as an expression over the credential's own values. */
export const ACCOUNTS_URL_EXPRESSION = `$self["dataCenter"] === "${CUSTOM_DATA_CENTER}" ? $self["accountsUrl"].replace(/\\/+$/, "") : "https://accounts." + $self["dataCenter"]`;

/** The members of the credential that tell the hosts. */
export interface DataCenterChoice {
	dataCenter: string;
	accountsUrl?: string;
	salesIqUrl?: string;
}

/** The two servers' addresses, such as `https://salesiq.zoho.com`. */
export function serversOf({ dataCenter, accountsUrl, salesIqUrl }: DataCenterChoice): {
	accounts: string;
	salesIq: string;
} {
	return dataCenter === CUSTOM_DATA_CENTER
		? { accounts: (accountsUrl ?? '').trim(), salesIq: (salesIqUrl ?? '').trim() }
		: { accounts: `https://accounts.${dataCenter}`, salesIq: `https://salesiq.${dataCenter}` };
}
