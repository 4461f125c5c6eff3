import { signals } from '../../../core/signals/catalogue';
import { evaluateRound, gatherRound, judgeRound } from '../../../core/signals/evaluate-round';
import type { Watch } from '../../../core/signals/plan-calls';
import { startEmulator, type Emulator } from '../../../emulator';
import { asking, failureOf, impatientClock } from '../support/client';

const clock = impatientClock();
let emulator: Emulator;
beforeAll(async () => {
	emulator = await startEmulator({ scenario: 'guide', now: clock.now });
});
beforeEach(() => emulator.reset());
afterAll(() => emulator.close());

let keys = 0;
function newClient() {
	keys += 1;
	return asking(emulator, { apiKey: `kf_pro_round_${keys}`, clock }).client;
}

const NEAR: Watch = {
	signal: signals.clusterProximity,
	asset: 'BTC',
	settings: { enterDistance: 5 },
};
const FUNDING: Watch = { signal: signals.fundingExtreme, asset: 'BTC', settings: {} };
const options = { now: clock.now, settings: { retries: 0 } };

describe('a round of signals', () => {
	it('fires once, by the memory that it is handed', async () => {
		const client = newClient();
		const first = await evaluateRound(client, [NEAR], undefined, options);
		expect(first.evaluations.map(({ fired }) => fired.length > 0)).toEqual([true]);
		const second = await evaluateRound(client, [NEAR], first.memory, options);
		expect(second.evaluations.flatMap(({ fired }) => fired)).toEqual([]);
	});

	it('shares an answer among watches that ask the same', async () => {
		const client = newClient();
		const watches: Watch[] = [NEAR, { ...NEAR, signal: signals.setupScan, settings: {} }];
		const { evaluations } = await evaluateRound(client, watches, undefined, options);
		expect(evaluations).toHaveLength(2);
		expect(client.usage().callsMade).toBe(1);
	});

	it('asks for more calls than are under way at a time, and keeps the order of the watches', async () => {
		const assets = ['BTC', 'ETH', 'SOL', 'XRP', 'DOGE', 'BNB', 'ADA'];
		const watches = assets.map((asset) => ({ ...NEAR, asset }));
		const { evaluations } = await evaluateRound(newClient(), watches, undefined, options);
		expect(evaluations.map(({ results }) => results[0]?.asset)).toEqual(assets);
	});

	it('goes on without a call that fails, and its signal says what is missing', async () => {
		emulator.faults.inject({ path: '/v1/funding-rates/', status: 500 });
		const round = await evaluateRound(newClient(), [NEAR, FUNDING], undefined, options);
		expect(round.failures.map(({ code }) => code)).toEqual(['server_error']);
		const [near, funding] = round.evaluations;
		expect(near?.fired.length).toBeGreaterThan(0);
		expect(funding?.results[0]).toMatchObject({ state: 'unknown', fired: false });
	});

	it('takes a price that the flow has in place of the one in the answer', async () => {
		const watch = { ...NEAR, price: 80_000 };
		const { evaluations } = await evaluateRound(newClient(), [watch], undefined, options);
		expect(evaluations[0]?.results[0]).toMatchObject({
			state: 'clear',
			figures: { currentPrice: 80_000 },
		});
	});

	it('reads the memory after the answers are there, where a host wants that', async () => {
		const client = newClient();
		const both = [await gatherRound(client, [NEAR]), await gatherRound(client, [NEAR])];
		let memory: unknown;
		const fired = both.map((gathered) => {
			const round = judgeRound(gathered, memory, clock.now());
			memory = round.memory;
			return round.evaluations.some((one) => one.fired.length > 0);
		});
		expect(fired).toEqual([true, false]);
	});

	it('fails when every call has failed', async () => {
		emulator.faults.inject({ status: 500, times: 2 });
		const round = evaluateRound(newClient(), [NEAR, FUNDING], undefined, options);
		expect((await failureOf(round)).code).toBe('server_error');
	});

	it('ends when it is cancelled', async () => {
		const settings = { signal: AbortSignal.abort() };
		const round = evaluateRound(newClient(), [NEAR], undefined, { now: clock.now, settings });
		expect((await failureOf(round)).code).toBe('cancelled');
	});

	it('evaluates a signal that needs no call', async () => {
		const client = newClient();
		const plan: Watch = { signal: signals.callPlan, asset: '', settings: {} };
		const { evaluations } = await evaluateRound(client, [plan], undefined, options);
		expect(evaluations[0]?.results).toHaveLength(1);
		expect(client.usage().callsMade).toBe(0);
	});
});
