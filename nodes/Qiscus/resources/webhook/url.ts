/** Whether a text is a whole address that Qiscus can call. */
export function isWebAddress(url: string): boolean {
	return /^https?:\/\//i.test(url) && URL.canParse(url);
}
