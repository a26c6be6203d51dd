/** What links to the headings of a page end in, as GitHub makes them. */
export function anchorsOf(page: string): string[] {
	return [...page.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
		title
			.toLowerCase()
			.replace(/[^\w -]/g, '')
			.replaceAll(' ', '-'),
	);
}
