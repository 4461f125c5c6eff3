import { GuideScenario } from '../../emulator/guide-scenario';
import type { ClusterProximity, FundingRate, GammaSnapshot } from '../../emulator/scenario';
import { ShapeSwitches } from '../../emulator/shapes/shapes';
import { Conditions } from '../../emulator/webhooks/conditions';
import { WebhookStore, type WebhookEvent } from '../../emulator/webhooks/store';
import { Watch } from '../../emulator/webhooks/watch';
import { ask, emulate, read, stoppedClock } from './support';
import { receive, register } from './webhook-receiver';

/** A market whose state is set by hand. */
class Scripted extends GuideScenario {
	clusters: [price: number, size: number][] = [];
	regime = 'positive';
	rates: Record<string, number> = {};

	override clusterProximity(asset: string): ClusterProximity[] {
		const current_price = 100_000;
		return this.clusters.map(([cluster_price, cluster_size]) => ({
			...{ asset, current_price, cluster_price, cluster_size },
			distance_percent: Math.abs(cluster_price / current_price - 1) * 100,
		}));
	}

	override gammaExposure(): Pick<GammaSnapshot, 'current_price' | 'flip_level' | 'current_gex'> {
		return { current_price: 67_000, flip_level: 68_200, current_gex: this.regime };
	}

	override fundingRates(): FundingRate[] {
		return Object.entries(this.rates).map(([exchange, rate]) => ({
			...{ exchange, rate, predictedRate: rate, nextFundingTime: '' },
		}));
	}
}

/** A watch over one registration; `seen` tells what a look finds to have begun. */
function watching(event: WebhookEvent, threshold?: number, asset = 'BTC') {
	const market = new Scripted();
	const store = new WebhookStore();
	let entered: any[] = [];
	const watch = new Watch({
		store,
		conditions: new Conditions({ scenario: market, shapes: new ShapeSwitches() }),
		entered: (_webhook, of, { data }) => void entered.push([of, data]),
	});
	const add = () =>
		store.add({ keyId: 'x', tier: 'pro' }, '', {
			url: 'https://your-server.com',
			events: [event],
			config: { asset, ...(threshold !== undefined && { threshold }) },
		});
	const { id } = add();
	const seen = () => {
		entered = [];
		watch.look();
		return entered.map(([of, data]) => {
			expect(of).toBe(event);
			return data;
		});
	};
	return { market, seen, add, remove: () => store.remove(id) };
}

describe('watching for clusters near the price', () => {
	it('fires when one comes within 1 % of the price, once until it has been away', () => {
		const { market, seen } = watching('liquidation.cluster_proximity', 1_000);
		const at = (price: number) => {
			market.clusters = [[price, 2_000]];
			return seen().map((data) => data.cluster_price);
		};
		expect(at(98_999)).toEqual([]);
		expect(at(99_000)).toEqual([99_000]);
		expect(at(99_000)).toEqual([]);
		expect(at(98_999)).toEqual([]);
		expect(at(99_000)).toEqual([99_000]);
		expect(at(101_000)).toEqual([101_000]);
		expect(at(101_001)).toEqual([]);
	});

	it('fires for one larger than the threshold, when it has grown to that', () => {
		const { market, seen } = watching('liquidation.cluster_proximity', 1_000);
		market.clusters = [[99_500, 1_000]];
		expect(seen()).toEqual([]);
		market.clusters = [[99_500, 1_001]];
		expect(seen()).toMatchObject([{ cluster_size: 1_001 }]);
		market.clusters = [[99_500, 1_500]];
		expect(seen()).toEqual([]);
	});

	it('fires for each on its own, and for any size without a threshold', () => {
		const { market, seen } = watching('liquidation.cluster_proximity');
		market.clusters = [[99_500, 1]];
		expect(seen()).toHaveLength(1);
		market.clusters.push([100_500, 1], [100_600, 1]);
		expect(seen().map((data) => data.cluster_price)).toEqual([100_500, 100_600]);
	});
});

