/**
 * Plays the user on a vendor's consent page: opens it and accepts.
 *
 * @param authUrl where n8n sends the user
 * @returns the URL on n8n that the vendor sends the user back to
 */
export async function acceptConsent(authUrl: string): Promise<string> {
	const page = await fetch(authUrl);
	const html = await page.text();
	const action = /<form method="post" action="([^"]*)"/.exec(html)?.[1];
	if (action === undefined) {
		throw new Error(`The consent page shows no form (HTTP ${page.status}): ${html.slice(0, 300)}`);
	}
	const fields = new URLSearchParams();
	for (const [, name, value] of html.matchAll(
		/<input type="hidden" name="([^"]*)" value="([^"]*)">/g,
	)) {
		fields.append(unescape(name ?? ''), unescape(value ?? ''));
	}
	fields.append('decision', 'accept');
	const answer = await fetch(new URL(unescape(action), authUrl), {
		method: 'POST',
		body: fields,
		redirect: 'manual',
	});
	const location = answer.headers.get('location');
	if (location === null) throw new Error(`Accepting led nowhere (HTTP ${answer.status})`);
	return location;
}

function unescape(html: string): string {
	return html.replace(/&#(\d+);/g, (_entity, code: string) => String.fromCharCode(Number(code)));
}
