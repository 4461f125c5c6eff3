import {
	accessors,
	catalogue,
	webhookOperations,
	type AnyEndpoint,
	type Parameter,
} from '../../../core';
import { answerOf } from '../support/answer';
import { asking } from '../support/client';
import { guide } from '../support/guide';

const endpoints: AnyEndpoint[] = Object.values(catalogue);
const all = [...endpoints, ...Object.values(webhookOperations)];

const unique = (values: string[]) => expect(new Set(values).size).toBe(values.length);

describe('the catalogue', () => {
	it('has the endpoints of the guide, under its paths', () => {
		expect(endpoints.map(({ method, path }) => `${method} ${path}`)).toEqual([
			'GET /liquidations/{asset}',
			'GET /gex/{asset}',
			'GET /open-interest/{asset}',
			'GET /funding-rates/{asset}',
			'GET /tof/{asset}',
			'GET /depth/{asset}',
		]);
	});

	it('gives each endpoint its own name, resource and accessor', () => {
		unique(all.map(({ name }) => name));
		unique(endpoints.map(({ resource }) => resource));
		unique(endpoints.map(({ accessor }) => accessor));
	});

	it('opens each endpoint, and the four webhook operations, to programs', () => {
		const { client } = asking({ baseUrl: 'http://127.0.0.1:1' });
		const opened = accessors(client);
		expect(Object.keys(opened)).toEqual([...endpoints.map(({ accessor }) => accessor), 'webhooks']);
		expect(Object.keys(opened.webhooks)).toEqual(['create', 'list', 'get', 'delete']);
	});
});

describe.each(all)('the definition of $name', (endpoint) => {
	it('has words for people: titles, descriptions, units', () => {
		const fields = [...Object.values(endpoint.rowFields), ...Object.values(endpoint.summaryFields)];
		const parameters = Object.values<Parameter>(endpoint.parameters);
		for (const { title, description } of [endpoint, ...fields, ...parameters]) {
			expect(title).toMatch(/^\S.*[^.]$/);
			expect(description).toMatch(/^\S.*\S$/);
		}
	});

	it('has a parameter for every place in its path', () => {
		const places = [...endpoint.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
		expect(Object.keys(endpoint.parameters)).toEqual(expect.arrayContaining(places));
	});

	it('accepts its own defaults and choices', () => {
		for (const parameter of Object.values<Parameter>(endpoint.parameters)) {
			const values = (parameter.choices ?? []).map(({ value }) => value);
			if (parameter.default !== undefined) {
				expect(parameter.read(parameter.default)).toEqual({ value: parameter.default });
			}
			for (const value of values) {
				const read = parameter.read(value) as { value: unknown };
				expect([read.value].flat()).toEqual([value]);
			}
		}
	});
});

describe('the columns that are described', () => {
	it.each([
		[catalogue.liquidations, 'liquidations'],
		[catalogue.gammaExposure, 'gex'],
		[catalogue.openInterest, 'open-interest'],
	] as const)('are those of the guide’s sample', (endpoint, sample) => {
		const answer = answerOf(endpoint as AnyEndpoint, guide(sample));
		for (const row of answer.rows()) {
			expect(Object.keys(row).sort()).toEqual(Object.keys(endpoint.rowFields).sort());
		}
		expect(Object.keys(answer.summary()).sort()).toEqual(
			Object.keys(endpoint.summaryFields).sort(),
		);
		for (const row of answer.rows()) {
			for (const [name, { type }] of Object.entries(endpoint.rowFields)) {
				expect([name, typeof row[name]]).toEqual([name, type]);
			}
		}
	});
});
