/** A form on its way: what goes into a request. */
export interface EncodedForm {
	body: string;
	contentType: string;
}

/** As the documents' samples send forms [doc]. As a text, so that n8n can send it once more after a new login. */
export async function multipart(fields: Readonly<Record<string, string>>): Promise<EncodedForm> {
	const form = new FormData();
	for (const [name, value] of Object.entries(fields)) form.append(name, value);
	const encoded = new Response(form);
	const contentType = encoded.headers.get('content-type') ?? '';
	return { body: await encoded.text(), contentType };
}

/** As most working code sends forms [code]. */
export function urlEncoded(fields: Readonly<Record<string, string>>): EncodedForm {
	return {
		body: new URLSearchParams(fields).toString(),
		contentType: 'application/x-www-form-urlencoded',
	};
}
