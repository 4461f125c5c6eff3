import { percent, price } from '../api/format';
import type { SwingPair } from './divergence';
import { QUADRANTS, type Change, type Quadrant } from './open-interest-quadrant';
import { plain } from './wording';

/** `BTC buyers look exhausted: a higher high (69,000 after 68,000) on 3.2% less open interest, on 2 of 3 exchanges` */
export function divergenceText(
	asset: string,
	kind: 'highs' | 'lows',
	swings: SwingPair | undefined,
	isExhausted: boolean,
): string {
	const [who, what] = kind === 'highs' ? ['buyers', 'higher high'] : ['sellers', 'lower low'];
	if (!isExhausted || !swings) return `${asset} ${who} no longer look exhausted`;
	const { first, second, openInterestPercent, agreeing, compared } = swings;
	const prices = `${price(second.price)} after ${price(first.price)}`;
	// Less on most exchanges can be more in all.
	const less =
		openInterestPercent !== null && openInterestPercent < 0
			? `${percent(-openInterestPercent)} less open interest`
			: 'less open interest';
	return `${asset} ${who} look exhausted: a ${what} (${prices}) on ${less}, on ${agreeing} of ${compared} exchanges`;
}

/** `BTC short covering: price +1.2%, open interest -2.3% in 60 min` */
export function quadrantText(
	asset: string,
	quadrant: Quadrant | undefined,
	change: Change | undefined,
	minutes: number,
): string {
	const title = QUADRANTS.find(({ value }) => value === quadrant)?.title.toLowerCase();
	return `${asset} ${title ?? 'price and open interest'}: ${changes(change, minutes)}`;
}

export function quietText(
	asset: string,
	quadrant: Quadrant | undefined,
	change: Change | undefined,
	minutes: number,
	isShort: boolean,
): string {
	const divergence = isShort ? 'not enough history for a divergence' : 'no divergence';
	if (!change || !quadrant) return `${asset} open interest: ${divergence}`;
	return `${quadrantText(asset, quadrant, change, minutes)}; ${divergence}`;
}

function changes(change: Change | undefined, minutes: number): string {
	if (!change) return 'no comparison yet';
	const signed = (value: number) => percent(value, { signed: true });
	const { pricePercent, openInterestPercent } = change;
	return `price ${signed(pricePercent)}, open interest ${signed(openInterestPercent)} in ${plain(minutes)} min`;
}
