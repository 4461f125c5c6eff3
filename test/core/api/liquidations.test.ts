import { catalogue } from '../../../core';
import { answerOf, AT, AT_ISO } from '../support/answer';
import { guide } from '../support/guide';

const { liquidations } = catalogue;

describe('liquidation clusters of the guide', () => {
	const answer = answerOf(liquidations, guide('liquidations'));
	const scope = { asset: 'BTC', exchange: 'all', timeframe: '1D', currentPrice: 67000 };
	const february = {
		time: Date.parse('2026-02-01T00:00:00Z'),
		timestamp: '2026-02-01T00:00:00.000Z',
	};

	it('become one row each, to the digit', () => {
		expect(answer.rows()).toEqual([
			{
				...scope,
				price: 64000,
				longLiquidationsUsd: 4_800_000_000,
				shortLiquidationsUsd: 120_000_000,
				totalLiquidationsUsd: 4_920_000_000,
				side: 'long',
				distancePercent: 4.47761194,
				position: 'below',
				...february,
			},
			{
				...scope,
				price: 69500,
				longLiquidationsUsd: 95_000_000,
				shortLiquidationsUsd: 2_100_000_000,
				totalLiquidationsUsd: 2_195_000_000,
				side: 'short',
				distancePercent: 3.731343284,
				position: 'above',
				...february,
			},
		]);
	});

	it('become one summary', () => {
		expect(answer.summary()).toEqual({
			...scope,
			clusterCount: 2,
			largestLongPrice: 64000,
			largestLongUsd: 4_800_000_000,
			largestShortPrice: 69500,
			largestShortUsd: 2_100_000_000,
			nearestPrice: 69500,
			nearestDistancePercent: 3.731343284,
			...february,
		});
	});

	it('become one line', () => {
		expect(answer.text()).toBe(
			'BTC 67,000: largest reported clusters $4.8B of longs at 64,000 (4.5% below), $2.1B of shorts at 69,500 (3.7% above)',
		);
	});

	it('stay reachable as they came', () => {
		expect(answer.raw).toEqual(guide('liquidations'));
	});

	it('give the 1.0 percent of the guide’s webhook sample for its prices', () => {
		const { data } = guide('webhook-payload');
		const [row] = answerOf(liquidations, {
			current_price: data.current_price,
			clusters: [{ price: data.cluster_price }],
		}).rows();
		expect(row?.['distancePercent']).toBe(data.distance_percent);
	});
});

describe('liquidation clusters that differ from the guide', () => {
	it('take numbers that come as text', () => {
		const rows = answerOf(liquidations, {
			current_price: '67000',
			clusters: [{ price: '66330', long_liquidations: '4.8e9', short_liquidations: ' 12 ' }],
		}).rows();
		expect(rows[0]).toMatchObject({
			currentPrice: 67000,
			price: 66330,
			longLiquidationsUsd: 4_800_000_000,
			shortLiquidationsUsd: 12,
			distancePercent: 1,
		});
	});

	it('say null, not 0, for what is missing', () => {
		const answer = answerOf(liquidations, { clusters: [{}] }, { asset: 'sol' });
		expect(answer.rows()).toEqual([
			{
				asset: 'SOL',
				exchange: 'all',
				timeframe: '1D',
				currentPrice: null,
				price: null,
				longLiquidationsUsd: null,
				shortLiquidationsUsd: null,
				totalLiquidationsUsd: null,
				side: null,
				distancePercent: null,
				position: null,
				time: AT,
				timestamp: AT_ISO,
			},
		]);
		expect(answer.summary()).toMatchObject({
			clusterCount: 1,
			largestLongUsd: null,
			largestShortPrice: null,
			nearestPrice: null,
			nearestDistancePercent: null,
		});
		expect(answer.text()).toBe('SOL: no liquidation clusters reported');
	});

	it('keep entries that are null, numbers or texts', () => {
		const rows = answerOf(liquidations, { clusters: [null, 5, 'six', [7]] }).rows();
		expect(rows.map((row) => row['value'])).toEqual([null, 5, 'six', '[7]']);
	});

	it('count one side as the total when the other is missing', () => {
		const [row] = answerOf(liquidations, { clusters: [{ long_liquidations: 7 }] }).rows();
		expect(row).toMatchObject({ totalLiquidationsUsd: 7, side: 'long' });
	});

	it('read times in seconds and in milliseconds, and keep what is no time', () => {
		const clusters = [
			{ timestamp: 1_769_904_000 },
			{ timestamp: 1_769_904_000_000 },
			{ timestamp: 'soon' },
		];
		const rows = answerOf(liquidations, { clusters }).rows();
		expect(rows.map((row) => row['timestamp'])).toEqual([
			'2026-02-01T00:00:00.000Z',
			'2026-02-01T00:00:00.000Z',
			AT_ISO,
		]);
		expect(rows[2]).toMatchObject({ timestamp_: 'soon' });
	});

	it('name the exchange of a cluster where the cluster does', () => {
		const rows = answerOf(liquidations, {
			exchange: 'all',
			clusters: [{ exchange: 'okx' }, {}],
		}).rows();
		expect(rows.map((row) => row['exchange'])).toEqual(['okx', 'all']);
	});

	it('are put at the price when they are there', () => {
		const [row] = answerOf(liquidations, {
			current_price: 100,
			clusters: [{ price: 100, long_liquidations: 5 }],
		}).rows();
		expect(row).toMatchObject({ distancePercent: 0, position: 'at' });
	});

	it('have no distance from a price of zero', () => {
		const [row] = answerOf(liquidations, { current_price: 0, clusters: [{ price: 1 }] }).rows();
		expect(row).toMatchObject({ distancePercent: null, position: null });
	});

	it('leave one side out of the line when nothing is reported on it', () => {
		const answer = answerOf(liquidations, {
			current_price: 100,
			clusters: [{ price: 90, long_liquidations: 1_500_000, short_liquidations: 0 }],
		});
		expect(answer.text()).toBe(
			'BTC 100: largest reported clusters $1.5M of longs at 90 (10.0% below)',
		);
	});

	it('pass on what the guide does not name, of a cluster and of the response', () => {
		const answer = answerOf(liquidations, {
			clusters: [{ leverage: 25, origin: { venue: 'okx' }, tags: ['x', 1] }],
			model: 'v2',
		});
		expect(answer.rows()[0]).toMatchObject({
			leverage: 25,
			origin_venue: 'okx',
			tags: '["x",1]',
		});
		expect(answer.summary()).toMatchObject({ model: 'v2' });
	});

	it('are an unexpected shape without their list, with the raw answer still there', () => {
		const answer = answerOf(liquidations, { asset: 'BTC', levels: [1] });
		expect(() => answer.rows()).toThrow(
			expect.objectContaining({ code: 'unexpected_shape', endpoint: 'liquidations' }),
		);
		expect(() => answer.rows()).toThrow(/"clusters" is missing or has another form/);
		expect(answer.raw).toEqual({ asset: 'BTC', levels: [1] });
	});
});
