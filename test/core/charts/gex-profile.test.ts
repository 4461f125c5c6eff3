import { charts, drawChart } from '../../../core';
import { lookOf } from '../../../core/charts/look';
import { answerOf } from '../support/answer';
import { gexOf } from './support/bodies';
import { laid } from './support/composed';

const profile = charts.gexProfile;
const SAMPLE = gexOf([
	[64_000, -300e6],
	[66_000, 150e6],
	[68_000, 600e6],
]);

describe('the GEX profile', () => {
	it('has bars to the right above zero and to the left below, in colours of their own', () => {
		const { boxes } = laid(profile, SAMPLE);
		const { palette } = lookOf('dark', 'square');
		const [down, up, wall] = boxes('bar:gamma');
		expect([down!.color, up!.color]).toEqual([palette.down, palette.up]);
		expect(down!.x + down!.width).toBe(up!.x);
		expect(wall!.width / down!.width).toBeCloseTo(2, 1);
		expect(wall!.width / up!.width).toBeCloseTo(4, 1);
	});

	it('has lines at the price and at the flip level, each with its label', () => {
		const { lines, boxes, words } = laid(profile, SAMPLE);
		const middle = ({ y, height }: { y: number; height: number }) => y + height / 2;
		const [at64, at66, at68] = boxes('bar:gamma').map(middle);
		const [[flip], [price]] = [lines('flip line'), lines('price line')];
		expect(middle(price!)).toBeCloseTo((at66! + at68!) / 2, -0.5);
		expect(middle(flip!)).toBeCloseTo(at64! + (at66! - at64!) * 0.75, -0.5);
		expect(words('flip line label')).toEqual(['65,500']);
		expect(words('price line label')).toEqual(['67,000']);
		expect(words('legend')).toEqual(['Positive', 'Negative', 'Price', 'Flip level']);
		expect(words('subtitle')[0]).toMatch(/^Gamma positive as reported · /);
	});

	it('keeps the labels apart when price and flip level are nearly the same', () => {
		const { texts } = laid(profile, { ...SAMPLE, flip_level: 66_990 });
		const [[flip], [price]] = [texts('flip line label'), texts('price line label')];
		expect(flip!.y - price!.y).toBeGreaterThan(flip!.size);
	});

	it('names a flip level that is far off the picture in the legend', () => {
		const { lines, words } = laid(profile, { ...SAMPLE, flip_level: 20_000 });
		expect(lines('flip line')).toEqual([]);
		expect(words('legend')).toContain('Flip level 20,000');
	});

	it('draws the newest profile where past ones come along', () => {
		const past = { ...gexOf([[64_000, 1e6]]), timestamp: '2025-01-01T00:00:00Z' };
		const { boxes } = laid(profile, { ...SAMPLE, history: [past] });
		expect(boxes('bar:gamma')).toHaveLength(3);
	});

	it('says what it shows in a line, and in figures', async () => {
		const { text, row } = await drawChart(profile, answerOf(profile.endpoint, SAMPLE));
		expect(text).toBe(
			'BTC 67,000: gamma positive as reported, flip level 65,500 (2.2% below), largest gamma $600M at strike 68,000',
		);
		expect(row).toMatchObject({
			...{ asset: 'BTC', currentPrice: 67_000, flipLevel: 65_500, currentGex: 'positive' },
			...{ positiveGamma: 750e6, negativeGamma: -300e6, strikeCount: 3, leftOutCount: 0 },
			...{ largestGammaStrike: 68_000, largestGamma: 600e6 },
		});
	});
});
