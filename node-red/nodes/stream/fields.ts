import {
	CHANNELS,
	DELIVERIES,
	DELIVERY_FIELDS,
	EXCHANGES,
	KingfisherError,
	PER_SECOND_FIELD,
	STREAM_FIELDS,
	type Choice,
	type StreamEntries,
	type StreamField,
	type Wish,
} from '../../../core';

/** A number in the node's dialog. */
export interface NumberField extends StreamField {
	/** The deliveries that it is of use to; empty = all. */
	deliveries: readonly string[];
	/** Whether nothing is limited while the field is empty, in place of its default. */
	isLimit: boolean;
}

/** The lists of which several may be chosen, by property. */
export const LISTS: Record<'channels' | 'exchanges', readonly Choice[]> = {
	channels: CHANNELS,
	exchanges: EXCHANGES,
};

/** What a new node receives. */
export const DEFAULT_WISH = { channels: 'liquidations', assets: 'BTC', exchanges: 'all' };

/** What a node is to receive; a flow that was written by hand may leave out the properties. */
export function wishOf({ channels, assets, exchanges }: Wish): Wish {
	return {
		channels: channels ?? DEFAULT_WISH.channels,
		assets: assets ?? DEFAULT_WISH.assets,
		exchanges: exchanges ?? DEFAULT_WISH.exchanges,
	};
}

const LIMITS: readonly string[] = ['minimumClusterUsd', 'maximumDistance'];

/** How data is handed on, by property. */
export const PACE_FIELDS: Record<string, NumberField> = {
	interval: field(DELIVERY_FIELDS.interval, ['latest', 'batch']),
	batchSize: field(DELIVERY_FIELDS.batchSize, ['batch']),
	perSecond: field(PER_SECOND_FIELD, ['every']),
};

/** What most users leave as it is, by property. */
export const ADVANCED_FIELDS: Record<string, NumberField> = Object.fromEntries(
	Object.entries<StreamField>(STREAM_FIELDS).map(([name, definition]) => [
		name,
		field(definition, [], LIMITS.includes(name)),
	]),
);

export const NUMBER_FIELDS = { ...PACE_FIELDS, ...ADVANCED_FIELDS };

function field(definition: StreamField, deliveries: string[], isLimit = false): NumberField {
	return { ...definition, deliveries, isLimit };
}

/**
 * What is stored with a node, for the core to read.
 * @throws KingfisherError `invalid_parameter` for what is not a number: a filter that silently is none
 * would be worse
 */
export function entriesOf(stored: Record<string, unknown>): StreamEntries {
	const numbers = Object.entries(NUMBER_FIELDS).map(([name, { title, isLimit, ...rest }]) => {
		const value = stored[name];
		const text = typeof value === 'number' ? String(value) : (value ?? '');
		if (typeof text === 'string' && Number.isFinite(Number(text))) {
			return [name, text.trim() === '' && !isLimit ? rest.default : text];
		}
		throw new KingfisherError({
			code: 'invalid_parameter',
			message: `Stream: ${title} is not a number`,
			help: 'Open the node and check this field.',
		});
	});
	const entries = Object.fromEntries(numbers) as StreamEntries;
	return { ...entries, delivery: deliveryOf(stored['delivery']) };
}

export type Delivery = (typeof DELIVERIES)[number]['value'];

/** As stored with a node. */
export function deliveryOf(stored: unknown): Delivery {
	return DELIVERIES.find(({ value }) => value === stored)?.value ?? 'latest';
}
