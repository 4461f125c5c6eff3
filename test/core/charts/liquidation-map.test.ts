import { charts, drawChart } from '../../../core';
import { lookOf } from '../../../core/charts/look';
import { answerOf } from '../support/answer';
import { liquidationsOf } from './support/bodies';
import { laid } from './support/composed';
import { decode } from './support/picture';

const map = charts.liquidationMap;
const SAMPLE = liquidationsOf([
	[64_000, 400e6, 0],
	[66_000, 100e6, 0],
	[68_000, 0, 200e6],
	[70_000, 0, 800e6],
]);

describe('the liquidation map', () => {
	it('names asset, price, exchange, timeframe and the time of the data', () => {
		const { words } = laid(map, SAMPLE);
		expect(words('title')).toEqual(['BTC liquidation map']);
		expect(words('figure')).toEqual(['67,000']);
		expect(words('subtitle')).toEqual(['All exchanges · 1D · 2026-01-15 14:30 UTC']);
		expect(words('legend')).toEqual(['Longs $500M', 'Shorts $1B']);
		expect(words('note')).toEqual([]);
	});

	it('has bars as long as their sizes, longs and shorts in colours of their own', () => {
		const { boxes } = laid(map, SAMPLE);
		const { palette } = lookOf('dark', 'square');
		const [longs, shorts] = [boxes('bar:long'), boxes('bar:short')];
		expect(longs.map(({ color }) => color)).toEqual([palette.up, palette.up]);
		expect(shorts.map(({ color }) => color)).toEqual([palette.down, palette.down]);
		const unit = shorts[1]!.width / 8;
		expect(unit).toBeGreaterThan(50);
		const widths = [...longs, ...shorts].map(({ width }) => width / unit);
		for (const [index, wanted] of [4, 1, 2, 8].entries()) {
			expect(widths[index]).toBeCloseTo(wanted, 1);
		}
		expect(new Set([...longs, ...shorts].map(({ x }) => x)).size).toBe(1);
	});

	it('puts longs and shorts of one level end to end', () => {
		const { boxes } = laid(map, liquidationsOf([[66_000, 100e6, 50e6]]));
		const [[long], [short]] = [boxes('bar:long'), boxes('bar:short')];
		expect(short!.x).toBe(long!.x + long!.width);
		expect(short!.y).toBe(long!.y);
		expect(long!.width / short!.width).toBeCloseTo(2, 1);
	});

	it('has a line at the price, at its place between the levels, with a label', () => {
		const { boxes, lines, words } = laid(map, SAMPLE);
		const middle = ({ y, height }: { y: number; height: number }) => y + height / 2;
		const [low, , , high] = [...boxes('bar:long'), ...boxes('bar:short')].map(middle);
		const [line] = lines('price line');
		expect(middle(line!)).toBeCloseTo((low! + high!) / 2, -0.5);
		expect(words('price line label')).toEqual(['67,000']);
	});

	it('writes the sizes beside the bars', () => {
		expect(laid(map, SAMPLE).words('bar label').sort()).toEqual([
			...['$100M', '$200M', '$400M', '$800M'],
		]);
	});

	it('shows on the picture what was laid out', async () => {
		const { boxes, lines } = laid(map, SAMPLE);
		const { palette } = lookOf('dark', 'square');
		const { png } = await drawChart(map, answerOf(map.endpoint, SAMPLE));
		const { at, width, height, colours } = decode(png);
		expect([width, height]).toEqual([1080, 1080]);
		expect(colours).toBeGreaterThan(20);
		for (const { x, y, width: length, height: thickness, color } of boxes('bar:short')) {
			const middle = y + Math.floor(thickness / 2);
			const reached = [x + 1, x + length - 1].map((column) => at(column, middle));
			expect(reached).toEqual([color, color]);
			expect(at(x + length + 1, middle)).toBe(palette.background);
		}
		const [line] = lines('price line');
		expect(at(line!.x + 1, line!.y)).toBe(palette.price);
		expect(at(0, 0)).toBe(palette.background);
	});

	it('does not depend on the order of the clusters', async () => {
		const body = { ...SAMPLE, clusters: [...SAMPLE.clusters].reverse() };
		const drawn = async (one: unknown) => await drawChart(map, answerOf(map.endpoint, one));
		expect((await drawn(body)).png).toEqual((await drawn(SAMPLE)).png);
	});

	it('adds thousands of clusters up, and says so, and what it leaves out', async () => {
		const clusters = Array.from({ length: 10_000 }, (_, index) => {
			const price = 60_000 + index * 1.4;
			return [price, price < 67_000 ? 1e6 : 0, price < 67_000 ? 0 : 1e6] as const;
		});
		const body = liquidationsOf([...clusters, [900_000, 0, 5e6]]);
		const { boxes, words } = laid(map, body);
		const bars = [...boxes('bar:long'), ...boxes('bar:short')];
		expect(bars.length).toBeLessThan(60);
		expect(Math.min(...bars.map(({ height }) => height))).toBeGreaterThanOrEqual(8);
		expect(words('note')).toEqual(['Added up in steps of 500 · 1 level far off left out ($5M)']);
		const { row, text } = await drawChart(map, answerOf(map.endpoint, body));
		expect(row).toMatchObject({ levelCount: 10_001, leftOutCount: 1, longLiquidationsUsd: 5e9 });
		expect(text).toContain('1 level far off left out ($5M)');
	});

	it('says what it shows in a line, and in figures', async () => {
		const { text, row, fileName, mediaType } = await drawChart(map, answerOf(map.endpoint, SAMPLE));
		expect(text).toBe(
			'BTC 67,000: longs $500M and shorts $1B reported from 64,000 to 70,000; largest $400M of longs at 64,000 (4.5% below), $800M of shorts at 70,000 (4.5% above)',
		);
		expect(row).toEqual({
			...{ asset: 'BTC', exchange: 'all', timeframe: '1D', currentPrice: 67_000 },
			...{ longLiquidationsUsd: 500e6, shortLiquidationsUsd: 1e9 },
			...{ largestLongPrice: 64_000, largestLongUsd: 400e6 },
			...{ largestShortPrice: 70_000, largestShortUsd: 800e6, levelCount: 4, leftOutCount: 0 },
			...{ text, fileName, width: 1080, height: 1080 },
			...{ time: 1_768_487_412_000, timestamp: '2026-01-15T14:30:12.000Z' },
		});
		expect([fileName, mediaType]).toEqual(['BTC-liquidation-map-20260115-1430.png', 'image/png']);
	});

	it('is drawn without a price, as the stream brings none', () => {
		const { words, lines } = laid(map, { ...SAMPLE, current_price: null });
		expect([words('figure'), lines('price line')]).toEqual([[], []]);
	});
});
