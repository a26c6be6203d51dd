const NUMBER = /^\d+$/;

/** How many digits an id has, and which; what is no number comes behind all numbers. */
function placeOf(id: string): { digits: number; text: string } {
	if (!NUMBER.test(id)) return { digits: Infinity, text: id };
	const text = id.replace(/^0+(?=\d)/, '');
	return { digits: text.length, text };
}

/** Orders ids as the numbers that they are, however long; only one and the same id is equal to itself. */
export function compareIds(a: string, b: string): number {
	const [left, right] = [placeOf(a), placeOf(b)];
	if (left.digits !== right.digits) return left.digits < right.digits ? -1 : 1;
	if (left.text !== right.text) return left.text < right.text ? -1 : 1;
	return a.length - b.length;
}

/**
 * What the id of a room may look like, wider than those that are known: digits [doc: samples]. A dot or
 * two alone would be a step in the path of a URL.
 */
const ROOM_ID = /^(?!\.{1,2}$)[!-~]{1,100}$/;

export function isRoomId(text: string): boolean {
	return ROOM_ID.test(text);
}