describe('watching for a gamma flip', () => {
	it('fires when the price crosses the flip level, either way', () => {
		const { market, seen } = watching('gex.flip');
		expect(seen()).toEqual([]);
		expect(seen()).toEqual([]);
		market.regime = 'negative';
		expect(seen()).toMatchObject([{ current_gex: 'negative', previous_gex: 'positive' }]);
		expect(seen()).toEqual([]);
		market.regime = 'positive';
		expect(seen()).toMatchObject([{ current_gex: 'positive', previous_gex: 'negative' }]);
	});

	it('has nothing to look at where there are no options', () => {
		const { market, seen } = watching('gex.flip', undefined, 'SOL');
		seen();
		market.regime = 'negative';
		expect(seen()).toEqual([]);
	});
});

describe('watching for extreme funding', () => {
	it('fires when a rate of an exchange reaches the threshold in percent, either way', () => {
		const { market, seen } = watching('funding.rate.extreme', 0.08);
		market.rates = { binance: 0.0008, bybit: 0.00079, okx: -0.0009 };
		expect(seen().map((data) => data.exchange)).toEqual(['binance', 'okx']);
		market.rates = { binance: 0.0008, bybit: 0.0008, okx: 0 };
		expect(seen()).toMatchObject([{ exchange: 'bybit', rate: 0.0008, threshold: 0.08 }]);
		market.rates = { binance: 0.0008, bybit: 0.0008, okx: 0.0008 };
		expect(seen().map((data) => data.exchange)).toEqual(['okx']);
	});

	it("takes the guide's 0.05 % where there is no threshold", () => {
		const { market, seen } = watching('funding.rate.extreme');
		market.rates = { binance: 0.00049, bybit: 0.0005 };
		expect(seen()).toMatchObject([{ exchange: 'bybit', threshold: 0.05 }]);
	});
});

describe('the watch', () => {
	it('goes by registration: one that is new hears of what holds already', () => {
		const { market, seen, add, remove } = watching('funding.rate.extreme');
		market.rates = { binance: 0.001 };
		expect(seen()).toHaveLength(1);
		add();
		expect(seen()).toHaveLength(1);
		remove();
		expect(seen()).toEqual([]);
	});

	it('delivers what the market does, while it is on', async () => {
		const clock = stoppedClock();
		const emulator = await emulate({ now: clock.now });
		const receiver = await receive();
		await register(emulator, receiver.url, { events: ['gex.flip'] });
		const { current_gex: before } = await read(emulator, '/gex/BTC');
		emulator.webhooks.behave({ watchEveryMs: 1 });
		// Each question leaves time for a look.
		for (let minute = 0; minute < 5000 && receiver.requests.length === 0; minute++) {
			emulator.market.advance(60_000);
			await read(emulator, '/gex/BTC');
		}
		const [request] = await receiver.received(1);
		const { data, ...rest } = request!.json;
		expect(rest).toEqual({ event: 'gex.flip', timestamp: '2026-02-01T12:00:00Z' });
		expect(data).toMatchObject({ asset: 'BTC', previous_gex: before });
		expect(data.current_gex).toBe(data.current_price < data.flip_level ? 'positive' : 'negative');
		expect(data.current_gex).not.toBe(before);
	});

	it("fires the guide's cluster at a registration's first look, and ends with a reset", async () => {
		const emulator = await emulate({ scenario: 'guide' });
		const receiver = await receive();
		emulator.webhooks.behave({ watchEveryMs: 1 });
		const events = ['liquidation.cluster_proximity'];
		await register(emulator, receiver.url, { events, threshold: 4_800_000_000 });
		await register(emulator, receiver.url, { events, threshold: 4_799_999_999 });
		const [request] = await receiver.received(1);
		expect(request!.json.data).toMatchObject({ cluster_price: 66_330, distance_percent: 1 });
		emulator.reset();
		expect(emulator.webhooks.behaviour.watchEveryMs).toBe(0);
		await register(emulator, receiver.url, { events });
		for (let call = 0; call < 20; call++) await ask(emulator, '/gex/BTC');
		expect(receiver.requests).toHaveLength(1);
	});
});
