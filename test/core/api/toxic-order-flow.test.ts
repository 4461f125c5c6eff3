import { catalogue } from '../../../core';
import { answerOf, AT, AT_ISO } from '../support/answer';

const { toxicOrderFlow } = catalogue;

const READING = { toxicity_score: 0.71, cvd: 1_500_000, buy_volume: 9, sell_volume: '4' };
const ROW = {
	asset: 'BTC',
	toxicity: 0.71,
	cumulativeVolumeDelta: 1_500_000,
	buyVolumeUsd: 9,
	sellVolumeUsd: 4,
	time: AT,
	timestamp: AT_ISO,
};

describe('toxic order flow, whose form is not documented', () => {
	it('may be one record, bare or in an envelope', () => {
		expect(answerOf(toxicOrderFlow, { asset: 'BTC', ...READING }).rows()).toEqual([ROW]);
		expect(answerOf(toxicOrderFlow, { asset: 'BTC', data: READING }).rows()).toEqual([ROW]);
	});

	it('may be a record with nested figures', () => {
		const answer = answerOf(toxicOrderFlow, {
			asset: 'BTC',
			tof: { score: 0.71 },
			cvd: { value: 1_500_000, buy_volume: 9, sell_volume: 4 },
		});
		expect(answer.rows()).toEqual([ROW]);
	});

	it('may be a record beside a list name without a list', () => {
		for (const tof of [0.71, null]) {
			const answer = answerOf(toxicOrderFlow, { tof, score: 0.71, series: null });
			expect(answer.rows()).toMatchObject([{ toxicity: 0.71 }]);
		}
	});

	it.each(['data', 'points', 'series', 'history', 'values', 'tof'])(
		'may be a list under "%s"',
		(name) => {
			expect(answerOf(toxicOrderFlow, { [name]: [READING, READING] }).rows()).toEqual([ROW, ROW]);
		},
	);

	it('may be a bare list, or one keyed by time', () => {
		expect(answerOf(toxicOrderFlow, [READING]).rows()).toEqual([ROW]);
		const data = { '2026-02-01T12:00:00Z': READING, '1769947260': READING };
		expect(answerOf(toxicOrderFlow, { data }).rows()).toEqual([
			{ ...ROW, time: 1_769_947_260_000, timestamp: '2026-02-01T12:01:00.000Z' },
			ROW,
		]);
	});

	it('is summed up by the newest reading, wherever it stands', () => {
		const at = (minute: number, score: number) => ({
			timestamp: `2026-02-01T11:0${minute}:00Z`,
			score,
		});
		const answer = answerOf(toxicOrderFlow, {
			asset: 'BTC',
			interval: '1m',
			data: [at(3, 0.3), at(5, 0.5), at(4, 0.4)],
		});
		expect(answer.summary()).toMatchObject({
			asset: 'BTC',
			toxicity: 0.5,
			readingCount: 3,
			interval: '1m',
			timestamp: '2026-02-01T11:05:00.000Z',
		});
	});

	it('takes the time of the response where a reading has none', () => {
		const answer = answerOf(toxicOrderFlow, { timestamp: '2026-02-01T11:00:00Z', data: [READING] });
		expect(answer.rows()[0]).toMatchObject({ timestamp: '2026-02-01T11:00:00.000Z' });
	});

	it('keeps in the summary what only surrounds the list', () => {
		const answer = answerOf(toxicOrderFlow, { toxicity: 0.7, data: [{ cvd: -2_000_000 }] });
		expect(answer.summary()).toMatchObject({ toxicity: 0.7, cumulativeVolumeDelta: -2_000_000 });
		expect(answer.text()).toBe('BTC toxic order flow: score 0.7, CVD -$2M');
	});

	it('says so when it finds no score', () => {
		expect(answerOf(toxicOrderFlow, { data: [] }).text()).toBe(
			'BTC toxic order flow: no score found in the response',
		);
		expect(answerOf(toxicOrderFlow, { data: [] }).summary()).toMatchObject({ readingCount: 0 });
	});
});
