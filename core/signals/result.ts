import type { Fields, Row } from '../api/endpoint';
import { ASSET, column } from '../api/fields';
import type { AnySignal, Finding } from './signal';

/** What an evaluation says of one thing. */
export interface SignalResult extends Finding {
	/** Name of the signal. */
	signal: string;
	/** Empty for a signal that is not about an asset. */
	asset: string;
	/** Whether it is to be told: `alert` says why. */
	fired: boolean;
	/** When it was evaluated, epoch ms. */
	time: number;
	/** The same as ISO 8601 text. */
	timestamp: string | null;
}

const text = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;

const HEAD: Fields = {
	signal: column('Signal', 'Name of the signal', text),
	asset: ASSET,
	subject: column(
		'Subject',
		'What it is about, where an asset has several: cluster, exchange',
		text,
	),
	state: column('State', 'Where things stand', text),
	changed: column('Changed', 'Whether the state is another one than last time', flag),
	fired: column('Fired', 'Whether it is to be told', flag),
	alert: column(
		'Alert',
		'Why: entered, escalated, left, repeated, answer (of a calculator) or none',
		text,
	),
	escalation: column('Escalation', 'How many times it got worse since it was first told'),
};

const TAIL: Fields = {
	text: column('Text', 'One line, ready to be sent', text),
	reasons: column('Reasons', 'What the state rests on', text),
	missing: column('Missing', 'Inputs that were not there', text),
	time: column('Time', 'When it was evaluated, epoch milliseconds', { unit: 'ms' }),
	timestamp: column('Timestamp', 'The same as ISO 8601 text', text),
};

/** The columns of a signal's rows, in their order. */
export function resultFields(signal: AnySignal): Fields {
	// A signal's own figures never take the name of a column that all have.
	return { ...HEAD, ...signal.figures, ...TAIL };
}

/** A flat row with the same columns in the same order every time, ready for a spreadsheet. */
export function resultRow(result: SignalResult): Row {
	const { signal, asset, subject, state, changed, fired, alert, escalation } = result;
	return {
		...{ signal, asset, subject, state, changed, fired, alert, escalation },
		...result.figures,
		text: result.text,
		reasons: result.reasons.join('; '),
		missing: result.missing.join('; '),
		time: result.time,
		timestamp: result.timestamp,
	};
}

/** The figures of a signal in their order: one that is left out, or no number, is `null`. */
export function completeFigures(fields: Fields, found: Row): Row {
	return Object.fromEntries(
		Object.keys(fields).map((name) => {
			const value = found[name] ?? null;
			return [name, typeof value === 'number' && !Number.isFinite(value) ? null : value];
		}),
	);
}
