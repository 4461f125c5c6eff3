import type { AnyEndpoint, Row } from '../api/endpoint';
import { fundingRates } from '../api/funding-rates';
import { gammaExposure } from '../api/gamma-exposure';
import { liquidations } from '../api/liquidations';
import type { Answer } from '../client/answer';
import type { EventName } from './event-kinds';

/** How an event is looked for in what an endpoint says. */
export interface Check {
	endpoint: AnyEndpoint;
	/**
	 * Tells whether an answer shows the event of `row`, `null` when the answer does not say; `undefined`
	 * when the event says too little to look for it.
	 */
	expecting(row: Row): ((answer: Answer) => boolean | null) | undefined;
	/** What the event has to say for that. */
	needs: string;
	where: string;
	what: string;
}

/** How far the market may have moved between the event and the question. */
const SAME_LEVEL_PERCENT = 0.5;
const SAME_SIZE = 0.5;

export const CHECKS: Record<EventName, Check> = {
	'liquidation.cluster_proximity': {
		endpoint: liquidations,
		needs: 'where the cluster is',
		where: 'the liquidation clusters',
		what: 'this one',
		expecting({ clusterPrice: level, clusterSizeUsd: size }) {
			if (!isNumber(level) || level <= 0) return undefined;
			const enough = isNumber(size) ? size * SAME_SIZE : 0;
			return (answer) => answer.rows().some((one) => isNear(one, level) && sizeOf(one) >= enough);
		},
	},
	'gex.flip': {
		endpoint: gammaExposure,
		needs: 'the new regime',
		where: 'the gamma figures',
		what: 'this regime',
		expecting({ currentGex }) {
			if (typeof currentGex !== 'string') return undefined;
			return (answer) => sameRegime(answer.summary()['currentGex'], currentGex);
		},
	},
	'funding.rate.extreme': {
		endpoint: fundingRates,
		needs: 'the rate',
		where: 'the funding rates',
		what: 'such a rate',
		expecting({ fundingRate: rate, exchange }) {
			if (!isNumber(rate)) return undefined;
			return (answer) => {
				const rates = answer
					.rows()
					.filter((one) => typeof exchange !== 'string' || isSameText(one['exchange'], exchange))
					.map((one) => one['fundingRate'])
					.filter(isNumber);
				if (rates.length === 0) return null;
				return rates.some(
					(one) =>
						Math.sign(one) === Math.sign(rate) && Math.abs(one) >= Math.abs(rate) * SAME_SIZE,
				);
			};
		},
	},
};

function isNear({ price }: Row, level: number): boolean {
	return isNumber(price) && (Math.abs(price - level) / level) * 100 <= SAME_LEVEL_PERCENT;
}

/** Of the larger side. */
function sizeOf({ longLiquidationsUsd, shortLiquidationsUsd }: Row): number {
	return Math.max(0, ...[longLiquidationsUsd, shortLiquidationsUsd].filter(isNumber));
}

/** Other words than these two may mean either. */
function sameRegime(now: Row[string] | undefined, said: string): boolean | null {
	if (isSameText(now, said)) return true;
	const isClear = [now, said].every((word) => /^(positive|negative)$/i.test(String(word)));
	return isClear ? false : null;
}

function isSameText(one: Row[string] | undefined, other: string): boolean {
	return typeof one === 'string' && one.toLowerCase() === other.toLowerCase();
}

function isNumber(value: unknown): value is number {
	return typeof value === 'number';
}
