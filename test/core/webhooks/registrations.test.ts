import fc from 'fast-check';
import {
	isSettled,
	readKept,
	registrationsFor,
	WEBHOOK_EVENTS,
	webhookOperations,
	type KeptRegistration,
} from '../../../core';
import { prepareRequest } from '../../../core/client/request';
import { FLIP, FUNDING, PROXIMITY } from './support/registering';

const URL_OF_FLOW = 'https://flows.example.com/webhook/kingfisher';

describe('the registrations for a flow', () => {
	it('are one for each event and asset, with the threshold of the event', () => {
		const thresholds = { [PROXIMITY]: 1e9, [FUNDING]: 0.05 };
		const all = registrationsFor(URL_OF_FLOW, [PROXIMITY, FUNDING], ['BTC', 'ETH'], thresholds);
		const url = URL_OF_FLOW;
		expect(all).toEqual([
			{ url, event: PROXIMITY, asset: 'BTC', threshold: 1e9 },
			{ url, event: PROXIMITY, asset: 'ETH', threshold: 1e9 },
			{ url, event: FUNDING, asset: 'BTC', threshold: 0.05 },
			{ url, event: FUNDING, asset: 'ETH', threshold: 0.05 },
		]);
	});

	it('have a threshold only where the event has a unit for it, and one is given', () => {
		expect(WEBHOOK_EVENTS.map(({ value, thresholdUnit }) => [value, thresholdUnit])).toEqual([
			[PROXIMITY, 'USD'],
			[FLIP, undefined],
			[FUNDING, 'percent'],
		]);
		const thresholds = { [FLIP]: 5, 'whale.alert': 5, [FUNDING]: undefined, [PROXIMITY]: 0 };
		const events = [FLIP, 'whale.alert', FUNDING, PROXIMITY];
		const all = registrationsFor(URL_OF_FLOW, events, ['BTC'], thresholds);
		expect(all.map((one) => Object.keys(one).includes('threshold'))).toEqual([
			false,
			false,
			false,
			true,
		]);
		expect(registrationsFor(URL_OF_FLOW, [PROXIMITY], ['BTC'])[0]).not.toHaveProperty('threshold');
	});

	it('are each there once, however often and in whatever spelling an asset is named', () => {
		const all = registrationsFor(URL_OF_FLOW, [FLIP, FLIP], ['btc', ' BTC', 'BTC', '', ' ', 'eth']);
		expect(all.map(({ asset }) => asset)).toEqual(['BTC', 'ETH']);
	});

	it('leave an asset that cannot be sent for the request to refuse', () => {
		const [one] = registrationsFor(URL_OF_FLOW, [FLIP], ['not an asset']);
		const input = { ...one, events: [one?.event] };
		expect(() => prepareRequest(webhookOperations.create, input, 'https://x.io')).toThrow(
			'"not an asset" is not an asset symbol',
		);
	});
});

describe('what is kept', () => {
	const one = { url: URL_OF_FLOW, event: FLIP, asset: 'BTC' };
	const other = { ...one, asset: 'ETH' };
	const kept = (of: object, id: string | null = 'wh_1') => ({ ...of, id }) as KeptRegistration;

	it('is settled when it is what is wanted, with or without an id, in any order', () => {
		expect(isSettled([], [])).toBe(true);
		expect(isSettled([one, other], [kept(other, null), kept(one)])).toBe(true);
	});

	it.each([
		['something is missing', [one, other], [kept(one)]],
		['something is too much', [one], [kept(one), kept(other)]],
		['it is there twice', [one], [kept(one, 'a'), kept(one, 'b')]],
		['it is there twice instead', [one, other], [kept(one, 'a'), kept(one, 'b')]],
		['something else is there', [one], [kept(other)]],
		['something else is there beside it', [one, one], [kept(one), kept(other)]],
		['the address is another', [one], [kept({ ...one, url: `${URL_OF_FLOW}/2` })]],
		['the event is another', [one], [kept({ ...one, event: FUNDING })]],
		['the threshold is another', [{ ...one, threshold: 1 }], [kept({ ...one, threshold: 2 })]],
		['there is a threshold', [one], [kept({ ...one, threshold: 2 })]],
		['it may have failed', [one], [kept({ ...one, isUncertain: true }, null)]],
	])('is not settled when %s', (_, wishes, state) => {
		expect(isSettled(wishes, state)).toBe(false);
	});

	it('comes back from JSON as it was', () => {
		const state = [
			kept(one),
			kept({ ...other, threshold: 5 }, null),
			kept({ ...one, isUncertain: true }, null),
		];
		expect(readKept(JSON.parse(JSON.stringify(state)))).toEqual(state);
	});

	it('is read as far as it can be', () => {
		const damaged = [
			null,
			5,
			[],
			{},
			{ ...one, url: 5, id: 'a' },
			{ ...one, event: null, id: 'a' },
			{ ...one, asset: undefined, id: 'a' },
			{ ...one, id: 7, threshold: '5', more: 'x' },
			{ ...one, id: '', threshold: 'a lot', isUncertain: 'no' },
			{ ...one, id: {} },
			one,
		];
		expect(readKept(damaged)).toEqual([
			{ ...one, id: '7', threshold: 5 },
			{ ...one, id: null },
			// Whether and under which id it is there has to be looked for.
			{ ...one, id: null, isUncertain: true },
			{ ...one, id: null, isUncertain: true },
		]);
	});

	it.each([undefined, null, '', 'x', 5, {}, { length: 1 }])('is nothing in %j', (value) => {
		expect(readKept(value)).toEqual([]);
	});

	it('never keeps anybody from starting, whatever has become of it', () => {
		const text = fc.oneof(fc.string(), fc.constantFrom(URL_OF_FLOW, FLIP, 'BTC'));
		const record = fc.record(
			{ url: text, event: text, asset: text, id: fc.anything(), threshold: fc.anything() },
			{ requiredKeys: [] },
		);
		const anything = fc.oneof(fc.anything(), fc.array(fc.oneof(fc.anything(), record)));
		fc.assert(
			fc.property(anything, (value) => {
				const read = readKept(value);
				expect(readKept(JSON.parse(JSON.stringify(read)))).toEqual(read);
				for (const { url, event, asset, id, threshold = 0 } of read) {
					expect([url, event, asset].map((text) => typeof text)).toEqual(Array(3).fill('string'));
					expect(id === null || (typeof id === 'string' && id !== '')).toBe(true);
					expect(Number.isFinite(threshold)).toBe(true);
				}
			}),
		);
	});
});
