/** What the consent page shows and carries on to the decision. */
export interface Consent {
	action: string;
	scopes: readonly string[];
	/** The authorisation request's parameters, sent again with the decision. */
	params: URLSearchParams;
}

/** The page that asks the user; Accept and Reject both POST to `action`. */
export function consentPage({ action, scopes, params }: Consent): string {
	const hidden = [...params]
		.map(([name, value]) => `<input type="hidden" name="${escape(name)}" value="${escape(value)}">`)
		.join('\n');
	return page(
		'Zoho Accounts (sandbox)',
		`<p>An application would like to:</p>
<ul>${scopes.map((scope) => `<li>${escape(scope)}</li>`).join('')}</ul>
<form method="post" action="${escape(action)}">
${hidden}
<button type="submit" name="decision" value="accept">Accept</button>
<button type="submit" name="decision" value="reject">Reject</button>
</form>`,
	);
}

/** The page a user sees when the application's request is wrong. */
export function consentErrorPage(error: string): string {
	return page('Zoho Accounts (sandbox)', `<p>ERROR_${escape(error)}</p>`);
}

function page(title: string, body: string): string {
	return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>${title}</title></head>
<body>
<h1>${title}</h1>
${body}
</body>
</html>
`;
}

function escape(text: string): string {
	return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
