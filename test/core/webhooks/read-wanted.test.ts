import { MAX_REGISTRATIONS, readWantedEvents } from '../../../core/webhooks/read-wanted';
import { FLIP, FUNDING } from './support/registering';

const refusal = (events: unknown, assets: unknown) => {
	try {
		readWantedEvents(events, assets);
	} catch (caught) {
		return caught;
	}
	throw new Error('It was expected to be refused');
};

describe('what a node is to be told of', () => {
	it.each([
		[[FLIP, FUNDING], 'btc, ETH btc'],
		[`${FLIP},${FUNDING}`, ['BTC', 'eth']],
	])('is read from lists and from text: %j of %j', (events, assets) => {
		expect(readWantedEvents(events, assets)).toEqual({
			events: [FLIP, FUNDING],
			assets: ['BTC', 'ETH'],
		});
	});

	it.each([
		[[], 'BTC', /Events/],
		['whale.alert', 'BTC', /whale.alert/],
		[FLIP, '', /no asset is given/],
		[FLIP, 'B/TC', /Events: .*B\/TC/],
	])('is refused with a reason: %j of %j', (events, assets, message) => {
		const help = expect.stringMatching(/\w/) as string;
		const expected = { code: 'invalid_parameter', message: expect.stringMatching(message), help };
		expect(refusal(events, assets)).toMatchObject(expected);
	});

	it('is not more than a day has calls for', () => {
		const assets = Array.from({ length: MAX_REGISTRATIONS }, (_, index) => `COIN${index}`);
		expect(readWantedEvents(FLIP, assets).assets).toHaveLength(MAX_REGISTRATIONS);
		expect(refusal([FLIP, FUNDING], assets)).toMatchObject({
			message: 'Events: 120 registrations are too many',
		});
	});
});
