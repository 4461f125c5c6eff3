import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import {
	CONFIRMATIONS,
	THRESHOLD_FIELDS,
	TOLERANCE_FIELD,
	VERIFICATIONS,
	WEBHOOK_EVENTS,
} from '../../core';
import { KingfisherTrigger } from '../../nodes/KingfisherTrigger/KingfisherTrigger.node';
import { searchWords } from '../../nodes/KingfisherTrigger/search-words';

const { description } = new KingfisherTrigger();
const { properties } = description;
const fieldOf = (name: string) => properties.find((one) => one.name === name);
const valuesOf = (field: INodeProperties | undefined) =>
	((field?.options ?? []) as INodePropertyOptions[]).map(({ value }) => value);
const options = (fieldOf('options')?.options ?? []) as INodeProperties[];
const optionOf = (name: string) => options.find((one) => one.name === name);

describe('the fields of the event trigger', () => {
	it('offer every event and way to verify and to confirm of the core', () => {
		expect(valuesOf(fieldOf('events'))).toEqual(WEBHOOK_EVENTS.map(({ value }) => value));
		expect(valuesOf(fieldOf('verification'))).toEqual(VERIFICATIONS.map(({ value }) => value));
		expect(valuesOf(optionOf('confirm'))).toEqual(CONFIRMATIONS.map(({ value }) => value));
	});

	it.each([
		['clusterThreshold', 'Minimum Cluster Size (USD)'],
		['fundingThreshold', 'Extreme Funding Rate (%)'],
	] as const)('show %s, named with its unit, only for its event', (name, displayName) => {
		const { event, minimum, maximum } = THRESHOLD_FIELDS[name];
		expect(fieldOf(name)).toMatchObject({
			displayName,
			default: THRESHOLD_FIELDS[name].default,
			typeOptions: { minValue: minimum, maxValue: maximum },
			displayOptions: { show: { events: [event] } },
		});
	});

	it('show the header of a signature only where there is one, and keep the secret in the credential', () => {
		expect(fieldOf('signatureHeader')?.displayOptions?.show).toEqual({ verification: ['hmac'] });
		expect(properties.some(({ name }) => name === 'secret')).toBe(false);
	});

	it('have the defaults of the core: verified by the token, five minutes old, not confirmed', () => {
		expect(fieldOf('verification')?.default).toBe('token');
		expect(optionOf('tolerance')?.default).toBe(TOLERANCE_FIELD.default);
		const names = ['confirm', 'includeRaw', 'simplify'];
		expect(names.map((name) => optionOf(name)?.default)).toEqual(['no', false, true]);
	});

	it('answer every method, register once, and are found under the words of a trader', () => {
		const methods = description.webhooks?.map(({ httpMethod }) => httpMethod);
		expect(methods).toEqual(['POST', 'GET', 'PUT', 'PATCH', 'DELETE', 'HEAD']);
		const named = description.webhooks?.filter(({ name }) => name === 'default');
		expect(named).toHaveLength(1);
		expect(description.inputs).toEqual([]);
		expect(searchWords()).toEqual(expect.arrayContaining(['webhook', 'flip', 'funding']));
	});
});
