import { percent, price, short } from '../api/format';
import { NORMAL } from './follow-subjects';
import type { Found } from './spread-widening';

/** What there is to say of the order book of an exchange. */
export function spreadText(
	asset: string,
	{ book, score, kind }: Pick<Found, 'book' | 'score'> & { kind: 'spread' | 'imbalance' },
	state: string,
	changed: boolean,
): string {
	const where = book.exchange === 'all' ? '' : ` on ${book.exchange}`;
	const bps = (value: number | null) => (value === null ? 'unknown' : `${short(value)} bps`);
	const spread = bps(book.spreadBps);
	switch (state) {
		case 'widened':
			return `${asset} spread${where} has widened to ${spread}, normally ${bps(score.normalSpreadBps)}`;
		case 'vacuum':
			return `${asset} spread${where} has widened to ${spread}, normally ${bps(score.normalSpreadBps)}, and depth is down ${percent(-(score.depthChangePercent ?? 0), { digits: 0 })}: liquidity vacuum`;
		case 'bid_heavy':
		case 'ask_heavy': {
			const share = (1 + Math.abs(score.imbalance ?? 0)) * 50;
			const side = state === 'bid_heavy' ? 'bid' : 'ask';
			return `${asset} order book${where} leans to the ${side}: ${percent(share, { digits: 0 })} of the depth is there`;
		}
		default: {
			if (kind === 'imbalance') {
				return `${asset} order book${where}: imbalance ${score.imbalance ?? 'unknown'}, no side is much deeper`;
			}
			const quotes = `bid ${price(book.bestBid)}, ask ${price(book.bestAsk)}`;
			const back = state === NORMAL && changed ? ' is back to normal' : '';
			return `${asset} spread${where}${back}: ${spread} (${quotes})`;
		}
	}
}
