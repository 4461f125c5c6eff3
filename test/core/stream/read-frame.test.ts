import { readFrame } from '../../../core/stream/read-frame';
import { guideText } from '../support/guide';
import { message, NOON } from './support/frames';

const read = (frame: unknown) =>
	readFrame(typeof frame === 'string' ? frame : JSON.stringify(frame), NOON);

function data(frame: unknown) {
	const incoming = read(frame);
	if (incoming.kind !== 'data') throw new Error(`It is no data, but: ${incoming.kind}`);
	return incoming.frames;
}

describe('a data message', () => {
	it("is the guide's", () => {
		const [frame] = data(guideText('stream-message'));
		expect(frame).toMatchObject({
			channel: 'liquidations',
			asset: 'BTC',
			exchange: null,
			time: Date.parse('2026-02-01T12:34:56Z'),
			receivedAt: NOON,
			value: JSON.parse(guideText('stream-message')),
		});
	});

	it.each([
		['BTC', { channel: 'gex', asset: 'btc', data: {} }],
		['BTC', { channel: 'gex', data: { asset: 'BTC' } }],
		['1000PEPE', { channel: 'gex', asset: '1000PEPE', data: [] }],
		['BTC', { channel: 'gex', asset: 'BTC', data: [{ rate: 1 }] }],
		['BTC', { type: 'update', channel: 'gex', asset: 'BTC', data: {} }],
		['BTC', { event: 'snapshot', status: 'ok', channel: 'gex', asset: 'BTC', data: {} }],
		['BTC', { channel: 'gex', asset: 'BTC', data: {}, error: null }],
		['BTC', { channel: 'gex', asset: 'BTC', data: {}, code: 0, success: true }],
	])('names its asset, %s, in capitals: %j', (asset, frame) => {
		expect(data(frame)[0]?.asset).toBe(asset);
	});

	it.each([
		['binance', { ...message(), exchange: 'Binance' }],
		['okx', message({ data: { exchange: 'OKX' } })],
		[null, message()],
		[null, { ...message(), exchange: null }],
		[null, { ...message(), exchange: { name: 'okx' } }],
	])('may name its exchange, %s', (exchange, frame) => {
		expect(data(frame)[0]?.exchange).toBe(exchange);
	});

	it.each([
		['2026-02-01T12:34:56Z', Date.parse('2026-02-01T12:34:56Z')],
		['2026-02-01T12:34:56', Date.parse('2026-02-01T12:34:56Z')],
		[1_769_949_296, 1_769_949_296_000],
		[1_769_949_296_789, 1_769_949_296_789],
		['1769949296', 1_769_949_296_000],
		['yesterday', null],
		[null, null],
		[{}, null],
		[true, null],
	])('says when it is from: %j', (timestamp, time) => {
		expect(data({ ...message(), data: { timestamp } })[0]?.time).toBe(time);
		expect(data({ channel: 'gex', asset: 'BTC', timestamp, data: {} })[0]?.time).toBe(time);
	});

	it('may come in a list with others, each for itself', () => {
		const frames = data([message(), 5, null, { type: 'ping' }, message({ asset: 'ETH' })]);
		expect(frames.map(({ asset }) => asset)).toEqual(['BTC', 'ETH']);
		expect(frames.map(({ text }) => JSON.parse(text))).toEqual([
			message(),
			message({ asset: 'ETH' }),
		]);
	});

	it.each([
		{ channel: 'liquidations', asset: 'BTC' },
		{ channel: 'liquidations', asset: 'BTC', data: null },
		{ channel: 'liquidations', asset: 'BTC', data: 'text' },
		{ channel: 'liquidations', asset: 'BTC', data: 5 },
		{ channel: 'liquidations', asset: {}, data: {} },
		{ channel: 5, asset: 'BTC', data: {} },
		{ channel: null, asset: 'BTC', data: {} },
		{ channel: ['gex'], asset: 'BTC', data: {} },
		{ asset: 'BTC', data: {} },
		{ channel: 'gex', data: {} },
		{ data: {} },
	])('is not %j', (frame) => {
		expect(read(frame).kind).toBe('unreadable');
	});
});

