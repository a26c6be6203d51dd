import { EventEmitter } from 'node:events';

import type { IWebhookFunctions } from 'n8n-workflow';

import { receiveDelivery } from '../../../nodes/shared/delivery/http';

/** A request whose body n8n waits for without end. */
function endless(contentType?: string) {
	const readRawBody = jest.fn(async () => await new Promise<void>(() => {}));
	const headers = contentType === undefined ? {} : { 'content-type': contentType };
	const request = Object.assign(new EventEmitter(), {
		method: 'POST',
		headers,
		query: {},
		complete: false,
		readRawBody,
	});
	return {
		request,
		receive: async () =>
			await receiveDelivery(
				request as unknown as ReturnType<IWebhookFunctions['getRequestObject']>,
			),
	};
}

describe('a body that never comes', () => {
	it.each(['multipart/form-data; boundary=edge', ' Multipart/Form-Data'])(
		'is not waited for where n8n has consumed it as %s',
		async (contentType) => {
			const { request, receive } = endless(contentType);
			expect(await receive()).toMatchObject({ method: 'POST', rawBody: undefined });
			expect(request.readRawBody).not.toHaveBeenCalled();
		},
	);

	it('is waited for until the caller hangs up', async () => {
		const { request, receive } = endless();
		const received = receive();
		request.emit('close');
		expect(await received).toMatchObject({ rawBody: undefined });
	});

	it('may still be unpacked when all of it has come', async () => {
		const { request, receive } = endless();
		request.readRawBody.mockImplementation(async () => {
			request.emit('close');
			await new Promise((resolve) => setTimeout(resolve, 10));
			Object.assign(request, { rawBody: Buffer.from('{}') });
		});
		request.complete = true;
		expect(await receive()).toMatchObject({ rawBody: Buffer.from('{}') });
	});
});
