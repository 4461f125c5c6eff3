import { ASSET, column } from '../api/fields';
import { percent } from '../api/format';
import { fundingRates } from '../api/funding-rates';
import { scaleOf, unitOf } from '../signals/funding-scale';
import { readFunding, type FundingReading } from '../signals/readings/funding';
import { layFrame } from './frame';
import { counted, exchangeTitle, inOneLine, timeOf, utc, type Chart } from './kind';
import { layRanking, mostBars } from './lay-ranking';

/** Rates in percent, of the same time where it is known how often each exchange pays. */
interface Rates {
	/** The highest first. */
	rates: { exchange: string; percent: number }[];
	/** `undefined` = of each exchange's own interval. */
	hours: number | undefined;
}

const COMPARED_HOURS = 8;

/** Funding rates by exchange: sign by colour and side. */
export const fundingComparison: Chart = {
	name: 'funding-comparison',
	title: 'Funding comparison',
	description:
		'A picture of the funding rates by exchange: where longs pay shorts, where shorts pay longs, and how much.',
	keywords: ['funding comparison', 'funding arbitrage'],
	endpoint: fundingRates,
	parameters: ['asset'],
	subject: 'funding rates',
	figures: {
		asset: ASSET,
		highestExchange: column('Highest', 'Exchange with the highest rate', { type: 'string' }),
		highestRatePercent: column('Its rate', 'Funding rate there', { unit: 'percent' }),
		lowestExchange: column('Lowest', 'Exchange with the lowest rate', { type: 'string' }),
		lowestRatePercent: column('Its rate', 'Funding rate there', { unit: 'percent' }),
		rateHours: column(
			'Hours of a rate',
			'For how long the rates are; empty: as each exchange pays',
			{
				unit: 'hours',
			},
		),
		exchangeCount: column('Exchanges', 'Exchanges with a rate'),
		leftOutCount: column('Left out', 'Exchanges without room on the picture'),
	},
	compose(facts, asset, look) {
		const { rates, hours } = comparable(readFunding([facts]));
		const [highest, lowest] = [rates[0], rates.at(-1)];
		if (!highest || !lowest) return undefined;
		const { palette } = look;
		const interval = hours === undefined ? 'per interval of each exchange' : `per ${hours} hours`;
		const head = (leftOut: number) =>
			layFrame(
				{
					title: `${asset} funding by exchange`,
					subtitle: inOneLine([`Rates ${interval}`, utc(timeOf(facts))]),
					legend: [
						{ text: 'Longs pay', color: palette.up, form: 'bar' },
						{ text: 'Shorts pay', color: palette.down, form: 'bar' },
					],
					note:
						leftOut === 0
							? undefined
							: `${counted(leftOut, 'exchange', 'exchanges')} nearer to zero left out`,
				},
				look,
			);
		const all = mostBars(head(0).room.height, look);
		const most = rates.length <= all ? all : mostBars(head(1).room.height, look);
		const shown = farthest(rates, most);
		const leftOutCount = rates.length - shown.length;
		const { marks, room } = head(leftOutCount);
		const bars = shown.map(({ exchange, percent: rate }) => ({
			name: exchangeTitle(exchange),
			amount: rate,
			label: rateText(rate),
			color: rate < 0 ? palette.down : palette.up,
			ink: rate < 0 ? palette.down : palette.up,
		}));
		const figures = {
			asset,
			highestExchange: highest.exchange,
			highestRatePercent: highest.percent,
			lowestExchange: lowest.exchange,
			lowestRatePercent: lowest.percent,
			rateHours: hours ?? null,
			exchangeCount: rates.length,
			leftOutCount,
		};
		const named = [highest, ...(lowest === highest ? [] : [lowest])].map(
			(one) => `${one.exchange} ${rateText(one.percent)}`,
		);
		const text = `${asset} funding ${interval}: ${named.join(' to ')}, ${counted(rates.length, 'exchange', 'exchanges')}`;
		return { marks: [...marks, ...layRanking(bars, room, look)], figures, text };
	},
};

/** `0.01` → `+0.0100%` */
function rateText(rate: number): string {
	return percent(rate, { signed: true, digits: Math.abs(rate) >= 10 ? 2 : 4 });
}

function comparable(readings: readonly FundingReading[]): Rates {
	const scales = readings.map(scaleOf);
	const hours = scales.map(({ intervalHours }) => intervalHours);
	const isKnown = hours.every((one) => one !== undefined);
	const factors = hours.map((one) => (isKnown && one ? COMPARED_HOURS / one : 1));
	const compared = readings.map(({ rate }, index) => rate * (factors[index] ?? 1));
	const factor = unitOf('auto', scales, compared, null).unit === 'fraction' ? 100 : 1;
	const rates = readings.map(({ exchange }, index) => ({
		exchange,
		// Without the noise of binary fractions.
		percent: Number(((compared[index] ?? 0) * factor).toPrecision(10)),
	}));
	rates.sort((a, b) => b.percent - a.percent || (a.exchange < b.exchange ? -1 : 1));
	return { rates, hours: isKnown ? COMPARED_HOURS : undefined };
}

/** Those farthest from zero, in their order. */
function farthest(rates: Rates['rates'], most: number): Rates['rates'] {
	const bySize = [...rates].sort((a, b) => Math.abs(b.percent) - Math.abs(a.percent));
	const kept = new Set(bySize.slice(0, most));
	return rates.filter((one) => kept.has(one));
}
