import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import {
	catalogue,
	CHANNELS,
	DELIVERIES,
	DELIVERY_FIELDS,
	IN_FLIGHT_FIELD,
	STREAM_FIELDS,
} from '../../core';
import { KingfisherStreamTrigger } from '../../nodes/KingfisherStreamTrigger/KingfisherStreamTrigger.node';
import { searchWords } from '../../nodes/KingfisherStreamTrigger/search-words';

const { description } = new KingfisherStreamTrigger();
const { properties } = description;
const fieldOf = (name: string) => properties.find((one) => one.name === name);
const valuesOf = (name: string) =>
	((fieldOf(name)?.options ?? []) as INodePropertyOptions[]).map(({ value }) => value);
const options = (fieldOf('options')?.options ?? []) as INodeProperties[];
const optionOf = (name: string) => options.find((one) => one.name === name);

describe('the fields of the stream trigger', () => {
	it('offer every channel, exchange and way of delivery of the core', () => {
		expect(valuesOf('channels')).toEqual(CHANNELS.map(({ value }) => value));
		const exchanges = catalogue.liquidations.parameters.exchange.choices ?? [];
		expect(valuesOf('exchanges')).toEqual(exchanges.map(({ value }) => value));
		expect(valuesOf('delivery')).toEqual(DELIVERIES.map(({ value }) => value));
	});

	it('have the defaults of the core: the latest of each, every second, of all exchanges', () => {
		expect(fieldOf('delivery')?.default).toBe('latest');
		expect(fieldOf('interval')?.default).toBe(DELIVERY_FIELDS.interval.default);
		expect(fieldOf('batchSize')?.default).toBe(DELIVERY_FIELDS.batchSize.default);
		expect(fieldOf('exchanges')?.default).toEqual(['all']);
	});

	it('show the interval and the batch size only where they mean something', () => {
		const shownFor = (name: string) => fieldOf(name)?.displayOptions?.show?.['delivery'];
		expect(shownFor('interval')).toEqual(['latest', 'batch']);
		expect(shownFor('batchSize')).toEqual(['batch']);
		expect(shownFor('everyNotice')).toEqual(['every']);
	});

	it.each(Object.entries({ ...STREAM_FIELDS, inFlight: IN_FLIGHT_FIELD }))(
		'have an option %s with the range and default of the core',
		(name, field) => {
			expect(optionOf(name)).toMatchObject({
				type: 'number',
				default: field.default,
				typeOptions: { minValue: field.minimum, maxValue: field.maximum },
			});
		},
	);

	it.each([
		['minimumClusterUsd', 'Minimum Cluster Size (USD)'],
		['maximumDistance', 'Maximum Distance (%)'],
		['quietAfter', 'Report Silence After (Minutes)'],
		['maxFrame', 'Largest Message (KiB)'],
	])('name the unit of %s', (name, displayName) => {
		expect(optionOf(name)?.displayName).toBe(displayName);
	});

	it('leave connection events and raw messages out, and simplify, unless told otherwise', () => {
		const names = ['connectionEvents', 'includeRaw', 'simplify'];
		expect(names.map((name) => optionOf(name)?.default)).toEqual([false, false, true]);
	});

	it('take no input and are found under the words of a trader', () => {
		expect(description.inputs).toEqual([]);
		expect(searchWords()).toEqual(
			expect.arrayContaining(['liquidation', 'gex', 'funding', 'open interest', 'websocket']),
		);
	});
});
