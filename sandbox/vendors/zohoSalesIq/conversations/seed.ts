import type { State } from '../state.ts';
import * as changes from './changes.ts';

/** The same on every start, as for all that is there from the start. */
const FIRST_ID = 19_000_000_033_000_000n;
const MINUTE_MS = 60_000;
const SUPPORT = '30000000000018';
const SALES = '301050000004';
const PNG = Buffer.from(
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
	'base64',
);

/** A few chats of the first portal, one of each standing; nobody is told of them. */
export function seedConversations(state: State): void {
	let time = 0;
	let id = FIRST_ID;
	// A clock of its own: what follows a question comes half a minute after it.
	const past: State = {
		...state,
		nextTime: () => String((time += MINUTE_MS / 2)),
		nextId: () => String((id += 1n)),
	};
	const begin = (minutesAgo: number, name: string, question: string, departmentId = SUPPORT) => {
		const mailbox = name.toLowerCase().replace(/ /g, '.');
		time = Math.trunc(state.now()) - minutesAgo * MINUTE_MS;
		return changes.newConversation(past, {
			question,
			departmentId,
			startTime: time,
			visitor: { name, email: `${mailbox}@example.com`, type: 'contact' },
		});
	};

	const ended = begin(180, 'Budi Santoso', 'Where is my order 4711?');
	changes.pickUp(past, ended);
	changes.reply(past, ended, { text: 'It is on its way: you will have it tomorrow.' });
	changes.visitorReply(past, ended, { text: 'Thank you!' });
	changes.close(past, ended);
	changes.rate(past, ended, { rating: 5, feedback: 'Quick and friendly' });

	changes.miss(past, begin(120, 'Ayu Lestari', 'Is anybody there?'));

	const connected = begin(20, 'Tricia Moore', 'My dining set came with a broken leg.');
	changes.pickUp(past, connected, '30000000000106');
	changes.reply(past, connected, { text: 'I am sorry to hear that. Could you send a photo?' });
	changes.visitorReply(past, connected, {
		text: 'Here it is.',
		file: { name: 'broken-leg.png', type: 'image/png', content: PNG },
	});

	begin(5, 'Rahmat Hidayat', 'Do you deliver to Bandung?');
	begin(2, 'Sari Wijaya', 'I want to buy ten chairs.', SALES);
}
