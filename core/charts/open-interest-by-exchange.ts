import { ASSET, column } from '../api/fields';
import { percent } from '../api/format';
import { openInterest } from '../api/open-interest';
import { percentOf, tidy } from '../api/read';
import type { Facts } from '../signals/facts';
import { plausible } from '../signals/plausible';
import { exchangeOf } from '../signals/readings/of-endpoint';
import { layFrame } from './frame';
import { counted, exchangeTitle, inOneLine, timeOf, utc, type Chart, usdLabel } from './kind';
import { layRanking, mostBars, type RankedBar } from './lay-ranking';
import type { Look } from './look';

interface Share {
	exchange: string;
	usd: number;
	changePercent: number | null;
}

/** Open interest by exchange, with its share and change. */
export const openInterestByExchange: Chart = {
	name: 'open-interest-by-exchange',
	title: 'Open interest by exchange',
	description:
		'A picture of the open interest by exchange, in USD and as a share of the total, with the change in 24 hours.',
	keywords: ['oi by exchange', 'open interest share'],
	endpoint: openInterest,
	parameters: ['asset'],
	subject: 'exchanges with open interest',
	figures: {
		asset: ASSET,
		totalOpenInterestUsd: column('Total open interest', 'Reported total', { unit: 'USD' }),
		largestExchange: column('Largest exchange', 'Exchange with the most open interest', {
			type: 'string',
		}),
		largestExchangeUsd: column('Its open interest', 'Open interest there', { unit: 'USD' }),
		largestSharePercent: column('Its share', 'Share of the total', { unit: 'percent' }),
		exchangeCount: column('Exchanges', 'Exchanges with open interest'),
		leftOutCount: column('Left out', 'Smaller exchanges that are shown together'),
	},
	compose(facts, asset, look) {
		const shares = sharesOf(facts);
		const [largest] = shares;
		if (!largest) return undefined;
		const total = totalOf(facts) ?? sumOf(shares);
		const { marks, room } = layFrame(
			{
				title: `${asset} open interest`,
				figure: usdLabel(total),
				subtitle: inOneLine(['Share, change in 24 h', utc(timeOf(facts))]),
				legend: [],
			},
			look,
		);
		const most = mostBars(room.height, look);
		const shown = shares.length <= most ? shares : shares.slice(0, most - 1);
		const others = shares.slice(shown.length);
		const bars = shown.map((one) => barOf(one, total, look));
		if (others.length > 0) bars.push(barOfOthers(others, total, look));
		const figures = {
			asset,
			totalOpenInterestUsd: total,
			largestExchange: largest.exchange,
			largestExchangeUsd: largest.usd,
			largestSharePercent: tidy(percentOf(largest.usd, total)),
			exchangeCount: shares.length,
			leftOutCount: others.length,
		};
		const named = shares.slice(0, 3).map((one) => `${one.exchange} ${amountText(one.usd, total)}`);
		const text = `${asset} open interest ${usdLabel(total)} on ${counted(shares.length, 'exchange', 'exchanges')}: ${named.join(', ')}`;
		return { marks: [...marks, ...layRanking(bars, room, look)], figures, text };
	},
};

/** The largest first. */
function sharesOf({ rows }: Facts): Share[] {
	const shares = (rows ?? []).flatMap((row): Share[] => {
		const amount = plausible(row['openInterestUsd']);
		if (amount === null || amount <= 0) return [];
		const changePercent = plausible(row['changePercent24h']);
		return [{ exchange: exchangeOf(row), usd: amount, changePercent }];
	});
	return shares.sort((a, b) => b.usd - a.usd || (a.exchange < b.exchange ? -1 : 1));
}

function totalOf({ rows, summary }: Facts): number | null {
	const told = plausible(summary?.['totalOpenInterestUsd'] ?? rows?.[0]?.['totalOpenInterestUsd']);
	return told !== null && told > 0 ? told : null;
}

function sumOf(shares: readonly Share[]): number {
	return shares.reduce((sum, one) => sum + one.usd, 0);
}

function amountText(amount: number, total: number): string {
	return `${usdLabel(amount)} (${percent(percentOf(amount, total))})`;
}

function barOf(
	{ exchange, usd: amount, changePercent }: Share,
	total: number,
	look: Look,
): RankedBar {
	const { palette } = look;
	const color = (changePercent ?? 0) < 0 ? palette.down : palette.up;
	const remark =
		changePercent === null ? undefined : { text: percent(changePercent, { signed: true }), color };
	const label = inOneLine([usdLabel(amount), percent(percentOf(amount, total))]);
	return { name: exchangeTitle(exchange), amount, label, remark, color: palette.plain };
}

function barOfOthers(others: readonly Share[], total: number, look: Look): RankedBar {
	const bar = barOf({ exchange: '', usd: sumOf(others), changePercent: null }, total, look);
	const name = counted(others.length, 'other', 'others');
	return { ...bar, name, color: look.palette.muted };
}
