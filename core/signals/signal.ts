import type { BaseIssue, BaseSchema, InferOutput } from 'valibot';
import type { AnyEndpoint, Fields, Row } from '../api/endpoint';
import type { Choice } from '../api/parameters';
import type { Alert } from './alert';
import { readFields, type SettingsOf, type SignalFields } from './fields';
import type { Facts } from './facts';

/** One question to the API that a signal lives on; the asset is added by whoever asks. */
export interface Need {
	endpoint: AnyEndpoint;
	parameters: Record<string, unknown>;
	/** Only the price in the answer matters, so that any other answer with one serves as well. */
	forPrice?: true;
}

/** What a signal found out about one thing: a cluster, an exchange, or the asset as a whole. */
export interface Finding {
	/** `null` = the asset as a whole. */
	subject: string | null;
	/** One of the signal's `states`. */
	state: string;
	/** Whether the state is another one than at the last evaluation. */
	changed: boolean;
	alert: Alert;
	/** How many times it got worse since it was first reported. */
	escalation: number;
	/** By the names of `resultFields`; what is left out is `null`. */
	figures: Row;
	/** One line in a trader's words. */
	text: string;
	reasons: string[];
	/** Inputs that were not there. What is missing is never taken for neutral. */
	missing: string[];
}

/** A price, and how it is known: with this input, or remembered from an earlier one. */
export interface KnownPrice {
	value: number;
	/** How long ago it was told, in ms; 0 = with this input. */
	ageMs: number;
	/** Whether the flow gave it by itself, and so newer than the data. */
	isGiven: boolean;
}

/** Everything that a signal decides by. */
export interface Moment<F extends SignalFields = SignalFields, M = unknown> {
	asset: string;
	/** Epoch ms. */
	now: number;
	settings: SettingsOf<F>;
	memory: M;
	/** Data of endpoints, the newest last. */
	facts: readonly Facts[];
	price: KnownPrice | undefined;
}

export interface Decision<M = unknown> {
	memory: M;
	/** At least one. */
	findings: Finding[];
}

/** Has to accept `{}`, as what a signal remembers at first. */
type MemorySchema = BaseSchema<unknown, unknown, BaseIssue<unknown>>;

/** Everything the project knows of one signal. Hosts derive their forms, help and outputs from it. */
export interface Signal<
	F extends SignalFields = SignalFields,
	S extends MemorySchema = MemorySchema,
> {
	/** kebab-case; flows are saved with it. */
	name: string;
	title: string;
	/** One sentence for tooltips, help texts and language models. */
	description: string;
	/** Words a trader would type to find it. */
	keywords: readonly string[];
	/** An alert fires when something begins; a calculator answers every time. */
	kind: 'alert' | 'calculator';
	/** Whether it is about an asset. */
	hasAsset: boolean;
	/** The endpoints whose data it can use. */
	reads: readonly AnyEndpoint[];
	/** The channels of the stream that can feed it. */
	channels: readonly string[];
	settings: F;
	states: readonly Choice[];
	/** The signal's own columns; those of every signal are in `resultFields()`. */
	figures: Fields;
	/** What has to be asked for, with these settings. */
	needs(settings: SettingsOf<F>): Need[];
	memory: S;
	evaluate(moment: Moment<F, InferOutput<S>>): Decision<InferOutput<S>>;
}

type Definition<F extends SignalFields, S extends MemorySchema> = Omit<
	Signal<F, S>,
	'channels' | 'hasAsset'
> & { hasAsset?: boolean };

export function defineSignal<const F extends SignalFields, const S extends MemorySchema>(
	definition: Definition<F, S>,
): Signal<F, S> {
	const channels = definition.reads.flatMap(({ stream }) => (stream ? [stream.channel] : []));
	return { hasAsset: true, ...definition, channels };
}

/**
 * A signal of which only the list it stands in is known. `any` is deliberate: a signal is
 * contravariant in its own settings and memory, so no narrower type holds every one of them.
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type AnySignal = Signal<any, any>;

/** The settings of a signal from what a user entered; what is blank or unreadable keeps its default. */
export function readSignalSettings<F extends SignalFields, S extends MemorySchema>(
	signal: Signal<F, S>,
	entered: unknown,
): SettingsOf<F> {
	return readFields(signal.settings, entered).values as SettingsOf<F>;
}
