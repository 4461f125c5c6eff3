import { ApiError, invalidParameter, notFound } from './errors';
import { findAsset } from './market/assets';
import type { ExchangeFilter, Percentage, Timeframe } from './scenario';

/** A query parameter with a documented list of values. */
export interface Choice<T extends string> {
	values: readonly T[];
	/** When it is left out. The guide calls all of these optional and names no default. */
	fallback: T;
}

export const EXCHANGE: Choice<ExchangeFilter> = {
	values: ['binance', 'bybit', 'okx', 'all'],
	fallback: 'all',
};

export const TIMEFRAME: Choice<Timeframe> = { values: ['1H', '4H', '1D', '1W'], fallback: '1D' };

export const HISTORICAL: Choice<'true' | 'false'> = {
	values: ['true', 'false'],
	fallback: 'false',
};

/** As the guide spells them: `1` is not `1.0`. */
export const PERCENTAGE: Choice<Percentage> = { values: ['0.1', '0.5', '1.0'], fallback: '1.0' };

/** @throws ApiError 400 for a value that is not listed, spelt otherwise, empty or given twice */
export function readChoice<T extends string>(query: object, name: string, choice: Choice<T>): T {
	const given: unknown = (query as Record<string, unknown>)[name];
	if (given === undefined) return choice.fallback;
	const found = choice.values.find((value) => value === given);
	if (found === undefined) throw new ApiError(invalidParameter(name));
	return found;
}

/**
 * Assets are upper case, as documented; anything else is not an asset's name at all.
 * @throws ApiError 400 or 404
 */
export function readAsset(given: string, { withOptions = false } = {}): string {
	if (!/^[A-Z0-9]{1,20}$/.test(given)) throw new ApiError(invalidParameter('asset'));
	const asset = findAsset(given);
	if (!asset || (withOptions && !asset.options)) throw new ApiError(notFound('Asset'));
	return asset.symbol;
}
