import { readEvent } from '../../../core/webhooks/events';
import { AT } from '../support/answer';
import { FLIP, FUNDING, PROXIMITY } from './support/registering';

const textOf = (event: string, data: object) => readEvent({ event, data }, AT)?.text;

describe('the line of a cluster proximity', () => {
	const all = {
		asset: 'ETH',
		current_price: 3105.5,
		cluster_price: 3150,
		cluster_size: 95e6,
		distance_percent: 1.43,
	};

	it.each<[object, string]>([
		[all, 'ETH 3,105.5 is 1.4% below a liquidation cluster of $95M at 3,150'],
		[
			{ ...all, side: 'short' },
			'ETH 3,105.5 is 1.4% below a short liquidation cluster of $95M at 3,150',
		],
		[
			{ ...all, side: 'Short' },
			'ETH 3,105.5 is 1.4% below a Short liquidation cluster of $95M at 3,150',
		],
		[
			{ ...all, distance_percent: -1.43 },
			'ETH 3,105.5 is 1.4% below a liquidation cluster of $95M at 3,150',
		],
		[
			{ ...all, cluster_price: 3105.5 },
			'ETH 3,105.5 is at a liquidation cluster of $95M at 3,105.5',
		],
		[
			{ ...all, current_price: null },
			'ETH is 1.4% away from a liquidation cluster of $95M at 3,150',
		],
		[
			{ ...all, cluster_price: null },
			'ETH 3,105.5 is 1.4% away from a liquidation cluster of $95M',
		],
		[{ ...all, cluster_size: null }, 'ETH 3,105.5 is 1.4% below a liquidation cluster at 3,150'],
		[
			{ ...all, distance_percent: null },
			'ETH 3,105.5 is 1.4% below a liquidation cluster of $95M at 3,150',
		],
		[{ asset: 'ETH' }, 'ETH is near a liquidation cluster'],
		[{}, 'Unknown asset is near a liquidation cluster'],
	])('of %j', (data, line) => {
		expect(textOf(PROXIMITY, data)).toBe(line);
	});
});

describe('the line of a gamma flip', () => {
	it.each<[object, string]>([
		[
			{
				asset: 'BTC',
				current_price: 68150,
				flip_level: 68200,
				previous_gex: 'positive',
				current_gex: 'negative',
			},
			'BTC 68,150: gamma has flipped from positive to negative, flip level 68,200',
		],
		[{ asset: 'BTC', current_gex: 'positive' }, 'BTC: gamma has flipped to positive'],
		[{ asset: 'BTC', current_gex: -1.5e9 }, 'BTC: gamma has flipped'],
		[{ asset: 'BTC', to: [null] }, 'BTC: gamma has flipped'],
		[{ asset: 'BTC', from: 'negative' }, 'BTC: gamma has flipped from negative'],
		[{}, 'Unknown asset: gamma has flipped'],
	])('of %j', (data, line) => {
		expect(textOf(FLIP, data)).toBe(line);
	});
});

describe('the line of an extreme funding rate', () => {
	it.each<[object, string]>([
		[
			{ asset: 'SOL', current_price: 182.25, exchange: 'binance', rate: 0.0012 },
			'SOL 182.25: funding on binance is extreme, 0.0012 as reported (longs pay shorts)',
		],
		[
			{ asset: 'SOL', rate: -0.0012 },
			'SOL: funding is extreme, -0.0012 as reported (shorts pay longs)',
		],
		[{ asset: 'SOL', rate: 0 }, 'SOL: funding is extreme, 0 as reported'],
		[{ asset: 'SOL', exchange: 'okx' }, 'SOL: funding on okx is extreme'],
		[{}, 'Unknown asset: funding is extreme'],
	])('of %j', (data, line) => {
		expect(textOf(FUNDING, data)).toBe(line);
	});
});

describe('the line of any event', () => {
	it('is one line, and not longer than it has to be', () => {
		const long = `a\n\t b${'x'.repeat(5000)}`;
		for (const event of [PROXIMITY, FLIP, FUNDING, long]) {
			const text =
				textOf(event, { asset: long, side: long, current_gex: long, exchange: long }) ?? '';
			expect(text).toMatch(/^a bx+/);
			expect(text).not.toMatch(/\s\s|[\n\t]/);
			expect(text.length).toBeLessThan(250);
		}
	});

	it('names an event that is not known', () => {
		expect(textOf('whale.alert', { asset: 'BTC' })).toBe('BTC: Kingfisher event whale.alert');
		expect(textOf('whale.alert', {})).toBe('Kingfisher event whale.alert');
	});
});
