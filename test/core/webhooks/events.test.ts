import { EVENT_FIELDS, WEBHOOK_EVENTS } from '../../../core';
import { readEvent } from '../../../core/webhooks/events';
import { AT, AT_ISO } from '../support/answer';
import { guide } from '../support/guide';
import { FLIP, FUNDING, PROXIMITY } from './support/registering';

const read = (value: unknown) => readEvent(value, AT);
const rowOf = (value: unknown) => read(value)?.row;

describe('the event of the guide', () => {
	it('is read to the digit', () => {
		const sample = guide('webhook-payload');
		expect(read(sample)).toEqual({
			name: PROXIMITY,
			isKnown: true,
			asset: 'BTC',
			time: Date.parse('2026-02-01T12:34:56Z'),
			row: {
				event: PROXIMITY,
				asset: 'BTC',
				currentPrice: 67000,
				clusterPrice: 66330,
				clusterSizeUsd: 4_800_000_000,
				distancePercent: 1,
				side: null,
				time: Date.parse('2026-02-01T12:34:56Z'),
				timestamp: '2026-02-01T12:34:56.000Z',
			},
			text: 'BTC 67,000 is 1.0% above a liquidation cluster of $4.8B at 66,330',
			raw: sample,
		});
	});
});

describe('an event of each kind', () => {
	it.each<[string, object, object]>([
		[
			PROXIMITY,
			{ price: '67000', level: '66330', notional: 5e9, distance_pct: 1, cluster_side: 'long' },
			{
				currentPrice: 67000,
				clusterPrice: 66330,
				clusterSizeUsd: 5e9,
				distancePercent: 1,
				side: 'long',
			},
		],
		[
			PROXIMITY,
			{ cluster: { price: 66330, size: 5e9 } },
			{ clusterPrice: 66330, clusterSizeUsd: 5e9 },
		],
		[
			FLIP,
			{ mark_price: 67000, flip_level: 68200, from: 'positive', to: 'negative' },
			{ currentPrice: 67000, flipLevel: 68200, previousGex: 'positive', currentGex: 'negative' },
		],
		[FLIP, { flip: 68200, current_gex: 'positive' }, { flipLevel: 68200, currentGex: 'positive' }],
		[
			FUNDING,
			{ venue: 'binance', rate: '0.0012', threshold: 0.001 },
			{ exchange: 'binance', fundingRate: 0.0012, threshold: 0.001 },
		],
		[FUNDING, { exchange: 'okx', funding_rate: -0.5 }, { exchange: 'okx', fundingRate: -0.5 }],
	])('%s is read from plausible names: %j', (event, data, columns) => {
		const row = rowOf({ event, timestamp: AT_ISO, data: { asset: 'BTC', ...data } });
		expect(row).toEqual(
			expect.objectContaining({ event, asset: 'BTC', ...columns, time: AT, timestamp: AT_ISO }),
		);
		for (const name of Object.keys(row ?? {})) expect(EVENT_FIELDS).toHaveProperty(name);
	});

	it('has columns with a title each', () => {
		for (const { value } of WEBHOOK_EVENTS) {
			const row = rowOf({ event: value, data: {} });
			expect(Object.keys(row ?? {}).filter((name) => !(name in EVENT_FIELDS))).toEqual([]);
		}
		for (const { title, description } of Object.values(EVENT_FIELDS)) {
			expect(title).not.toBe('');
			expect(description).not.toBe('');
		}
	});

	it('says how far a cluster is away, where the API does not', () => {
		const data = { current_price: 67000, cluster_price: 66330 };
		expect(rowOf({ event: PROXIMITY, data })).toMatchObject({ distancePercent: 1 });
		expect(rowOf({ event: PROXIMITY, data: { cluster_price: 66330 } })).toMatchObject({
			distancePercent: null,
		});
		const other = { ...data, distance_percent: 0 };
		expect(rowOf({ event: PROXIMITY, data: other })).toMatchObject({ distancePercent: 0 });
	});
});

