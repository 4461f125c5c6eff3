import { assetParameter } from '../api/parameters';
import { KingfisherError } from './errors';

/** More at once are a mistake in the flow. */
const MAX_ASSETS = 100;

/**
 * The assets in what a user entered or a flow passed: a list, or text separated by commas or blanks.
 * In capitals, each once; none when there is nothing in it.
 *
 * @param where what they were entered in, as a user knows it
 * @throws KingfisherError `invalid_parameter`
 */
export function readAssets(given: unknown, where: string): string[] {
	const list: unknown[] = Array.isArray(given)
		? given
		: typeof given === 'string'
			? given.split(/[,;\s]+/)
			: [given ?? ''];
	const asset = assetParameter();
	const symbols = list
		.filter((one) => one !== '')
		.map((one) => {
			const read = asset.read(one);
			if ('value' in read) return read.value;
			throw refused(`${where}: ${read.refused}`, SYNTAX);
		});
	const assets = [...new Set(symbols)];
	if (assets.length <= MAX_ASSETS) return assets;
	const message = `${where}: ${assets.length} assets are more than the ${MAX_ASSETS} that one node takes`;
	throw refused(message, 'Share them out among several nodes.');
}

const SYNTAX = 'Give symbols separated by commas, such as BTC, ETH, SOL.';

function refused(message: string, help: string): KingfisherError {
	return new KingfisherError({ code: 'invalid_parameter', message, help });
}
