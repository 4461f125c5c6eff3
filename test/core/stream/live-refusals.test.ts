import { webSockets, type KingfisherError } from '../../../core';
import { wsSockets } from '../../../node-red/shared/ws-sockets';
import { Live, until } from './support/live';

const SPEED = 40;

let live: Live;
beforeEach(async () => {
	live = await Live.start(SPEED);
});
afterEach(() => live.end());

const KINDS = ['frame', 'frameOnly', 'close', 'http', 'silent'] as const;

describe.each([
	["platform's", webSockets(WebSocket)],
	['ws', wsSockets],
])('over the %s sockets', (_name, sockets) => {
	it.each(KINDS)('a key that has expired is refused for good (%s)', async (refuse) => {
		live.stream.behave({ refuse });
		const ear = live.listen({ sockets, apiKey: live.emulator.keys.expired });
		await until(() => ear.told('refused') === 1);
		const refused = ear.events.at(-1) as { error: KingfisherError };
		expect(refused.error).toMatchObject({ code: 'invalid_api_key' });
		expect(refused.error.message).toContain('credential "Kingfisher"');
		expect(JSON.stringify(ear.events)).not.toContain(live.emulator.keys.expired);
		const attempts = live.stream.attempts();
		await live.clock.sleep(4000);
		expect(live.stream.attempts()).toBe(attempts);
		await until(() => live.stream.connections().length === 0);
	});

	it.each(KINDS)('a plan without streaming is refused for good (%s)', async (refuse) => {
		live.stream.behave({ refuse });
		const ear = live.listen({ sockets, apiKey: live.emulator.keys.pro });
		await until(() => ear.told('refused') === 1);
		expect(ear.events.at(-1)).toMatchObject({ error: { code: 'plan_required' } });
	});

	it.each([1000, 1008, 1011, 4000, 4401])(
		'a key that has expired is refused for good (closed with %i)',
		async (closeCode) => {
			live.stream.behave({ refuse: 'close', closeCode });
			const ear = live.listen({ sockets, apiKey: live.emulator.keys.expired });
			await until(() => ear.told('refused') === 1);
			expect(ear.events.at(-1)).toMatchObject({ error: { code: 'invalid_api_key' } });
		},
	);

	it('a stream that worked goes on when a key is refused by mistake', async () => {
		const ear = await live.listening({ sockets });
		live.stream.publish('liquidations', 'BTC');
		await until(() => ear.messages.length === 1);
		live.stream.revoke(live.emulator.keys.elite);
		await until(() => ear.told('connected') === 2);
		await live.untilSubscribed(1);
		expect(ear.told('refused')).toBe(0);
	});

	it('a stream that worked stops when its key has been revoked', async () => {
		const ear = await live.listening({ sockets });
		live.stream.publish('liquidations', 'BTC');
		await until(() => ear.messages.length === 1);
		live.emulator.setTier(live.emulator.keys.elite, 'expired');
		live.stream.revoke(live.emulator.keys.elite);
		await until(() => ear.told('refused') === 1);
		expect(ear.events.at(-1)).toMatchObject({ error: { code: 'invalid_api_key' } });
		expect(ear.subscriber.status.state).toBe('refused');
	});

	it('a stream that is refused goes on when the user has changed the plan', async () => {
		const { pro } = live.emulator.keys;
		const ear = live.listen({ sockets, apiKey: pro });
		await until(() => ear.told('refused') === 1);
		await expect(ear.subscriber.ready(1000)).rejects.toMatchObject({ code: 'plan_required' });
		live.emulator.setTier(pro, 'elite');
		ear.subscriber.subscribe([]);
		await live.untilSubscribed(1);
		expect(await ear.subscriber.ready(5000)).toBe('live');
	});

	it('a stream goes on while REST is away', async () => {
		live.stream.behave({ refuseKeys: 'all' });
		live.emulator.faults.inject({ dropConnection: 'before', times: 1000 });
		const ear = live.listen({ sockets });
		await until(() => ear.told('disconnected') + ear.told('retrying') >= 3);
		expect(ear.told('refused')).toBe(0);
		live.emulator.faults.clear();
		live.stream.behave({ refuseKeys: false });
		await live.untilSubscribed(1);
	});
});

it('a subscription that overtakes a slow authentication does not end the stream', async () => {
	const ear = await live.listening();
	live.stream.sendRaw({ error: 'not_authenticated', message: 'Authenticate first', code: 401 });
	await until(() => ear.told('connected') === 2);
	await live.untilSubscribed(1);
	expect(ear.told('refused')).toBe(0);
});