describe('the envelope of an event', () => {
	it.each([
		[{ event: FLIP, data: { asset: 'BTC', flip_level: 5 } }],
		[{ type: FLIP, data: { asset: 'BTC', flip_level: 5 } }],
		[{ event_type: FLIP, payload: { asset: 'BTC', flip_level: 5 } }],
		[{ event: FLIP, asset: 'BTC', data: { flip_level: 5 } }],
		[{ event: FLIP, asset: 'BTC', flip_level: 5 }],
		[{ event: ` ${FLIP}\n`, asset: 'BTC', flip_level: 5 }],
	])('may be %j', (value) => {
		expect(read(value)).toMatchObject({ name: FLIP, isKnown: true, asset: 'BTC', time: null });
		expect(rowOf(value)).toMatchObject({ event: FLIP, asset: 'BTC', flipLevel: 5, time: AT });
	});

	it('keeps what it says beside the data', () => {
		const value = {
			event: FLIP,
			id: 'e1',
			severity: 'high',
			source: { name: 'kf' },
			data: { asset: 'BTC' },
		};
		expect(rowOf(value)).toMatchObject({ id: 'e1', severity: 'high', source_name: 'kf' });
		const flat = { event: FLIP, id: 'e1', asset: 'BTC', severity: 'high' };
		expect(rowOf(flat)).toMatchObject({ id: 'e1', severity: 'high' });
	});

	it('does not lose or mix up names that are there twice', () => {
		const value = {
			event: FLIP,
			asset: 'BTC',
			type: 'alert',
			severity: 'high',
			data: { event: 'inner', asset: 'ETH', severity: 'low', type: 'gamma' },
		};
		expect(rowOf(value)).toMatchObject({
			event: FLIP,
			event_: 'inner',
			asset: 'ETH',
			asset_: 'BTC',
			severity: 'low',
			severity_: 'high',
			type: 'gamma',
			type_: 'alert',
		});
	});

	it.each([
		[{ timestamp: AT_ISO }],
		[{ timestamp: AT }],
		[{ timestamp: AT / 1000 }],
		[{ time: AT_ISO }],
		[{ created_at: AT_ISO }],
		[{ data: { timestamp: AT_ISO } }],
		[{ data: { created_at: AT_ISO } }],
	])('says when it happened as %j', (more) => {
		const event = readEvent({ event: FLIP, ...more }, 5);
		expect(event?.time).toBe(AT);
		expect(event?.row).toMatchObject({ time: AT, timestamp: AT_ISO });
		expect(event?.row).not.toHaveProperty('created_at');
	});

	it('is what a time beside it says, not one in the data: that is the time of something else', () => {
		const data = {
			asset: 'BTC',
			timestamp: '2026-01-01T00:00:00Z',
			time: 5,
			ts: '2026-01-01T00:00:01Z',
		};
		const event = read({ event: PROXIMITY, timestamp: AT_ISO, data });
		expect(event?.time).toBe(AT);
		expect(event?.row).toMatchObject({
			time: AT,
			timestamp: AT_ISO,
			timestamp_: '2026-01-01T00:00:00Z',
			time_: 5,
			ts: '2026-01-01T00:00:01Z',
		});
	});

	it('may not say when it happened', () => {
		expect(read({ event: FLIP, timestamp: 'soon' })).toMatchObject({
			time: null,
			row: { time: AT, timestamp: AT_ISO, timestamp_: 'soon' },
		});
	});

	it('is kept as it came', () => {
		const value = { event: FLIP, data: { asset: 5, list: [1, { a: 1 }] } };
		expect(read(value)?.raw).toBe(value);
		expect(read(value)?.asset).toBe('5');
	});

	it('keeps an asset that is no text', () => {
		expect(read({ event: FLIP, data: { asset: { symbol: 'BTC' } } })).toMatchObject({
			asset: null,
			row: { asset: null, asset_symbol: 'BTC' },
		});
	});
});
