import { JSON_TOKEN } from './jsonText.ts';

/** What a value becomes; `path` names the members and places in lists that lead to it. */
export type RewriteValue = (raw: string, path: readonly string[]) => string;

interface Frame {
	path: readonly string[];
	/** Where the object or list begins in what is written. */
	start: number;
	isObject: boolean;
	/** The member that is being read; in a list the place. */
	name: string | number;
	/** The next token is a member's name. */
	atName: boolean;
}

/**
 * The text with each value replaced by what `rewrite` makes of it, as it is written: inner values
 * before the objects and lists around them. Everything between the values stays.
 */
export function rewriteJson(text: string, rewrite: RewriteValue): string {
	const frames: Frame[] = [];
	let written = '';
	let end = 0;
	for (const match of text.matchAll(JSON_TOKEN)) {
		const token = match[0];
		written += text.slice(end, match.index);
		end = match.index + token.length;
		const frame = frames.at(-1);
		if (token === '{' || token === '[') {
			const isObject = token === '{';
			const start = written.length;
			frames.push({ path: pathIn(frame), start, isObject, name: 0, atName: isObject });
			written += token;
		} else if (token === '}' || token === ']') {
			written += token;
			const closed = frames.pop();
			if (closed === undefined) continue;
			const value = written.slice(closed.start);
			written = written.slice(0, closed.start) + rewrite(value, closed.path);
		} else if (token === ':' || token === ',') {
			written += token;
			if (token === ',' && frame !== undefined) nextMember(frame);
		} else if (frame?.atName) {
			frame.name = String(JSON.parse(token));
			frame.atName = false;
			written += token;
		} else {
			written += rewrite(token, pathIn(frame));
		}
	}
	return written + text.slice(end);
}

function pathIn(frame: Frame | undefined): readonly string[] {
	return frame === undefined ? [] : [...frame.path, String(frame.name)];
}

function nextMember(frame: Frame): void {
	if (frame.isObject) frame.atName = true;
	else frame.name = Number(frame.name) + 1;
}
