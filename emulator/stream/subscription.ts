import { ApiError, invalidParameter } from '../errors';
import { findAsset } from '../market/assets';
import { EXCHANGE, readAsset, readChoice } from '../parameters';
import type { ExchangeFilter } from '../scenario';

export const CHANNELS = ['liquidations', 'gex', 'open_interest', 'funding_rates'] as const;
export type Channel = (typeof CHANNELS)[number];

/** One thing to be told about. */
export interface Subscription {
	channel: Channel;
	asset: string;
	/** The asset of the market whose data it gets; another one where any asset is taken. */
	market: string;
	exchange: ExchangeFilter;
	/** `channel:asset:exchange` */
	key: string;
}

/**
 * What a frame asks for. The guide's frame names an exchange; left out it is `all`, as everywhere else.
 * @throws ApiError 400, or 404 for an asset there is no such data of
 */
export function readSubscription(
	frame: Record<string, unknown>,
	{ anyAsset }: { anyAsset: boolean },
): Subscription {
	const channel = CHANNELS.find((name) => name === frame.channel);
	if (!channel) throw new ApiError(invalidParameter('channel'));
	if (typeof frame.asset !== 'string') throw new ApiError(invalidParameter('asset'));
	const exchange = readChoice(frame, 'exchange', EXCHANGE);
	const of = (asset: string, market: string) => ({
		channel,
		asset,
		market,
		exchange,
		key: `${channel}:${asset}:${exchange}`,
	});
	const withOptions = channel === 'gex';
	if (anyAsset && !hasData(frame.asset, withOptions)) return of(frame.asset, 'BTC');
	const asset = readAsset(frame.asset, { withOptions });
	return of(asset, asset);
}

function hasData(symbol: string, withOptions: boolean): boolean {
	const asset = findAsset(symbol);
	return asset !== undefined && (!withOptions || asset.options !== undefined);
}
