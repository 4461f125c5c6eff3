import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { catalogue, SETTING_FIELDS, webhookOperations, type AnyEndpoint } from '../../core';
import { kingfisherProperties } from '../../nodes/Kingfisher/descriptions';
import { outputSchemas } from '../../nodes/Kingfisher/output-schemas';
import { searchWords } from '../../nodes/Kingfisher/search-words';

const properties = kingfisherProperties();

function fieldsOf(resource: string, all = properties): INodeProperties[] {
	return all.filter((one) => one.displayOptions?.show?.['resource']?.includes(resource));
}

function optionsOf(property: INodeProperties | undefined): INodePropertyOptions[] {
	return (property?.options ?? []) as INodePropertyOptions[];
}

describe('the fields of the Kingfisher node', () => {
	it('offers every endpoint of the catalogue as a resource, sorted by name', () => {
		const resources = optionsOf(properties.find((one) => one.name === 'resource'));
		const names = resources.map((one) => one.name);
		expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b)));
		expect(resources.map((one) => one.value).sort()).toEqual(
			[
				...Object.values(catalogue).map((one) => one.resource),
				'account',
				'chart',
				'signal',
				'webhook',
			].sort(),
		);
	});

	it.each(Object.values(catalogue).map((one: AnyEndpoint) => [one.title, one] as const))(
		'shows the parameters of %s under the names of the guide',
		(_, endpoint) => {
			const names = fieldsOf(endpoint.resource).map((one) => one.name);
			expect(names).toEqual(expect.arrayContaining(Object.keys(endpoint.parameters)));
		},
	);

	it('lets a column to sort by be chosen only among the numeric ones', () => {
		const sortBy = fieldsOf('liquidation').find((one) => one.name === 'sortBy');
		const values = optionsOf(sortBy).map((one) => one.value);
		expect(values).toContain('distancePercent');
		expect(values).not.toContain('side');
	});

	it('offers "API default" exactly where the core has no default of its own', () => {
		const values = (name: string) =>
			optionsOf(fieldsOf('marketDepth').find((one) => one.name === name)).map((one) => one.value);
		expect(values('percentage')).toEqual(['', '0.1', '0.5', '1.0']);
		const timeframe = fieldsOf('liquidation').find((one) => one.name === 'timeframe');
		expect(optionsOf(timeframe).map((one) => one.value)).toEqual(['1H', '4H', '1D', '1W']);
	});

	it('leaves the threshold of a webhook empty, since 0 would be sent as a threshold', () => {
		expect(fieldsOf('webhook').find((one) => one.name === 'threshold')?.default).toBe('');
	});

	it('suggests for gamma exposure only the assets that the API documents', () => {
		const asset = fieldsOf('gammaExposure').find((one) => one.name === 'asset');
		expect(asset?.type).toBe('resourceLocator');
		expect(asset?.description).toBe('Symbol of the asset, such as BTC, ETH. Upper or lower case.');
	});

	it('has an option for every setting of the core, with its default', () => {
		const options = properties.find((one) => one.name === 'options')?.options as INodeProperties[];
		for (const [name, field] of Object.entries(SETTING_FIELDS)) {
			expect(options.find((one) => one.name === name)?.default).toBe(field.default);
		}
	});

	it('names no field twice where both would be visible', () => {
		for (const resource of [
			'liquidation',
			'gammaExposure',
			'webhook',
			'signal',
			'chart',
			'account',
		]) {
			const operations = optionsOf(fieldsOf(resource).find((one) => one.name === 'operation'));
			for (const { value } of operations) {
				const visible = fieldsOf(resource)
					.filter((one) => one.displayOptions?.show?.['operation']?.includes(value) ?? true)
					.map((one) => one.name);
				expect(visible).toEqual([...new Set(visible)]);
			}
		}
	});
});

describe('adding an endpoint', () => {
	const added = {
		...catalogue.openInterest,
		name: 'basis',
		resource: 'basis',
		title: 'Basis',
		keywords: ['basis', 'premium'],
	} as AnyEndpoint;
	const extended = { ...catalogue, basis: added };

	it('brings its resource, operations and parameters without touching the node', () => {
		const all = kingfisherProperties(extended);
		expect(optionsOf(all[0]).map((one) => one.name)).toContain('Basis');
		expect(fieldsOf('basis', all).map((one) => one.name)).toEqual(
			fieldsOf('openInterest', all).map((one) => one.name),
		);
	});

	it('brings its output schemas and search words', () => {
		expect(outputSchemas(extended).filter((one) => one.resource === 'basis')).toHaveLength(2);
		expect(searchWords(extended)).toContain('premium');
	});
});

describe('the output schemas', () => {
	it('describe every operation of every resource', () => {
		const described = outputSchemas().map((one) => `${one.resource}.${one.operation}`);
		const offered = properties
			.filter((one) => one.name === 'operation')
			.flatMap((one) =>
				optionsOf(one).map(
					(operation) =>
						`${one.displayOptions!.show!['resource']![0] as string}.${operation.value}`,
				),
			);
		expect(described.sort()).toEqual(offered.sort());
	});

	it('name the columns of the core', () => {
		const { schema } = outputSchemas().find((one) => one.resource === 'webhook')!;
		const columns = Object.keys((schema as { properties: object }).properties);
		expect(columns).toEqual(Object.keys(webhookOperations.create.rowFields));
	});
});
