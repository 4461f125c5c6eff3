import { guide } from '../../support/guide';
import { AT } from '../../support/answer';
import { evaluateSignal, type Evaluation } from '../../../../core/signals/evaluate';
import { inputFrom } from '../../../../core/signals/input';
import type { SignalResult } from '../../../../core/signals/result';
import type { AnySignal } from '../../../../core/signals/signal';

export const MINUTE = 60_000;

interface Telling {
	/** Since the last evaluation. */
	minutes?: number;
	price?: number;
	asset?: string | undefined;
}

/**
 * One node that evaluates a signal again and again. Its memory is written to JSON and read back each
 * time, as a host does.
 */
export class Watching {
	memory: unknown = undefined;
	now = AT - 15 * MINUTE;

	constructor(
		private readonly signal: AnySignal,
		readonly settings: Record<string, unknown> = {},
	) {}

	/** Evaluates what a host hands over. */
	sees(given: unknown, { minutes = 15, price, asset = 'BTC' }: Telling = {}): Evaluation {
		this.now += minutes * MINUTE;
		const input = inputFrom(this.signal, given, { now: this.now, asset, price });
		const evaluation = evaluateSignal(this.signal, this.memory, input, this.settings);
		this.memory = JSON.parse(JSON.stringify(evaluation.memory));
		return evaluation;
	}

	/** The texts of what fired. */
	fires(given: unknown, telling?: Telling): string[] {
		return this.sees(given, telling).fired.map(({ text }) => text);
	}

	/** The only result. */
	finds(given: unknown, telling?: Telling): SignalResult {
		const { results } = this.sees(given, telling);
		expect(results).toHaveLength(1);
		return results[0]!;
	}
}

type Sizes = [price: number, long: number, short: number];

/** A response of the liquidations endpoint, in the guide's form. */
export function clusters(current_price: number | null, ...levels: Sizes[]) {
	return {
		asset: 'BTC',
		exchange: 'all',
		timeframe: '1D',
		...(current_price === null ? {} : { current_price }),
		clusters: levels.map(([price, long_liquidations, short_liquidations]) => ({
			price,
			long_liquidations,
			short_liquidations,
			timestamp: '2026-02-01T00:00:00Z',
		})),
	};
}

/** A message of the stream, in the guide's form. */
export function message(channel: string, data: object, asset = 'BTC') {
	return { channel, asset, data: { timestamp: '2026-02-01T12:34:56Z', ...data } };
}

/** A response of the gamma endpoint: the guide's, with other facts. */
export function gamma(facts: Record<string, unknown>) {
	return { ...guide('gex'), ...facts };
}

export const B = 1_000_000_000;
