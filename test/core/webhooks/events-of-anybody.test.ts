import fc from 'fast-check';
import { parseJson } from '../../../core/client/parse-json';
import { readEvent } from '../../../core/webhooks/events';
import { AT, AT_ISO } from '../support/answer';
import { FLIP, FUNDING, PROXIMITY } from './support/registering';

const read = (value: unknown) => readEvent(value, AT);

describe('an event that the guide does not list', () => {
	it('passes through under its own names', () => {
		const value = {
			event: 'whale.alert',
			timestamp: AT_ISO,
			data: { asset: 'ETH', amount: 5, wallet: { from: 'ü€🐟' }, tags: ['a'] },
		};
		expect(read(value)).toEqual({
			name: 'whale.alert',
			isKnown: false,
			asset: 'ETH',
			time: AT,
			row: {
				event: 'whale.alert',
				asset: 'ETH',
				amount: 5,
				wallet_from: 'ü€🐟',
				tags: '["a"]',
				time: AT,
				timestamp: AT_ISO,
			},
			text: 'ETH: Kingfisher event whale.alert',
			raw: value,
		});
	});

	it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
		'may be called %s',
		(name) => {
			expect(read({ event: name })).toMatchObject({ name, isKnown: false, row: { event: name } });
		},
	);
});

describe('what is no event', () => {
	it.each<[unknown]>([
		[undefined],
		[null],
		[5],
		['gex.flip'],
		[[]],
		[[{ event: FLIP }]],
		[{}],
		[{ data: { event: FLIP } }],
		[{ event: '' }],
		[{ event: '  ' }],
		[{ event: 5 }],
		[{ event: true }],
		[{ event: { type: FLIP } }],
		[{ event: [FLIP] }],
	])('is not read: %j', (value) => {
		expect(read(value)).toBeUndefined();
	});
});

describe('an event of anybody', () => {
	const name = fc.oneof(
		fc.constantFrom(
			...['event', 'type', 'data', 'payload', 'asset', 'timestamp', 'time', 'created_at', 'id'],
			...[
				'current_price',
				'cluster_price',
				'cluster_size',
				'distance',
				'side',
				'rate',
				'to',
				'flip',
			],
			...['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'currentPrice', 'event_'],
		),
		fc.string(),
	);
	const value: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
		node: fc.oneof(
			{ depthSize: 'small' },
			fc.constantFrom(
				null,
				true,
				'',
				PROXIMITY,
				FLIP,
				FUNDING,
				'BTC',
				AT_ISO,
				AT,
				1e300,
				-1,
				0,
				'ü🐟',
			),
			fc.string(),
			fc.double(),
			fc.array(tie('node'), { maxLength: 3 }),
			fc.dictionary(name, tie('node'), { maxKeys: 6 }),
		),
	})).node;

	/** `undefined` where it cannot be sent. */
	const asSent = (given: unknown) => parseJson(JSON.stringify([given]).slice(1, -1));

	it('never throws, and is flat where it is read', () => {
		const event = fc.record({
			event: fc.constantFrom(PROXIMITY, FLIP, FUNDING, 'x'),
			data: value,
			more: value,
		});
		fc.assert(
			fc.property(fc.oneof(value, event, fc.anything()), (given) => {
				const found = read(asSent(given)) ?? read(given);
				if (!found) return;
				expect(Object.getPrototypeOf(found.row)).toBe(Object.prototype);
				for (const cell of Object.values(found.row)) {
					expect(cell === null || ['string', 'number', 'boolean'].includes(typeof cell)).toBe(true);
				}
				expect(found.row['event']).toBe(found.name);
				expect(found.row['asset']).toBe(found.asset);
				expect(typeof found.row['time']).toBe('number');
				expect(found.text).not.toMatch(/undefined|NaN|\bnull\b|\[object|\n/);
				for (const column of ['currentPrice', 'clusterPrice', 'fundingRate', 'flipLevel']) {
					const figure = found.row[column] ?? null;
					if (found.isKnown) expect(figure === null || Number.isFinite(figure)).toBe(true);
				}
			}),
			{ numRuns: 1000 },
		);
		expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
		expect(Object.keys(Object.prototype)).toEqual([]);
	});
});
