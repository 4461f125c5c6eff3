import { ASSET, column, CURRENT_PRICE, EXCHANGE } from '../api/fields';
import { price as priceText, relation } from '../api/format';
import { liquidations } from '../api/liquidations';
import { tidy } from '../api/read';
import { readLevels } from '../signals/readings/liquidation-levels';
import { priceIn } from '../signals/readings/of-endpoint';
import { layFrame } from './frame';
import { exchangeTitle, inOneLine, priceLabel, timeOf, utc, type Chart, usdLabel } from './kind';
import { layLevels, mostLevels } from './lay-levels';
import { groupLevels, weightOf, type GroupedLevels, type Level } from './levels';
import { leftOutText, noteOf } from './left-out';

/** Sizes of longs and shorts by price level, around the current price. */
export const liquidationMap: Chart = {
	name: 'liquidation-map',
	title: 'Liquidation map',
	description:
		'A picture of where leveraged positions would be force-closed: the size of longs and shorts by price level, around the current price.',
	keywords: ['liquidation map', 'liqmap', 'heatmap'],
	endpoint: liquidations,
	parameters: ['asset', 'exchange', 'timeframe'],
	subject: 'liquidation clusters',
	figures: {
		asset: ASSET,
		exchange: EXCHANGE,
		timeframe: column('Timeframe', 'Timeframe of the request', { type: 'string' }),
		currentPrice: CURRENT_PRICE,
		longLiquidationsUsd: column('Longs', 'Reported longs on the picture', { unit: 'USD' }),
		shortLiquidationsUsd: column('Shorts', 'Reported shorts on the picture', { unit: 'USD' }),
		largestLongPrice: column('Largest longs', 'Price level with the most longs', { unit: 'USD' }),
		largestLongUsd: column('Their size', 'Reported longs there', { unit: 'USD' }),
		largestShortPrice: column('Largest shorts', 'Price level with the most shorts', {
			unit: 'USD',
		}),
		largestShortUsd: column('Their size', 'Reported shorts there', { unit: 'USD' }),
		levelCount: column('Levels', 'Price levels with a size'),
		leftOutCount: column('Left out', 'Small levels too far from the price to be shown'),
	},
	compose(facts, asset, look) {
		const reading = readLevels([facts])?.levels ?? [];
		const levels = reading.map(
			({ price, longUsd, shortUsd }): Level => ({ price, amounts: [longUsd, shortUsd] }),
		);
		const current = priceIn([facts]);
		const known = { ...facts.rows?.[0], ...facts.summary };
		const exchange = textOf(known['exchange']);
		const timeframe = textOf(known['timeframe']);
		const { palette } = look;
		const head = (grouped: GroupedLevels | undefined) =>
			layFrame(
				{
					title: `${asset} liquidation map`,
					figure: current === null ? undefined : priceLabel(current),
					subtitle: inOneLine([
						exchange === 'all' ? 'All exchanges' : exchange && exchangeTitle(exchange),
						timeframe,
						utc(timeOf(facts)),
					]),
					legend: [
						{ text: `Longs ${usdLabel(sumOf(grouped, 0))}`, color: palette.up, form: 'bar' },
						{ text: `Shorts ${usdLabel(sumOf(grouped, 1))}`, color: palette.down, form: 'bar' },
					],
					note: grouped && noteOf(grouped, 'level'),
				},
				look,
			);
		const grouped = groupLevels(levels, current, mostLevels(head(undefined).room.height, look));
		if (!grouped) return undefined;
		const { marks, room } = head(grouped);
		const series = [
			{ role: 'long', up: palette.up, down: palette.up },
			{ role: 'short', up: palette.down, down: palette.down },
		];
		const lines =
			current === null ? [] : [{ role: 'price line', price: current, color: palette.price }];
		const left = new Set(grouped.leftOut.map(({ price }) => price));
		const shown = levels.filter(({ price }) => !left.has(price));
		const [long, short] = [largest(shown, 0), largest(shown, 1)];
		const figures = {
			asset,
			exchange,
			timeframe,
			currentPrice: current,
			longLiquidationsUsd: sumOf(grouped, 0),
			shortLiquidationsUsd: sumOf(grouped, 1),
			largestLongPrice: long?.price ?? null,
			largestLongUsd: long?.amounts[0] ?? null,
			largestShortPrice: short?.price ?? null,
			largestShortUsd: short?.amounts[1] ?? null,
			levelCount: levels.filter((one) => weightOf(one) > 0).length,
			leftOutCount: grouped.leftOut.length,
		};
		const largestParts = [
			...(long ? [`${usdLabel(figures.largestLongUsd)} of longs at ${where(long, current)}`] : []),
			...(short
				? [`${usdLabel(figures.largestShortUsd)} of shorts at ${where(short, current)}`]
				: []),
		];
		const text = [
			`${asset}${current === null ? '' : ` ${priceText(current)}`}: longs ${usdLabel(sumOf(grouped, 0))} and shorts ${usdLabel(sumOf(grouped, 1))} reported from ${priceText(grouped.low)} to ${priceText(grouped.high)}`,
			`largest ${largestParts.join(', ')}`,
			...(grouped.leftOut.length > 0 ? [leftOutText(grouped, 'level')] : []),
		].join('; ');
		return { marks: [...marks, ...layLevels(grouped, series, lines, room, look)], figures, text };
	},
};

function textOf(value: unknown): string | null {
	return typeof value === 'string' && value !== '' ? value.slice(0, 40) : null;
}

function sumOf(grouped: GroupedLevels | undefined, index: number): number {
	return tidy((grouped?.levels ?? []).reduce((sum, { amounts }) => sum + (amounts[index] ?? 0), 0));
}

/** The lowest of them where several are as large. */
function largest(levels: readonly Level[], index: number): Level | undefined {
	const sized = levels.filter(({ amounts }) => (amounts[index] ?? 0) > 0);
	return [...sized].sort(
		(a, b) => (b.amounts[index] ?? 0) - (a.amounts[index] ?? 0) || a.price - b.price,
	)[0];
}

function where({ price }: Level, current: number | null): string {
	const at = priceText(price);
	return current === null ? at : `${at} (${relation(price, current)})`;
}
