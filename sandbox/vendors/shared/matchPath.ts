/**
 * The variable parts of a path, decoded, where it fits the pattern: `:name` stands for one part
 * that is not empty. Undefined where it does not fit.
 */
export function matchPath(pattern: string, path: string): Record<string, string> | undefined {
	const wanted = pattern.split('/');
	const given = path.split('/');
	if (wanted.length !== given.length) return undefined;
	const params: Record<string, string> = {};
	for (const [index, part] of wanted.entries()) {
		const value = decoded(given[index] ?? '');
		if (part.startsWith(':') && value) params[part.slice(1)] = value;
		else if (part !== value) return undefined;
	}
	return params;
}

function decoded(part: string): string | undefined {
	try {
		return decodeURIComponent(part);
	} catch {
		return undefined;
	}
}
