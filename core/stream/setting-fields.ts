import type { Choice } from '../api/parameters';
import type { ListenOptions } from './listener';
import { DEFAULT_STREAM_SETTINGS, type DeliverySettings } from './settings';

/** A setting of a stream node as both hosts show it. */
export interface StreamField {
	title: string;
	description: string;
	/** Spelled as a user reads it. */
	unit?: string;
	minimum: number;
	maximum: number;
	/** What a form shows when the setting is first touched. */
	default: number;
}

/** How messages are delivered, by the names flows are saved with. */
export const DELIVERIES: readonly (Choice & { value: DeliverySettings['mode'] })[] = [
	{
		value: 'latest',
		title: 'Latest of each',
		description:
			'The newest state of everything that changed, once an interval. A cascade cannot flood the flow.',
	},
	{
		value: 'batch',
		title: 'In batches',
		description: 'Every message, gathered into lists',
	},
	{
		value: 'every',
		title: 'Every message',
		description: 'One by one, as they come',
	},
];

export const DELIVERY_FIELDS = {
	interval: {
		title: 'Interval',
		description: 'Time between two deliveries, and the longest that a batch waits',
		unit: 'seconds',
		minimum: 0.05,
		maximum: 86_400,
		default: DEFAULT_STREAM_SETTINGS.intervalMs / 1000,
	},
	batchSize: {
		title: 'Batch size',
		description: 'Messages after which a batch does not wait any longer',
		minimum: 1,
		maximum: 10_000,
		default: DEFAULT_STREAM_SETTINGS.batchSize,
	},
} as const satisfies Record<string, StreamField>;

/** What a user may set beyond that. */
export const STREAM_FIELDS = {
	minimumClusterUsd: {
		title: 'Minimum cluster size',
		description:
			'Liquidation clusters whose larger side is smaller are left out, and messages without any other',
		unit: 'USD',
		minimum: 0,
		maximum: 1e15,
		default: 1_000_000_000,
	},
	maximumDistance: {
		title: 'Maximum distance',
		description:
			'Liquidation clusters farther from the price are left out. The price is asked for by REST, since messages carry none.',
		unit: 'percent of price',
		minimum: 0,
		maximum: 1000,
		default: 2,
	},
	priceEvery: {
		title: 'Price refresh',
		description: 'How old the price for the distance may get before it is asked for again',
		unit: 'seconds',
		minimum: 1,
		maximum: 3600,
		default: 60,
	},
	quietAfter: {
		title: 'Report silence after',
		description:
			'Silence of a single subscription that is reported as a connection event; 0 reports none',
		unit: 'minutes',
		minimum: 0,
		maximum: 10_080,
		default: 0,
	},
	idleLimit: {
		title: 'Silence limit',
		description:
			'Silence on the whole connection after which it is checked, and replaced if it is dead',
		unit: 'seconds',
		minimum: 5,
		maximum: 3600,
		default: DEFAULT_STREAM_SETTINGS.idleLimitMs / 1000,
	},
	bufferSize: {
		title: 'Waiting messages',
		description:
			'Messages kept while the flow is busy. Beyond it the oldest are dropped, and counted.',
		minimum: 1,
		maximum: 100_000,
		default: DEFAULT_STREAM_SETTINGS.bufferSize,
	},
	maxFrame: {
		title: 'Largest message',
		description: 'Larger messages are counted and left out',
		unit: 'KiB',
		minimum: 1,
		maximum: 32_768,
		default: DEFAULT_STREAM_SETTINGS.maxFrameLength / 1024,
	},
} as const satisfies Record<string, StreamField>;

/** For a host whose flows say when they are done. */
export const IN_FLIGHT_FIELD = {
	title: 'Executions at a time',
	description: 'Executions of this trigger under way at the same time; what comes meanwhile waits',
	minimum: 1,
	maximum: 100,
	default: DEFAULT_STREAM_SETTINGS.maxInFlight,
} as const satisfies StreamField;

/** For a host whose flows do not. */
export const PER_SECOND_FIELD = {
	title: 'Messages a second',
	description: 'Most messages passed on in a second, one by one; 0 sets no limit',
	minimum: 0,
	maximum: 100_000,
	default: 1000,
} as const satisfies StreamField;

export type StreamEntries = Partial<
	Record<
		| keyof typeof DELIVERY_FIELDS
		| keyof typeof STREAM_FIELDS
		| 'delivery'
		| 'inFlight'
		| 'perSecond',
		unknown
	>
>;

/** What a user entered, as the core takes it; what is blank or unreadable keeps its default. */
export function listenSettings(
	entered: StreamEntries,
): Required<Pick<ListenOptions, 'settings' | 'limits' | 'priceEveryMs' | 'quietAfterMs'>> {
	const { interval, batchSize } = DELIVERY_FIELDS;
	const fields = STREAM_FIELDS;
	const mode = DELIVERIES.find(({ value }) => value === entered.delivery)?.value;
	const set = (value: unknown, field: StreamField) => within(value, field) ?? field.default;
	const size = set(entered.batchSize, batchSize);
	return {
		settings: {
			mode: mode ?? DEFAULT_STREAM_SETTINGS.mode,
			intervalMs: set(entered.interval, interval) * 1000,
			batchSize: size,
			bufferSize: Math.max(size, set(entered.bufferSize, fields.bufferSize)),
			idleLimitMs: set(entered.idleLimit, fields.idleLimit) * 1000,
			maxFrameLength: set(entered.maxFrame, fields.maxFrame) * 1024,
			maxInFlight: set(entered.inFlight, IN_FLIGHT_FIELD),
			perSecond: within(entered.perSecond, PER_SECOND_FIELD) ?? 0,
		},
		limits: {
			minimumUsd: within(entered.minimumClusterUsd, fields.minimumClusterUsd),
			maximumDistancePercent: within(entered.maximumDistance, fields.maximumDistance),
		},
		priceEveryMs: set(entered.priceEvery, fields.priceEvery) * 1000,
		quietAfterMs: set(entered.quietAfter, fields.quietAfter) * 60_000,
	};
}

/** `undefined` for what is not a number; others are brought within what the field takes. */
function within(value: unknown, { minimum, maximum }: StreamField): number | undefined {
	const isBlank = typeof value !== 'number' && (typeof value !== 'string' || value.trim() === '');
	const number = isBlank ? NaN : Number(value);
	return Number.isFinite(number) ? Math.min(maximum, Math.max(minimum, number)) : undefined;
}
