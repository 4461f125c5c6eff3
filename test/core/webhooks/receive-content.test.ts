import { MAX_WEBHOOK_BYTES, receiveWebhook, SeenDeliveries } from '../../../core';
import { NOW, receivers, SAMPLE, SETTINGS, TOKEN } from './support/receiving';

const receiving = receivers();

/** The guide's body, made this long with blanks. */
const ofLength = (bytes: number) => SAMPLE + ' '.repeat(bytes - Buffer.byteLength(SAMPLE));

describe('the size of a delivery', () => {
	it.each([
		[MAX_WEBHOOK_BYTES, 200],
		[MAX_WEBHOOK_BYTES + 1, 413],
	])('of %d bytes is answered with %d', async (bytes, status) => {
		const { deliver } = await receiving();
		expect(await deliver({ body: ofLength(bytes) })).toBe(status);
	});

	it('is that of its bytes, not of its characters', async () => {
		const { deliver } = await receiving();
		const body = JSON.stringify({ event: 'x', note: '€'.repeat(MAX_WEBHOOK_BYTES / 3) });
		expect(body.length).toBeLessThan(MAX_WEBHOOK_BYTES);
		expect(await deliver({ body })).toBe(413);
	});
});

describe('the content type of a delivery', () => {
	it.each([
		'application/json',
		'application/json; charset=utf-8',
		'application/json;charset=UTF-8',
		'Application/JSON',
		'application/cloudevents+json',
		'application/vnd.kingfisher.v1+json; charset=utf-8',
	])('may be %s', async (type) => {
		const { deliver } = await receiving();
		expect(await deliver({ headers: { 'content-type': type } })).toBe(200);
	});

	it.each([
		'text/plain',
		'text/json',
		'application/x-www-form-urlencoded',
		'multipart/form-data; boundary=application/json',
		'application/jsonp',
		'application/json-seq',
		'application/json+xml',
		'text/html; application/json',
		'json',
	])('may not be %s', async (type) => {
		const { deliver, receptions } = await receiving();
		expect(await deliver({ headers: { 'content-type': type } })).toBe(415);
		expect(receptions).toMatchObject([{ rejected: 'type' }]);
	});

	it('may be missing: the body shows what it is', () => {
		const request = { method: 'POST', headers: {}, token: TOKEN };
		const receive = (body: string) =>
			receiveWebhook({ ...request, body: Buffer.from(body) }, SETTINGS, new SeenDeliveries(), NOW)
				.status;
		expect(receive(SAMPLE)).toBe(200);
		expect(receive('event=gex.flip')).toBe(400);
	});
});

describe('the text of a delivery', () => {
	it('is UTF-8, with a byte-order mark or without', async () => {
		const { deliver, events } = await receiving();
		const event = { event: 'note', data: { text: 'ü€🐟' } };
		expect(await deliver({ body: `\uFEFF${JSON.stringify(event)}` })).toBe(200);
		expect(events()).toMatchObject([{ raw: event, row: { text: 'ü€🐟' } }]);
	});

	it('may hold what would change a prototype, and does not', async () => {
		const { deliver, events } = await receiving();
		const body =
			'{"event":"x","__proto__":{"polluted":1},"data":{"constructor":{"prototype":{"polluted":1}}}}';
		expect(await deliver({ body })).toBe(200);
		expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
		expect(Object.getPrototypeOf(events()[0]?.raw)).toBe(Object.prototype);
	});
});
