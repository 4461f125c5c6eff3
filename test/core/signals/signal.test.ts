import * as v from 'valibot';
import { catalogue } from '../../../core';
import { column } from '../../../core/api/fields';
import { evaluateSignal } from '../../../core/signals/evaluate';
import { inputFrom } from '../../../core/signals/input';
import { planCalls } from '../../../core/signals/plan-calls';
import { resultFields, resultRow } from '../../../core/signals/result';
import { defineSignal, readSignalSettings } from '../../../core/signals/signal';
import { AT, AT_ISO } from '../support/answer';
import { guide } from '../support/guide';

/** A whole signal: this is all that a new file in `core/signals` has to hold. */
const newHigh = defineSignal({
	name: 'new-high',
	title: 'New high',
	description: 'Fires when the price is above everything seen before.',
	keywords: ['high'],
	kind: 'alert',
	reads: [catalogue.liquidations],
	settings: {
		margin: {
			kind: 'number',
			title: 'Margin',
			description: 'How much higher',
			minimum: 0,
			maximum: 9,
			default: 1,
		},
	},
	states: [
		{ value: 'high', title: 'High' },
		{ value: 'normal', title: 'Normal' },
	],
	figures: {
		highestPrice: column('Highest', 'Highest price so far', { unit: 'USD' }),
		other: column('Other', 'Left out'),
	},
	needs: () => [{ endpoint: catalogue.liquidations, parameters: { timeframe: '1H' } }],
	memory: v.object({ highest: v.optional(v.number(), 0) }),
	evaluate({ memory, settings, price }) {
		const value = price?.value ?? 0;
		const isHigh = value > memory.highest + settings.margin;
		const highest = Math.max(value, memory.highest);
		const state = isHigh ? 'high' : 'normal';
		const findings = [
			{
				...({ subject: null, state, changed: isHigh, alert: isHigh ? 'entered' : 'none' } as const),
				...{ escalation: 0, figures: { highestPrice: highest }, text: `at ${value}` },
				...{ reasons: ['one', 'two'], missing: [] },
			},
		];
		return { memory: { highest }, findings };
	},
});

describe('a signal that is added as one definition', () => {
	const given = guide('liquidations');
	const input = inputFrom(newHigh, given, { now: AT });

	it('has its channels, settings, calls and columns', () => {
		expect(newHigh.channels).toEqual(['liquidations']);
		expect(readSignalSettings(newHigh, { margin: '2' })).toEqual({ margin: 2 });
		expect(planCalls([{ signal: newHigh, asset: 'BTC' }]).calls).toEqual([
			{
				endpoint: catalogue.liquidations,
				parameters: { asset: 'BTC', exchange: 'all', timeframe: '1H' },
			},
		]);
		expect(Object.keys(resultFields(newHigh))).toEqual([
			...['signal', 'asset', 'subject', 'state', 'changed', 'fired', 'alert', 'escalation'],
			...['highestPrice', 'other'],
			...['text', 'reasons', 'missing', 'time', 'timestamp'],
		]);
	});

	it('is evaluated, remembered and written into a row like every other', () => {
		const first = evaluateSignal(newHigh, undefined, input);
		expect(first.fired.map(resultRow)).toEqual([
			{
				signal: 'new-high',
				asset: 'BTC',
				subject: null,
				state: 'high',
				changed: true,
				fired: true,
				alert: 'entered',
				escalation: 0,
				highestPrice: 67000,
				other: null,
				text: 'at 67000',
				reasons: 'one; two',
				missing: '',
				time: AT,
				timestamp: AT_ISO,
			},
		]);
		expect(evaluateSignal(newHigh, first.memory, input).fired).toEqual([]);
	});
});
