import fc from 'fast-check';
import { catalogue } from '../../../core';
import { signals } from '../../../core/signals/catalogue';
import { evaluateSignal, type Evaluation } from '../../../core/signals/evaluate';
import type { Facts } from '../../../core/signals/facts';
import { inputFrom, inputsFrom } from '../../../core/signals/input';
import { resultFields, resultRow, type SignalResult } from '../../../core/signals/result';
import type { AnySignal } from '../../../core/signals/signal';
import { AT } from '../support/answer';
import { market } from './support/market';
import { MINUTE, Watching } from './support/watching';

const ALL = Object.values<AnySignal>(signals);
const ALERTS = ALL.filter(({ kind }) => kind === 'alert');

/** What would surprise a spreadsheet or a reader. */
function flawsOf(signal: AnySignal, result: SignalResult): string[] {
	const row = resultRow(result);
	const isFlawed = (value: unknown) =>
		typeof value === 'number'
			? !Number.isFinite(value)
			: value !== null && !['string', 'boolean'].includes(typeof value);
	const states = signal.states.map(({ value }: { value: string }) => value);
	return [
		...Object.entries(row).flatMap(([name, value]) =>
			isFlawed(value) ? [`${name}: ${value}`] : [],
		),
		...(String(Object.keys(row)) === String(Object.keys(resultFields(signal))) ? [] : ['columns']),
		...(states.includes(result.state) ? [] : [`state ${result.state}`]),
		...(/^\S.*\S$/.test(result.text) ? [] : [`blanks: ${result.text}`]),
		...(/undefined|NaN|null|Infinity|∞|\[object/.test(result.text) ? [result.text] : []),
	];
}

function expectSound(signal: AnySignal, results: SignalResult[]): void {
	expect(results.flatMap((result) => flawsOf(signal, result))).toEqual([]);
	expect(results.length).toBeGreaterThan(0);
}

const ROUNDS = 2000;

/** A week of a wandering market, read once for all signals: a round every five minutes. */
let week: Facts[][];
beforeAll(() => {
	const reader = { ...signals.setupScan, reads: Object.values(catalogue) };
	const days = market(3);
	week = Array.from({ length: ROUNDS }, () => {
		const input = inputFrom(reader, days.next().value, { now: AT, asset: 'BTC' });
		expect(input.remarks).toEqual([]);
		return [...input.facts];
	});
});

/** The results of a week, round by round. */
function live(
	signal: AnySignal,
	settings: Record<string, unknown>,
	look: (one: Evaluation) => void,
) {
	let memory: unknown;
	week.forEach((facts, round) => {
		const now = AT + round * 5 * MINUTE;
		const input = { asset: 'BTC', now, facts, price: null, remarks: [] };
		const evaluation = evaluateSignal(signal, memory, input, settings);
		memory = evaluation.memory;
		look(evaluation);
	});
}

describe.each(ALL)('$name', (signal) => {
	const names = fc.constantFrom(
		...[
			'asset',
			'exchange',
			'current_price',
			'clusters',
			'price',
			'long_liquidations',
			'timestamp',
		],
		...[
			'gex_profile',
			'flip_level',
			'current_gex',
			'exchange_breakdown',
			'open_interest',
			'strike',
		],
		...[
			'rates',
			'rate',
			'annualized',
			'bids',
			'asks',
			'best_bid',
			'best_ask',
			'bid_depth',
			'payload',
		],
		...[
			'total_open_interest',
			'gamma_exposure',
			'toxicity_score',
			'short_liquidations',
			'__proto__',
		],
	);
	const leaf = fc.oneof(
		fc.constantFrom(null, '', 'BTC', 'positive', 'negative', 'binance', '__proto__', true, '1e400'),
		fc.constantFrom(0, -0, -1, 1e-320, 5e-324, 1e308, 1e18, 1e-18, 66330, 67000, 4.8e9),
		fc.double(),
		fc.string(),
	);
	const { json } = fc.letrec<{ json: unknown }>((tie) => ({
		json: fc.oneof(
			{ depthSize: 'small', withCrossShrink: true },
			leaf,
			fc.array(tie('json'), { maxLength: 4 }),
			fc.dictionary(names, tie('json'), { maxKeys: 6 }),
		),
	}));
	/** Something of the documented form, with anything in it. */
	const response = fc.record(
		{
			asset: fc.constant('BTC'),
			current_price: leaf,
			clusters: fc.array(
				fc.record({ price: leaf, long_liquidations: leaf, short_liquidations: leaf }),
			),
			flip_level: leaf,
			current_gex: leaf,
			gex_profile: fc.array(fc.record({ strike: leaf, gamma_exposure: leaf })),
			total_open_interest: leaf,
			exchange_breakdown: fc.array(fc.record({ exchange: leaf, open_interest: leaf })),
			best_bid: leaf,
			best_ask: leaf,
			bid_depth: leaf,
			ask_depth: leaf,
			rates: fc.array(
				fc.record({ exchange: leaf, rate: leaf, annualized: leaf, interval_hours: leaf }),
			),
		},
		{ requiredKeys: ['asset'] },
	);
	const given = fc.oneof(json, response, fc.array(response, { maxLength: 3 }));
	const entered = fc.dictionary(fc.constantFrom(...Object.keys(signal.settings), 'x'), leaf);

	it('takes any JSON as memory, input and settings, and answers with sound rows', () => {
		fc.assert(
			fc.property(
				fc.array(fc.tuple(given, fc.option(leaf), fc.integer({ min: -1e9, max: 1e9 })), {
					minLength: 1,
					maxLength: 5,
				}),
				entered,
				fc.jsonValue(),
				(steps, settings, kept) => {
					let memory: unknown = kept;
					let now = AT;
					for (const [one, price, later] of steps) {
						now += later;
						for (const input of inputsFrom(signal, one, { now, price })) {
							const evaluation = evaluateSignal(signal, memory, input, settings);
							expectSound(signal, evaluation.results);
							memory = JSON.parse(JSON.stringify(evaluation.memory));
							expect(memory).toEqual(evaluation.memory);
						}
					}
				},
			),
			{ numRuns: 150 },
		);
	});

	it('survives a memory in which anything has been changed', () => {
		const node = new Watching(signal);
		const days = market(7);
		for (let round = 0; round < 40; round += 1) node.sees(days.next().value);
		const text = JSON.stringify(node.memory);
		const places = [...text.matchAll(/[:,[]("[^"]*"|-?[\d.]+|null|true|false)(?=[,\]}])/g)];
		const next = days.next().value;
		fc.assert(
			fc.property(fc.constantFrom(...places), leaf, (place, value) => {
				const at = place.index + 1;
				const kept = JSON.parse(
					text.slice(0, at) + JSON.stringify(value) + text.slice(at + place[1]!.length),
				);
				for (const input of inputsFrom(signal, next, { now: node.now, asset: 'BTC' })) {
					expectSound(signal, evaluateSignal(signal, kept, input).results);
				}
			}),
			{ numRuns: 200 },
		);
	});

	it('remembers little, however long it runs', () => {
		let largest = 0;
		let rounds = 0;
		const settings = { cooldown: 600, alertOn: 'both', confirmations: 'both' };
		live(signal, settings, ({ memory, results }) => {
			rounds += 1;
			if (rounds % 20 !== 0) return;
			largest = Math.max(largest, JSON.stringify(memory).length);
			expectSound(signal, results);
		});
		expect(largest).toBeLessThan(20_000);
	});
});

describe.each(ALERTS)('the alerts of $name', (signal) => {
	it('never tell the same twice without having left it', () => {
		const told = new Map<string, { state: string; wasLeft: boolean }>();
		const repeated: string[] = [];
		let fired = 0;
		live(signal, { cooldown: 0, alertOn: 'both', threshold: 0.02 }, ({ results }) => {
			for (const { subject, state, alert } of results) {
				const key = String(subject);
				// A vacuum is a wide spread that got worse.
				const kind = state === 'vacuum' ? 'widened' : state;
				const before = told.get(key);
				if (alert === 'entered') {
					fired += 1;
					if (before?.state === kind && !before.wasLeft) repeated.push(`${key} ${kind}`);
					told.set(key, { state: kind, wasLeft: false });
				} else if (before && before.state !== kind) before.wasLeft = true;
			}
		});
		expect(repeated).toEqual([]);
		// Otherwise nothing would have been tested.
		expect(fired).toBeGreaterThan(3);
	});
});

describe('an alert that nothing has changed about', () => {
	it.each(ALERTS)('is not told again: $name', (signal) => {
		const { value } = market(5).next();
		const node = new Watching(signal, { cooldown: 0, alertOn: 'both', confirmations: 'both' });
		node.sees(value);
		const again = Array.from({ length: 50 }, () => node.sees(value).fired);
		// The first rounds may still be confirming.
		expect(again.slice(3).flat()).toEqual([]);
	});
});

describe('time', () => {
	it('may stand still or run backwards', () => {
		for (const signal of ALL) {
			const node = new Watching(signal);
			const days = market(1);
			for (const minutes of [0, 0, -60, 1e6, -1e6, 15]) {
				const { results } = node.sees(days.next().value, { minutes });
				expectSound(signal, results);
				expect(results.map(({ time }) => time)).toEqual(results.map(() => node.now));
			}
		}
	});
});