describe('a frame without data', () => {
	it.each([
		...['ping', ' PING ', 'pong', 'heartbeat', 'hb', 'keepalive', '"ping"', '', ' \n'],
		{ type: 'ping' },
		{ type: 'pong' },
		{ type: 'Heartbeat' },
		{ event: 'heartbeat', timestamp: 1 },
		{ type: 'heartbeat', code: 20_000 },
		{ action: 'ping' },
		{ op: 'pong' },
		{ method: 'keepalive' },
		{ type: 'keep_alive' },
		{ ping: 1_769_949_296 },
		{ pong: 1_769_949_296 },
		{ heartbeat: true },
		[{ type: 'heartbeat' }],
	])('may be a heartbeat: %j', (frame) => {
		expect(read(frame).kind).toBe('heartbeat');
	});

	it('wants an answer only when it is a ping', () => {
		for (const frame of ['ping', { type: 'ping' }, { ping: 1 }]) {
			expect(read(frame)).toEqual({ kind: 'heartbeat', wantsAnswer: true });
		}
		for (const frame of ['pong', { type: 'heartbeat' }, { pong: 1 }]) {
			expect(read(frame)).toEqual({ kind: 'heartbeat', wantsAnswer: false });
		}
	});

	it.each([
		{ type: 'auth', status: 'ok' },
		{ type: 'subscribed', channel: 'gex', asset: 'BTC', exchange: 'all' },
		{ type: 'subscribed', channel: 'gex', asset: 'BTC', data: {} },
		{ event: 'unsubscribed', channel: 'gex', asset: 'BTC', data: { exchange: 'all' } },
		{ action: 'subscribe', channel: 'gex', asset: 'BTC', data: {} },
		{ result: 'success', id: 1 },
		{ success: true },
		[{ event: 'status', status: 'auth_success' }],
	])('may be an acknowledgement: %j', (frame) => {
		expect(read(frame)).toEqual({ kind: 'acknowledgement' });
	});

	it.each([{ type: 'welcome' }, { event: 'hello' }, { type: 'connected' }, { event: 'info' }])(
		'may be a greeting: %j',
		(frame) => {
			expect(read(frame)).toEqual({ kind: 'greeting' });
		},
	);

	it.each([
		[
			JSON.parse(guideText('error-400')),
			{ word: 'invalid_parameter', message: 'Invalid timeframe specified', code: 400 },
		],
		[
			JSON.parse(guideText('error-401')),
			{ word: 'invalid_api_key', message: 'API key is invalid or expired', code: 401 },
		],
		[{ error: 'oops' }, { word: 'oops', message: 'oops', code: undefined }],
		[{ error: { message: 'oops', code: 7 } }, { word: '', message: 'oops', code: 7 }],
		[{ error: { type: 'a', message: 'b' } }, { word: 'a', message: 'b', code: undefined }],
		[
			{ error: { error: 'a' }, message: 'b' },
			{ word: 'a', message: 'b', code: undefined },
		],
		[
			{ type: 'error', message: 'b' },
			{ word: 'error', message: 'b', code: undefined },
		],
		[
			{ type: 'error', code: '404' },
			{ word: 'error', message: 'error', code: 404 },
		],
		[
			{ success: false, message: 'b' },
			{ word: '', message: 'b', code: undefined },
		],
		[
			{ code: 503, message: 'b' },
			{ word: '', message: 'b', code: 503 },
		],
		[{ error: true }, { word: 'true', message: 'true', code: undefined }],
		[
			{ type: 'error', channel: 'gex', asset: 'XYZ', data: {}, message: 'Unknown asset' },
			{ word: 'error', message: 'Unknown asset', code: undefined },
		],
		[[{ error: 'oops' }], { word: 'oops', message: 'oops', code: undefined }],
	])('may be an error: %j', (frame, error) => {
		expect(read(frame)).toEqual({ kind: 'error', error });
	});

	it.each([
		['not JSON', 'hello'],
		['not JSON', '{"channel":"gex"'],
		['not JSON', '\u0000'],
		['not JSON', '{'.repeat(5000)],
		['not JSON', '['.repeat(200) + ']'.repeat(200)],
		['of no known form', '5'],
		['of no known form', 'null'],
		['of no known form', '"hello"'],
		['of no known form', '[]'],
		['of no known form', '[1,[2]]'],
		['of no known form', '{}'],
		['of no known form', '{"a":1}'],
		['of no known form', '{"code":200}'],
	])('may be %s: %p', (why, text) => {
		expect(read(text)).toEqual({ kind: 'unreadable', why });
	});
});
