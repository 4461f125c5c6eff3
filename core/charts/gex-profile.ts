import { ASSET, column, CURRENT_PRICE } from '../api/fields';
import { price as priceText, relation } from '../api/format';
import { gammaExposure } from '../api/gamma-exposure';
import { tidy } from '../api/read';
import { readGamma } from '../signals/readings/gamma';
import { priceIn } from '../signals/readings/of-endpoint';
import { layFrame, type LegendEntry } from './frame';
import { inOneLine, priceLabel, timeOf, utc, type Chart, usdLabel } from './kind';
import { layLevels, mostLevels, type PriceLine } from './lay-levels';
import { groupLevels, type GroupedLevels, type Level } from './levels';
import { leftOutText, noteOf } from './left-out';

/** Dealer gamma by strike, with the price and the flip level. */
export const gexProfile: Chart = {
	name: 'gex-profile',
	title: 'GEX profile',
	description:
		'A picture of dealer gamma by strike, with the current price and the flip level: where moves are dampened and where they are amplified.',
	keywords: ['gex profile', 'gamma profile', 'gamma wall'],
	endpoint: gammaExposure,
	parameters: ['asset'],
	subject: 'strikes with a gamma exposure',
	figures: {
		asset: ASSET,
		currentPrice: CURRENT_PRICE,
		flipLevel: column('Flip level', 'Price where dealer behaviour changes', { unit: 'USD' }),
		currentGex: column('Current GEX', 'As reported: positive or negative', { type: 'string' }),
		positiveGamma: column('Positive gamma', 'Sum of the strikes above zero', { unit: 'USD' }),
		negativeGamma: column('Negative gamma', 'Sum of the strikes below zero', { unit: 'USD' }),
		largestGammaStrike: column('Gamma wall', 'Strike with the largest gamma, of either sign', {
			unit: 'USD',
		}),
		largestGamma: column('Its gamma', 'Gamma exposure at that strike', { unit: 'USD' }),
		strikeCount: column('Strikes', 'Strikes with a gamma exposure'),
		leftOutCount: column('Left out', 'Small strikes too far from the price to be shown'),
	},
	compose(facts, asset, look) {
		// The summary repeats the largest strike: beside the rows it would count twice.
		const reading = readGamma([facts.rows === null ? facts : { ...facts, summary: null }]);
		const levels = (reading?.strikes ?? []).map(
			({ strike, gammaUsd }): Level => ({ price: strike, amounts: [gammaUsd] }),
		);
		const current = reading?.price ?? priceIn([facts]);
		const flip = reading?.flipLevel ?? null;
		const { palette } = look;
		const lines: PriceLine[] = [
			...(flip === null ? [] : [{ role: 'flip line', price: flip, color: palette.flip }]),
			...(current === null ? [] : [{ role: 'price line', price: current, color: palette.price }]),
		];
		const head = (grouped: GroupedLevels | undefined) =>
			layFrame(
				{
					title: `${asset} GEX profile`,
					figure: current === null ? undefined : priceLabel(current),
					subtitle: inOneLine([
						reading?.reported && `Gamma ${reading.reported} as reported`,
						utc(timeOf(facts)),
					]),
					legend: legendOf(current, flip, grouped, palette),
					note: grouped && noteOf(grouped, 'strike'),
				},
				look,
			);
		const most = mostLevels(head(undefined).room.height, look);
		const grouped = groupLevels(levels, current, most);
		if (!grouped) return undefined;
		const shown = withLevel(grouped, flip);
		const { marks, room } = head(shown);
		const series = [{ role: 'gamma', up: palette.up, down: palette.down }];
		const wall = [...levels].sort((a, b) => sizeOf(b) - sizeOf(a) || a.price - b.price)[0];
		const figures = {
			asset,
			currentPrice: current,
			flipLevel: flip,
			currentGex: reading?.reported ?? null,
			positiveGamma: sumOf(grouped, 1),
			negativeGamma: sumOf(grouped, -1),
			largestGammaStrike: wall?.price ?? null,
			largestGamma: wall?.amounts[0] ?? null,
			strikeCount: levels.filter((one) => sizeOf(one) > 0).length,
			leftOutCount: grouped.leftOut.length,
		};
		const text = [
			`${asset}${current === null ? '' : ` ${priceText(current)}`}: gamma ${figures.currentGex ?? 'unknown'} as reported`,
			flip === null
				? 'flip level unknown'
				: `flip level ${priceText(flip)}${current === null ? '' : ` (${relation(flip, current)})`}`,
			`largest gamma ${usdLabel(figures.largestGamma)} at strike ${priceText(figures.largestGammaStrike)}`,
			...(grouped.leftOut.length > 0 ? [leftOutText(grouped, 'strike')] : []),
		].join(', ');
		return { marks: [...marks, ...layLevels(shown, series, lines, room, look)], figures, text };
	},
};

function legendOf(
	current: number | null,
	flip: number | null,
	grouped: GroupedLevels | undefined,
	palette: { up: number; down: number; price: number; flip: number },
): LegendEntry[] {
	const isShown = flip !== null && grouped && flip >= grouped.low && flip <= grouped.high;
	const flipText = isShown || flip === null ? 'Flip level' : `Flip level ${priceText(flip)}`;
	return [
		{ text: 'Positive', color: palette.up, form: 'bar' },
		{ text: 'Negative', color: palette.down, form: 'bar' },
		...(current === null ? [] : [{ text: 'Price', color: palette.price, form: 'line' } as const]),
		...(flip === null ? [] : [{ text: flipText, color: palette.flip, form: 'line' } as const]),
	];
}

/** The axis reaches a level that is not far beyond its end. */
function withLevel(grouped: GroupedLevels, level: number | null): GroupedLevels {
	if (level === null) return grouped;
	const [low, high] = [Math.min(grouped.low, level), Math.max(grouped.high, level)];
	const isNear = high - low <= 1.5 * (grouped.high - grouped.low);
	return isNear ? { ...grouped, low, high } : grouped;
}

function sizeOf({ amounts }: Level): number {
	return Math.abs(amounts[0] ?? 0);
}

function sumOf({ levels }: GroupedLevels, sign: 1 | -1): number {
	const parts = levels.map(({ amounts: [gamma = 0] }) => Math.max(0, sign * gamma));
	return tidy(parts.reduce((sum, one) => sum + sign * one, 0));
}
