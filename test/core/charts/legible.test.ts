import fc from 'fast-check';
import { charts, CHART_SIZES, CHART_THEMES, type Chart } from '../../../core';
import { lookOf } from '../../../core/charts/look';
import { fundingOf, gexOf, liquidationsOf, openInterestOf } from './support/bodies';
import { extentOf, laid, overlap } from './support/composed';

const name = fc.string({ minLength: 1, maxLength: 60 });
const amount = fc.oneof(
	fc.double({ min: 0, max: 1e12, noNaN: true }),
	fc.constantFrom(0, 1, 5e6, 1e9),
);
const signed = fc.tuple(amount, fc.constantFrom(1, -1)).map(([size, sign]) => size * sign);
const price = fc.oneof(
	fc.double({ min: 60_000, max: 75_000, noNaN: true }),
	fc.double({ min: 1e-9, max: 1e12, noNaN: true }),
);
const asset = fc.constantFrom('BTC', '1000PEPEPERPETUALUSDTXYZ');

/** Responses of every kind, wild ones too; something is to be drawn in each. */
const BODIES: [keyof typeof charts, fc.Arbitrary<object>][] = [
	[
		'liquidationMap',
		fc
			.tuple(fc.array(fc.tuple(price, amount, amount), { maxLength: 80 }), fc.option(price), asset)
			.map(([clusters, current, of]) =>
				liquidationsOf([[66_000, 1e6, 0], ...clusters], { current_price: current, asset: of }),
			),
	],
	[
		'gexProfile',
		fc
			.tuple(fc.array(fc.tuple(price, signed), { maxLength: 80 }), price, price, asset)
			.map(([strikes, current, flip, of]) =>
				gexOf([[66_000, 1e6], ...strikes], { current_price: current, flip_level: flip, asset: of }),
			),
	],
	[
		'fundingComparison',
		fc
			.dictionary(name, fc.double({ min: -0.01, max: 0.01, noNaN: true }), { maxKeys: 40 })
			.map((rates) => fundingOf({ ...rates, okx: 0.0001 })),
	],
	[
		'openInterestByExchange',
		fc
			.dictionary(name, amount, { maxKeys: 40 })
			.map((amounts) => openInterestOf({ ...amounts, okx: 1e9 })),
	],
];

const looks = CHART_SIZES.map(({ value }) => value);

describe.each(BODIES)('every picture of the kind %s', (kind, bodies) => {
	const chart: Chart = charts[kind];

	it.each(looks)('is legible in the size %s: nothing is small, cut off or written over', (size) => {
		const { width, height } = lookOf('dark', size);
		fc.assert(
			fc.property(bodies, (body) => {
				const { marks, texts } = laid(chart, body, { size });
				for (const mark of marks) {
					if (mark.kind === 'text') {
						// On a phone that is 375 points wide, 28 of 1080 pixels are 10.
						expect((mark.size / width) * 1080).toBeGreaterThanOrEqual(28);
						if (mark.role !== 'bar name')
							expect(mark.text).not.toMatch(/NaN|Infinity|undefined|null/);
					}
					const extent =
						mark.kind === 'text'
							? extentOf(mark)
							: {
									left: mark.x,
									right: mark.x + mark.width,
									top: mark.y,
									bottom: mark.y + mark.height,
								};
					expect([mark, extent.left >= 0, extent.right <= width]).toEqual([mark, true, true]);
					expect([mark, extent.top >= 0, extent.bottom <= height]).toEqual([mark, true, true]);
				}
				const written = texts();
				written.forEach((one, index) => {
					const over = written
						.slice(index + 1)
						.filter((other) => overlap(extentOf(one), extentOf(other)));
					expect([one, over]).toEqual([one, []]);
				});
			}),
			{ numRuns: 40, endOnFailure: true },
		);
	});
});

describe('the colours of a theme', () => {
	const luminance = (color: number) => {
		const parts = [16, 8, 0].map((shift) => {
			const part = ((color >> shift) & 0xff) / 255;
			return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
		});
		return 0.2126 * parts[0]! + 0.7152 * parts[1]! + 0.0722 * parts[2]!;
	};
	const contrast = (a: number, b: number) => {
		const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
		return (light! + 0.05) / (dark! + 0.05);
	};

	it.each(CHART_THEMES.map(({ value }) => value))(
		'can be told from the background: %s',
		(theme) => {
			const {
				background,
				ink,
				muted,
				up,
				down,
				plain,
				price: line,
				flip,
			} = lookOf(theme, 'square').palette;
			// What WCAG asks of large letters and of graphics is 3; of small letters 4.5.
			for (const color of [up, down, plain, line, flip]) {
				expect(contrast(color, background)).toBeGreaterThanOrEqual(3.9);
			}
			for (const color of [ink, muted]) {
				expect(contrast(color, background)).toBeGreaterThanOrEqual(4.5);
			}
		},
	);
});
