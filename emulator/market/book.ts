import type { Asset } from './assets';
import { roundTo } from './random';

/** Size in units of the asset. */
export interface Level {
	price: number;
	size: number;
}

export interface Book {
	bids: Level[];
	asks: Level[];
}

const LEVELS = 10;

export interface BookConditions {
	price: number;
	/** 0 is calm. */
	stress: number;
	/** Of all exchanges' orders, those in this book: 0 to 1. */
	share: number;
	/** More bids than asks when positive: -1 to 1. */
	tilt: number;
}

/** The order book around a price: the levels within `percentage` of the best bid and ask, best first. */
export function bookAround(asset: Asset, conditions: BookConditions, percentage: number): Book {
	const { price, stress, share, tilt } = conditions;
	const tick = 10 ** -asset.decimals;
	const half = Math.max(tick / 2, (price * asset.spread * (1 + stress)) / 2);
	const bestBid = Math.floor((price - half) / tick) * tick;
	const bestAsk = Math.ceil((price + half) / tick) * tick;
	// Orders thicken away from the price, but less than in proportion.
	const usd = (asset.depth * share * percentage ** 0.8) / (1 + stress / 2);
	const reach = percentage / 100;
	return {
		bids: levels(asset, bestBid, -reach, usd * (1 + tilt)),
		asks: levels(asset, bestAsk, reach, usd * (1 - tilt)),
	};
}

function levels(asset: Asset, best: number, reach: number, usd: number): Level[] {
	const weights = (LEVELS * (LEVELS + 1)) / 2;
	return Array.from({ length: LEVELS }, (_, index) => {
		const price = best * (1 + (reach * index) / LEVELS);
		return {
			price: roundTo(price, asset.decimals),
			size: roundTo((usd * (index + 1)) / weights / price, 4),
		};
	});
}
