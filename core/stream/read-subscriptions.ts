import { assetParameter, EXCHANGES, someOf, type Read } from '../api/parameters';
import { CHANNELS } from '../api/stream';
import { KingfisherError } from '../client/errors';
import type { Subscription } from './protocol';

/** More than a user needs, and less than a wrong list can do harm with. */
export const MAX_SUBSCRIPTIONS = 2000;

/** What a user or a message asks for: lists, or texts separated by commas. */
export interface Wish {
	channels?: unknown;
	assets?: unknown;
	/** Left out: `all`. */
	exchanges?: unknown;
}

const channelList = someOf(CHANNELS, { title: 'Channels', description: 'What to subscribe to' });
const exchangeList = someOf(EXCHANGES, { title: 'Exchanges', description: 'Whose data' });
const asset = assetParameter();
const LIST_HELP = 'Give symbols separated by commas, such as BTC, ETH, SOL.';

/**
 * Every channel of every asset on every exchange that was asked for, each once.
 * @throws KingfisherError `invalid_parameter`
 */
export function readSubscriptions({ channels, assets, exchanges }: Wish): Subscription[] {
	const given = listOf(assets);
	const read = (given.length === 0 ? [''] : given).map((one) => asset.read(one));
	const symbols = [...new Set(read.map((one) => accepted(one, LIST_HELP)))];
	const isGiven = listOf(exchanges).length > 0;
	const wanted = accepted(channelList.read(channels)).flatMap((channel) =>
		symbols.flatMap((symbol) =>
			(isGiven ? accepted(exchangeList.read(exchanges)) : ['all']).map((exchange) => ({
				channel,
				asset: symbol,
				exchange,
			})),
		),
	);
	if (wanted.length <= MAX_SUBSCRIPTIONS) return wanted;
	throw refused(
		`${wanted.length} subscriptions are too many`,
		`Choose fewer channels, assets or exchanges: ${MAX_SUBSCRIPTIONS} at most.`,
	);
}

function listOf(given: unknown): unknown[] {
	const list: unknown[] = Array.isArray(given)
		? given
		: typeof given === 'string'
			? given.split(/[,;\s]+/)
			: given === undefined || given === null
				? []
				: [given];
	return list.filter((one) => one !== '');
}

function accepted<T>(read: Read<T>, help?: string): T {
	if ('value' in read) return read.value;
	throw refused(read.refused, help ?? read.help);
}

function refused(message: string, help: string): KingfisherError {
	return new KingfisherError({ code: 'invalid_parameter', message: `Stream: ${message}`, help });
}
