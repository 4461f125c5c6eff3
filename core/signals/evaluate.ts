import * as v from 'valibot';
import { iso } from '../api/read';
import { readFields, type SignalFields } from './fields';
import { timeFrom, type SignalInput } from './input';
import { lastPrice, readMemory, recall, withEntry, withPrice, type SignalMemory } from './memory';
import { factsFrom, priceIn } from './readings/of-endpoint';
import { completeFigures, type SignalResult } from './result';
import type { AnySignal, Decision, KnownPrice, Moment } from './signal';

export interface Evaluation {
	/** To be kept by the host, and handed in the next time. */
	memory: SignalMemory;
	/** At least one; those that fired first. */
	results: SignalResult[];
	/** Those of the results that are to be told. */
	fired: SignalResult[];
}

/**
 * Evaluates a signal. The same arguments always give the same evaluation; nothing is read from a
 * clock, and nothing that is handed in is changed. Never throws.
 *
 * @param kept the memory of the last evaluation of this node, whatever signal and asset it was of
 * @param entered the settings as the user entered them, or as `readSignalSettings` read them
 */
export function evaluateSignal(
	signal: AnySignal,
	kept: unknown,
	input: SignalInput,
	entered: unknown = {},
): Evaluation {
	const memory = readMemory(kept);
	const now = timeFrom(input.now);
	const asset = signal.hasAsset ? input.asset : '';
	const key = `${signal.name} ${asset}`;
	const { values: settings, remarks } = readFields(signal.settings as SignalFields, entered);
	const told = priceOf(signal, input);
	const price = told ?? remembered(memory, asset, now);
	const moment = { asset, now, settings, price, facts: input.facts };
	const own = ownMemory(signal, recall(memory, key));
	const decision = signal.evaluate({ ...moment, memory: own } as Moment) as Decision;
	const results = decision.findings.map((finding): SignalResult => {
		const { missing, reasons, text } = finding;
		return {
			...finding,
			signal: signal.name,
			asset,
			fired: finding.alert !== 'none',
			figures: completeFigures(signal.figures, finding.figures),
			// A line break would end a row, or a message, before its end.
			text: text.replace(/\s+/g, ' ').trim(),
			reasons: [...reasons, ...remarks, ...input.remarks],
			missing: signal.hasAsset && asset === '' ? ['asset', ...missing] : missing,
			time: now,
			timestamp: iso(now),
		};
	});
	results.sort((a, b) => Number(b.fired) - Number(a.fired));
	const next = withEntry(memory, key, ownMemory(signal, decision.memory));
	return {
		memory: told ? withPrice(next, asset, told.value, now) : next,
		results,
		fired: results.filter(({ fired }) => fired),
	};
}

/** What one signal remembers of one asset; whatever it cannot have written is forgotten. */
function ownMemory(signal: AnySignal, kept: unknown): unknown {
	const read = v.safeParse(signal.memory, kept);
	return read.success ? read.output : v.parse(signal.memory, {});
}

/** The price that came with the input: by itself, else with the data that the signal lives on most. */
function priceOf(signal: AnySignal, { facts, price }: SignalInput): KnownPrice | undefined {
	if (price !== null) return { value: price, ageMs: 0, isGiven: true };
	const own = signal.reads.map((endpoint) => priceIn(factsFrom(facts, endpoint)));
	const value = own.find((one) => one !== null) ?? priceIn(facts);
	return value === null ? undefined : { value, ageMs: 0, isGiven: false };
}

function remembered(memory: SignalMemory, asset: string, now: number): KnownPrice | undefined {
	const last = lastPrice(memory, asset, now);
	return last && { ...last, isGiven: false };
}
