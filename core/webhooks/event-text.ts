import type { Row } from '../api/endpoint';
import { percent, price, usd } from '../api/format';

/** One line an event, as a trader would write it; what the API does not say is left out. */

/** `BTC 67,000 is 1.0% above a liquidation cluster of $4.8B at 66,330`. */
export function proximityText(row: Row): string {
	const level = numberIn(row, 'clusterPrice');
	const size = numberIn(row, 'clusterSizeUsd');
	const side = wordIn(row, 'side');
	return [
		`${subject(row)} is ${whereabouts(row)} a ${side === null ? '' : `${side} `}liquidation cluster`,
		...(size === null ? [] : [`of ${usd(size)}`]),
		...(level === null ? [] : [`at ${price(level)}`]),
	].join(' ');
}

/** `BTC 67,000: gamma has flipped from positive to negative, flip level 68,200`. */
export function flipText(row: Row): string {
	const [from, to] = [wordIn(row, 'previousGex'), wordIn(row, 'currentGex')];
	const flip = numberIn(row, 'flipLevel');
	return [
		`${subject(row)}: gamma has flipped`,
		...(from === null ? [] : [` from ${from}`]),
		...(to === null ? [] : [` to ${to}`]),
		...(flip === null ? [] : [`, flip level ${price(flip)}`]),
	].join('');
}

const PAYERS = ['longs pay shorts', 'shorts pay longs'];

/** `BTC 67,000: funding on binance is extreme, 0.0012 as reported (longs pay shorts)`. */
export function fundingText(row: Row): string {
	const rate = numberIn(row, 'fundingRate');
	const exchange = wordIn(row, 'exchange');
	const payer = rate === null || rate === 0 ? '' : ` (${rate > 0 ? PAYERS[0] : PAYERS[1]})`;
	return [
		`${subject(row)}: funding`,
		...(exchange === null ? [] : [` on ${exchange}`]),
		' is extreme',
		...(rate === null ? [] : [`, ${rate} as reported${payer}`]),
	].join('');
}

/** `BTC: Kingfisher event whale.alert`. */
export function otherText(row: Row): string {
	const name = `Kingfisher event ${oneLine(row['event'])}`;
	return row['asset'] === null ? name : `${oneLine(row['asset'])}: ${name}`;
}

function subject(row: Row): string {
	const asset = row['asset'] === null ? 'Unknown asset' : oneLine(row['asset']);
	const current = numberIn(row, 'currentPrice');
	return current === null ? asset : `${asset} ${price(current)}`;
}

function whereabouts(row: Row): string {
	const [current, level] = [numberIn(row, 'currentPrice'), numberIn(row, 'clusterPrice')];
	const distance = numberIn(row, 'distancePercent');
	if (current !== null && current === level) return 'at';
	if (distance === null) return 'near';
	const side =
		current === null || level === null ? 'away from' : current > level ? 'above' : 'below';
	return `${percent(Math.abs(distance))} ${side}`;
}

function numberIn(row: Row, name: string): number | null {
	const value = row[name];
	return typeof value === 'number' ? value : null;
}

/** A figure or a list where a word belongs says nothing to a reader. */
function wordIn(row: Row, name: string): string | null {
	const value = row[name];
	const isWord = typeof value === 'string' && /^\s*[^\s[{]*\p{L}/u.test(value);
	return isWord ? oneLine(value) : null;
}

function oneLine(value: Row[string] | undefined): string {
	return String(value).replace(/\s+/g, ' ').trim().slice(0, 60);
}
