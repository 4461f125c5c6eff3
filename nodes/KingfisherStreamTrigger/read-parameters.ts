import type { ITriggerFunctions } from 'n8n-workflow';
import {
	DELIVERIES,
	DELIVERY_FIELDS,
	KingfisherError,
	listenSettings,
	readSubscriptions,
	type ListenOptions,
	type StreamEntries,
} from '../../core';
import type { NumberSetting } from '../shared/number-field';
import type { ItemForm } from './items';
import { NUMBER_OPTIONS } from './options';
import { OUTPUTS } from './properties';

/** What the user has entered, judged. */
export interface StreamParameters {
	listening: Omit<ListenOptions, 'onMessages' | 'onEvent' | 'logger'>;
	form: ItemForm;
	/** Whether the workflow wants to hear of the connection too. */
	connectionEvents: boolean;
}

interface Options extends StreamEntries {
	connectionEvents?: boolean;
	includeRaw?: boolean;
	simplify?: boolean;
}

/**
 * Reads every field of the node. Only while n8n runs `trigger()`: later, in the background, it cannot
 * evaluate expressions.
 * @throws KingfisherError `invalid_parameter`
 */
export function readParameters(context: ITriggerFunctions): StreamParameters {
	const { interval, batchSize } = DELIVERY_FIELDS;
	const options = context.getNodeParameter('options', {}) as Options;
	const subscriptions = readSubscriptions({
		channels: context.getNodeParameter('channels', []),
		assets: context.getNodeParameter('assets', ''),
		exchanges: context.getNodeParameter('exchanges', []),
	});
	const entered: StreamEntries = {
		...options,
		interval: context.getNodeParameter('interval', interval.default),
		batchSize: context.getNodeParameter('batchSize', batchSize.default),
		delivery: chosen(context, 'delivery', ['latest', ...DELIVERIES.map(({ value }) => value)]),
	};
	for (const [name, field] of Object.entries({ ...NUMBER_OPTIONS, ...DELIVERY_FIELDS })) {
		checkNumber(entered[name as keyof StreamEntries], field);
	}
	const { limits, ...settings } = listenSettings(entered);
	const isLimited = Object.values(limits).some((limit) => limit !== undefined);
	return {
		// Without limits, a state without clusters is news as well.
		listening: { subscriptions, ...settings, ...(isLimited ? { limits } : {}) },
		form: {
			output: chosen(context, 'output', OUTPUTS),
			simplify: options.simplify !== false,
			raw: options.includeRaw === true,
		},
		connectionEvents: options.connectionEvents === true,
	};
}

/** One of a list, the first of which is the default. */
function chosen<Value extends string>(
	context: ITriggerFunctions,
	name: string,
	values: readonly [Value, ...Value[]],
): Value {
	const given = context.getNodeParameter(name, values[0]);
	const found = values.find((value) => value === given);
	if (found !== undefined) return found;
	const list = [...new Set(values)].join(', ');
	throw refused(`${JSON.stringify(given)} is not one of the choices of "${name}"`, list);
}

/** The core keeps its default for what it cannot read; a filter that silently is none would be worse. */
function checkNumber(value: unknown, { title, unit }: NumberSetting): void {
	const isBlank = value === undefined || value === null || value === '';
	if (isBlank || (typeof value !== 'object' && Number.isFinite(Number(value)))) return;
	const kind = unit === undefined ? 'a number' : `a number (${unit})`;
	throw refused(`${title}: ${JSON.stringify(value)} is not a number`, kind);
}

function refused(message: string, help: string): KingfisherError {
	return new KingfisherError({ code: 'invalid_parameter', message, help: `Use ${help}.` });
}
