import { callbackUrl, pathOf } from '../../node-red/nodes/event/address';
import { eventMessage, outputOf } from '../../node-red/nodes/event/messages';
import type { DeliveredEvent } from '../../core';

const raw = { event: 'gex.flip', data: { asset: 'BTC', more: [1] } };
const event = {
	name: 'gex.flip',
	asset: 'BTC',
	text: 'BTC gamma has flipped',
	deliveryId: 'msg_1',
	receivedAt: Date.UTC(2026, 0, 2),
	timestamp: null,
	row: { asset: 'BTC' },
	raw,
} as unknown as DeliveredEvent;

describe('what the flow gets of an event', () => {
	it('has the asset as topic, a flat payload, and what the event is under kingfisher', () => {
		const msg = eventMessage(event, 'simplified');
		expect(msg).toMatchObject({
			topic: 'BTC',
			payload: { text: 'BTC gamma has flipped', deliveryId: 'msg_1' },
			kingfisher: { event: 'gex.flip', receivedAt: '2026-01-02T00:00:00.000Z', raw },
		});
		expect(Object.values(msg.payload as object).some((one) => one && typeof one === 'object')).toBe(
			false,
		);
	});

	it('is a copy of what the API sent where that was chosen, which a flow may change', () => {
		const { payload } = eventMessage(event, 'raw') as { payload: typeof raw };
		expect(payload).toEqual(raw);
		payload.data.asset = 'ETH';
		expect(raw.data.asset).toBe('BTC');
	});

	it('says whether the API confirmed it', () => {
		const confirmation = { confirmed: false, reason: 'the gamma figures do not show this regime' };
		expect(eventMessage(event, 'simplified', confirmation)).toMatchObject({
			kingfisher: { confirmed: false, confirmation: confirmation.reason },
		});
	});

	it('has the event as topic when it names no asset', () => {
		expect(eventMessage({ ...event, asset: null }, 'raw')).toMatchObject({ topic: 'gex.flip' });
	});

	it.each([undefined, 'unheard of', 5])('is simplified where a flow says %j', (stored) => {
		expect(outputOf(stored)).toBe('simplified');
	});
});

describe('the address of an event node', () => {
	it.each([
		['', '/kingfisher/n1'],
		[' / ', '/kingfisher/n1'],
		[undefined, '/kingfisher/n1'],
		['events', '/events'],
		['/a/b/', '/a/b'],
	])('has of %j the path %s', (entered, path) => {
		expect(pathOf(entered, 'n1')).toBe(path);
	});

	it('is made of the public URL, the root, the path and the token', () => {
		const rest = { root: '/flows/', path: '/events', token: 'a b' };
		expect(callbackUrl(' https://example.com/red/ ', rest)).toBe(
			'https://example.com/red/flows/events?token=a+b',
		);
	});

	it.each([undefined, '', 'example.com', 'ftp://example.com', 'http://'])(
		'cannot be made of the public URL %j, which an error explains without the token',
		(publicUrl) => {
			const make = () => callbackUrl(publicUrl, { root: '/', path: '/e', token: 'sesame' });
			expect(make).toThrow(/public address of this Node-RED/);
			expect(make).not.toThrow(/sesame/);
		},
	);
});
