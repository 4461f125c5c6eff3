import { catalogue } from '../../../core';
import { answerOf, AT, AT_ISO } from '../support/answer';
import { guide } from '../support/guide';

const { gammaExposure } = catalogue;

const FACTS = { asset: 'BTC', currentPrice: 67000, flipLevel: 68200, currentGex: 'positive' };
const NOW = { time: AT, timestamp: AT_ISO };

describe('gamma exposure of the guide', () => {
	const answer = answerOf(gammaExposure, guide('gex'));

	it('becomes one row a strike, to the digit', () => {
		expect(answer.rows()).toEqual([
			{
				...FACTS,
				strike: 65000,
				gammaExposure: -420_000_000,
				totalGamma: -680_000_000,
				distancePercent: 2.985074627,
				position: 'below',
				...NOW,
			},
			{
				...FACTS,
				strike: 67000,
				gammaExposure: 680_000_000,
				totalGamma: 520_000_000,
				distancePercent: 0,
				position: 'at',
				...NOW,
			},
			{
				...FACTS,
				strike: 68500,
				gammaExposure: -350_000_000,
				totalGamma: -500_000_000,
				distancePercent: 2.23880597,
				position: 'above',
				...NOW,
			},
		]);
	});

	it('becomes one summary', () => {
		expect(answer.summary()).toEqual({
			...FACTS,
			flipDistancePercent: 1.791044776,
			flipPosition: 'above',
			strikeCount: 3,
			largestGammaStrike: 67000,
			largestGamma: 680_000_000,
			...NOW,
		});
	});

	it('becomes one line', () => {
		expect(answer.text()).toBe(
			'BTC 67,000: gamma positive as reported, flip level 68,200 (1.8% above), largest gamma at strike 67,000',
		);
	});
});

describe('the gamma wall', () => {
	it('is the strike with the largest gamma of either sign', () => {
		const answer = answerOf(gammaExposure, {
			gex_profile: [
				{ strike: 1, gamma_exposure: 5 },
				{ strike: 2, gamma_exposure: -9 },
				{ strike: 3 },
			],
		});
		expect(answer.summary()).toMatchObject({ largestGammaStrike: 2, largestGamma: -9 });
	});

	it('is unknown without any gamma', () => {
		const answer = answerOf(gammaExposure, { gex_profile: [{ strike: 3 }] });
		expect(answer.summary()).toMatchObject({ largestGammaStrike: null, largestGamma: null });
		expect(answer.text()).toBe('BTC: gamma unknown as reported, flip level unknown');
	});
});

describe('past gamma exposure, whose form is not documented', () => {
	const past = [
		{
			timestamp: '2026-01-31T00:00:00Z',
			current_price: 66000,
			flip_level: 66500,
			gex_profile: [{ strike: 66000, gamma_exposure: 1, total_gamma: 2 }],
		},
		{ timestamp: '2026-01-30T00:00:00Z', current_price: 65000, flip_level: 65500, score: 0.3 },
	];
	const pastRows = [
		{ asset: 'BTC', strike: 66000, flipLevel: 66500, timestamp: '2026-01-31T00:00:00.000Z' },
		{ asset: 'BTC', flipLevel: 65500, score: 0.3, timestamp: '2026-01-30T00:00:00.000Z' },
	];

	it.each(['history', 'historical', 'snapshots', 'data', 'series'])(
		'is found under "%s"',
		(name) => {
			const rows = answerOf(gammaExposure, { asset: 'BTC', [name]: past }).rows();
			expect(rows).toMatchObject(pastRows);
		},
	);

	it('follows the current profile when both come', () => {
		const rows = answerOf(gammaExposure, { ...guide('gex'), history: past }).rows();
		expect(rows.map((row) => row['strike'])).toEqual([65000, 67000, 68500, 66000, undefined]);
	});

	it('may be the response itself', () => {
		expect(answerOf(gammaExposure, past).rows()).toMatchObject(pastRows);
	});

	it('may be keyed by time', () => {
		const [{ timestamp: newer, ...first }, { timestamp: older, ...second }] = past as [
			(typeof past)[0],
			(typeof past)[0],
		];
		const rows = answerOf(gammaExposure, { history: { [newer]: first, [older]: second } }).rows();
		expect(rows).toMatchObject(pastRows);
	});

	it('may stand one level deeper', () => {
		expect(answerOf(gammaExposure, { data: { history: past } }).rows()).toMatchObject(pastRows);
	});

	it('keeps a snapshot without strikes, and what else a snapshot says', () => {
		const rows = answerOf(gammaExposure, {
			history: [
				{ flip_level: 1, gex_profile: [] },
				{ flip_level: 2, regime: 'calm', gex_profile: [{ strike: 5 }, { strike: 6 }] },
			],
		}).rows();
		expect(rows).toMatchObject([
			{ flipLevel: 1 },
			{ flipLevel: 2, strike: 5, regime: 'calm' },
			{ flipLevel: 2, strike: 6, regime: 'calm' },
		]);
	});

	it('may be a list of strikes', () => {
		const strikes = [{ timestamp: '2026-01-31T00:00:00Z', strike: '66000', gamma_exposure: 5 }];
		expect(answerOf(gammaExposure, strikes).rows()).toMatchObject([
			{ strike: 66000, gammaExposure: 5, totalGamma: null, timestamp: '2026-01-31T00:00:00.000Z' },
		]);
	});

	it('leaves in the summary what surrounds it', () => {
		const answer = answerOf(gammaExposure, { ...guide('gex'), history: past, model: 'v2' });
		expect(answer.summary()).toMatchObject({ ...FACTS, model: 'v2' });
		expect(answer.summary()).not.toHaveProperty('history');
	});

	it.each([{ asset: 'BTC' }, { history: 'none' }, { data: { gex_profile: [] } }])(
		'is an unexpected shape as %j',
		(body) => {
			expect(() => answerOf(gammaExposure, body).rows()).toThrow(
				expect.objectContaining({ code: 'unexpected_shape' }),
			);
		},
	);
});

describe('assets beyond the documented ones', () => {
	it('are asked for, with a hint', () => {
		expect(answerOf(gammaExposure, guide('gex'), { asset: 'SOL' }).hints()).toEqual([
			'The API documents gamma exposure for BTC and ETH only; SOL was asked for as given.',
		]);
		expect(answerOf(gammaExposure, guide('gex'), { asset: 'eth' }).hints()).toEqual([]);
	});
});
