import { inspect } from 'node:util';
import { settled } from '../support/manual-clock';
import { message } from './support/frames';
import { Listening, messagesOf } from './support/listening';

let rig: Listening;
beforeEach(() => {
	rig = new Listening();
});
afterEach(() => rig.end());

const inUnicode = (key: string) =>
	Array.from(key, (one) => `\\u00${one.charCodeAt(0).toString(16)}`).join('');

const spellings: [string, (key: string) => string][] = [
	['as it is', (key) => key],
	['with escaped slashes', (key) => key.replaceAll('/', '\\/')],
	['in unicode escapes', inUnicode],
	['in unicode escapes in part', (key) => `${inUnicode(key[0]!)}${key.slice(1)}`],
	['encoded for an address', (key) => encodeURIComponent(key)],
];

/** Frames of every kind that hold a text. */
const echoes: [string, (text: string) => string][] = [
	['data', (text) => JSON.stringify(message({ data: { echo: '@' } })).replace('@', text)],
	['an asset', (text) => JSON.stringify(message({ asset: '@' })).replace('@', text)],
	['a list', (text) => JSON.stringify([message({ data: { echo: '@' } })]).replace('@', text)],
	['an error', (text) => `{"error":"oops","message":"bad ${text}"}`],
	['an error word', (text) => `{"error":"${text}"}`],
	['a refusal', (text) => `{"error":"invalid_api_key","message":"${text}","code":401}`],
	['an acknowledgement', (text) => `{"type":"auth","status":"ok","apiKey":"${text}"}`],
	['garbage', (text) => `garbage ${text}`],
	['an unknown form', (text) => `{"received":{"action":"auth","apiKey":"${text}"}}`],
];

describe.each(spellings)('a server that echoes the key %s', (_, spell) => {
	it.each(echoes)('in %s does not get it out', async (_name, frameWith) => {
		const access = rig.access();
		const ear = await rig.live(access);
		const socket = rig.sockets.newest;
		socket.say(frameWith(spell(access.apiKey)));
		await settled();
		socket.close(1011, { reason: `closed for ${access.apiKey}` });
		await settled();
		const seen = [
			JSON.stringify([ear.events, ear.logged, ear.subscriber.status]),
			...messagesOf(ear).map((one) => JSON.stringify([one.raw, one.rows(), one.text()])),
			inspect(messagesOf(ear), { depth: Infinity }),
			...ear.events.flatMap((event) =>
				event.type === 'refused' ? [event.error.message, event.error.stack] : [],
			),
		].join('\n');
		for (const one of [
			access.apiKey,
			encodeURIComponent(access.apiKey),
			inUnicode(access.apiKey),
		]) {
			expect(seen).not.toContain(one);
		}
	});
});

it('data that does not hold the key is not touched', async () => {
	const ear = await rig.live();
	const odd = { note: 'a\\b "c" 5% \u00e9 \ud83d\ude00 kf_test Bearer x' };
	rig.sockets.newest.say(message({ data: odd }));
	expect(messagesOf(ear)[0]?.raw['data']).toMatchObject(odd);
});

it('the key is sent once for each connection, and to the address of the account only', async () => {
	const access = rig.access();
	const ear = await rig.live(access);
	for (let round = 0; round < 3; round += 1) {
		ear.subscriber.subscribe([]);
		rig.sockets.newest.close();
		await rig.clock.pass(5000);
		await rig.accept();
	}
	expect(rig.sockets.all.map(({ url }) => url)).toEqual(Array(4).fill(access.streamUrl));
	for (const { sent } of rig.sockets.all) {
		const holding = sent.filter((frame) => JSON.stringify(frame).includes(access.apiKey));
		expect(holding).toEqual([{ action: 'auth', apiKey: access.apiKey }]);
	}
});
