import type { Client } from '../../../core';
import { signals } from '../../../core/signals/catalogue';
import type { Watch } from '../../../core/signals/plan-calls';
import { evaluateRound } from '../../../core/signals/evaluate-round';
import type { AnySignal } from '../../../core/signals/signal';
import { startEmulator, type Emulator, type Shapes } from '../../../emulator';
import { asking, impatientClock } from '../support/client';

const clock = impatientClock();
let emulator: Emulator;
beforeAll(async () => {
	emulator = await startEmulator({ scenario: 'guide', now: clock.now });
});
beforeEach(() => emulator.reset());
afterAll(() => emulator.close());

const ALERTS = Object.values<AnySignal>(signals).filter(({ kind }) => kind === 'alert');
const WATCHES: Watch[] = ALERTS.map((signal) => ({
	signal,
	asset: 'BTC',
	settings: { confirmations: 'both' },
}));

let keys = 0;
function newClient(): Client {
	keys += 1;
	return asking(emulator, { apiKey: `kf_elite_signals_${keys}`, clock }).client;
}

/** A round as a host makes it, asking anew each time. */
async function round(client: Client, watches: Watch[], memory?: unknown) {
	const { callsMade } = client.usage();
	const options = { now: clock.now, settings: { cacheSeconds: 0 } };
	const { evaluations, memory: kept } = await evaluateRound(client, watches, memory, options);
	return { evaluations, memory: kept, calls: client.usage().callsMade - callsMade };
}

describe('a round of all signals', () => {
	it('asks every endpoint once', async () => {
		const client = newClient();
		const { calls } = await round(client, WATCHES);
		expect(calls).toBe(6);
		expect(client.usage().callsMade).toBe(6);
	});

	it.each<Partial<Shapes>>([
		{ funding: 'rates' },
		{ funding: 'exchanges' },
		{ funding: 'data' },
		{ funding: 'byExchange' },
		{ fundingUnit: 'percent' },
		{ orderFlow: 'nested' },
		{ orderFlow: 'series' },
		{ depth: 'bookArrays' },
		{ depth: 'bookObjects' },
	])('misses nothing, in whatever shape the API answers: %j', async (shapes) => {
		emulator.shapes.set(shapes);
		const { evaluations } = await round(newClient(), WATCHES);
		const results = evaluations.flatMap((one) => one.results);
		expect(results.map(({ state }) => state)).not.toContain('unknown');
		expect(results.flatMap(({ missing }) => missing)).toEqual([]);
	});

	it('says the same of rates in percent as of the same rates as fractions', async () => {
		const rates = async (fundingUnit: Shapes['fundingUnit']) => {
			emulator.shapes.set({ fundingUnit });
			const watches = [{ signal: signals.fundingExtreme, asset: 'BTC' }];
			const { evaluations } = await round(newClient(), watches);
			return evaluations[0]?.results.map(({ text }) => text);
		};
		expect(await rates('percent')).toEqual(await rates('fraction'));
	});

	it('fires nothing the second time', async () => {
		const client = newClient();
		const first = await round(client, WATCHES);
		const second = await round(client, WATCHES, first.memory);
		expect(second.evaluations.flatMap((one) => one.fired)).toEqual([]);
	});
});
