import fc from 'fast-check';
import { catalogue } from '../../../core';
import { parameterField, readFields, type SignalFields } from '../../../core/signals/fields';

const FIELDS = {
	size: { kind: 'number', title: 'Size', description: '', minimum: 0, maximum: 10, default: 3 },
	exit: { kind: 'number', title: 'Exit', description: '', minimum: 0, maximum: 10 },
	mode: {
		kind: 'choice',
		title: 'Mode',
		description: '',
		choices: [
			{ value: 'all', title: 'All' },
			{ value: '0.5', title: 'Half' },
		],
		default: 'all',
	},
	venue: { kind: 'choice', title: 'Venue', description: '', choices: [], open: true, default: '' },
	loud: { kind: 'flag', title: 'Loud', description: '', default: false },
	name: { kind: 'text', title: 'Name', description: '', default: '' },
} as const satisfies SignalFields;

const DEFAULTS = { size: 3, exit: undefined, mode: 'all', venue: '', loud: false, name: '' };

describe('the settings of a signal', () => {
	it.each([undefined, null, 'x', 5, [], {}, { size: '', exit: null, mode: '  ', loud: undefined }])(
		'are the defaults where nothing is entered: %j',
		(entered) => {
			expect(readFields(FIELDS, entered)).toEqual({ values: DEFAULTS, remarks: [] });
		},
	);

	it('are read as a flow may pass them', () => {
		const entered = {
			size: '1e0',
			exit: 2,
			mode: 'ALL',
			venue: 'deribit',
			loud: 'True',
			name: ' a ',
		};
		expect(readFields(FIELDS, entered)).toEqual({
			values: { size: 1, exit: 2, mode: 'all', venue: 'deribit', loud: true, name: 'a' },
			remarks: [],
		});
		expect(readFields(FIELDS, { mode: 0.5 }).values['mode']).toBe('0.5');
	});

	it.each([
		[{ size: 'many' }, 'Size: "many" cannot be used, 3 applies'],
		[{ size: '5%' }, 'Size: "5%" cannot be used, 3 applies'],
		[{ size: true }, 'Size: true cannot be used, 3 applies'],
		[{ size: {} }, 'Size: a value of type object cannot be used, 3 applies'],
		[{ exit: [1] }, 'Exit: a list cannot be used, it is left out'],
		[{ mode: 'none' }, 'Mode: "none" cannot be used, all applies'],
		[{ venue: 'a b' }, 'Venue: "a b" cannot be used, it is left out'],
		[{ loud: 'maybe' }, 'Loud: "maybe" cannot be used, false applies'],
	])('keep their default where they cannot be read, and say so: %j', (entered, remark) => {
		expect(readFields(FIELDS, entered)).toEqual({ values: DEFAULTS, remarks: [remark] });
	});

	it('are brought within their limits, and say so', () => {
		expect(readFields(FIELDS, { size: 11 })).toEqual({
			values: { ...DEFAULTS, size: 10 },
			remarks: ['Size: 11 is above the largest value, 10 applies'],
		});
		expect(readFields(FIELDS, { size: -1 }).remarks).toEqual([
			'Size: -1 is below the smallest value, 0 applies',
		]);
	});

	it('are the same when they are read again', () => {
		fc.assert(
			fc.property(fc.jsonValue(), fc.jsonValue(), (size, mode) => {
				const { values } = readFields(FIELDS, { size, exit: size, mode, loud: mode, name: size });
				expect(readFields(FIELDS, values).values).toEqual(values);
			}),
		);
	});
});

describe('a setting that is a parameter of an endpoint', () => {
	it('has its values, wording and default', () => {
		const { exchange } = catalogue.liquidations.parameters;
		expect(parameterField(exchange)).toMatchObject({
			kind: 'choice',
			title: exchange.title,
			choices: exchange.choices,
			default: 'all',
		});
	});

	it('can be left to the API where it has no default', () => {
		const field = parameterField(catalogue.marketDepth.parameters.exchange);
		expect(field).toMatchObject({ default: '', open: true });
		expect(field.choices[0]).toEqual({ value: '', title: 'API default' });
	});
});
