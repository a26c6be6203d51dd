import { asText } from '../../../shared/json/read';
import { failed, type Result } from '../../../shared/problem';
import { readCollection } from '../../../shared/resources/fields';
import { madeOnce } from '../../../shared/resources/repeating';
import type { ItemOperation } from '../../../shared/resources/types';
import { botAccountOf, sayAsBot } from '../../messages';
import { callQiscus, qiscusCredential } from '../../transport';
import { aboutRoom, readRoomId, roomIdProperty } from '../agentAllocation/roomId';
import { contentProperties, readContent } from './content';
import { sentMessage } from './shownMessage';

/** POST `/{app_id}/bot`, App-Id with Secret-Key [code of the vendor's]; never repeated. */
export const sendAsBot: ItemOperation = {
	name: 'Send as Bot',
	value: 'sendAsBot',
	action: 'Send message as bot',
	description: 'Send a text, a file, buttons or cards to the customer of a room, as its bot',
	properties: [
		roomIdProperty,
		...contentProperties,
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [
				{
					displayName: 'Sender Account',
					name: 'senderAccount',
					type: 'string',
					default: '',
					placeholder: 'e.g. abcde-xxxxxxxxxxxxxxx_admin@qismo.com',
					description:
						'The chat account that the bot writes from, if it is not the one of the app’s admin',
				},
			],
		},
	],

	async execute(itemIndex) {
		const roomId = readRoomId.call(this, itemIndex);
		if (!roomId.ok) return roomId;
		const content = readContent.call(this, itemIndex);
		if (!content.ok) return content;
		const credential = await qiscusCredential.call(this);
		if (!credential.ok) return credential;
		const { appId } = credential.data;
		const fields = readCollection.call(this, 'additionalFields', itemIndex);
		const senderEmail = asText(fields.senderAccount) ?? botAccountOf(appId);
		const message = { ...content.data, roomId: roomId.data };
		const answer = await sayAsBot(madeOnce(callQiscus.bind(this)), { appId, senderEmail }, message);
		const sent = aboutRoom(outsideWindow(answer));
		if (!sent.ok) return sent;
		return { ok: true, data: [{ json: sentMessage(sent.data, roomId.data, appId) }] };
	},
};

/** What Qiscus says where the customer of a WhatsApp channel last wrote too long ago [guess]. */
const TOO_LATE = /24.{0,3}h(?:ou)?rs?|window|template/i;

function outsideWindow<T>(answer: Result<T>): Result<T> {
	if (answer.ok || answer.problem.kind !== 'invalid') return answer;
	const { words = '' } = answer.problem;
	if (!TOO_LATE.test(words)) return answer;
	return failed({
		...answer.problem,
		kind: 'limit',
		message: `WhatsApp takes only templates when the customer has not written for 24 hours: use Broadcast (“${words}”)`,
		advice:
			'Send a template with Broadcast > Send WhatsApp Template. When the customer answers, the bot can write again.',
	});
}
