import {
	receiveSettings,
	THRESHOLD_FIELDS,
	thresholdsFrom,
	VERIFICATIONS,
} from '../../../core/webhooks/setting-fields';
import { WEBHOOK_EVENTS } from '../../../core/api/webhooks';

const WANTED = { events: ['gex.flip'], assets: ['BTC'] };

describe('the thresholds', () => {
	it('exist for exactly the events that have one, in their unit', () => {
		const fields = Object.values(THRESHOLD_FIELDS).map(({ event, unit }) => [event, unit]);
		const events = WEBHOOK_EVENTS.flatMap(({ value, thresholdUnit }) =>
			thresholdUnit === undefined ? [] : [[value, thresholdUnit]],
		);
		expect(fields).toEqual(events);
	});

	it('are read by event, and left out where the field is empty', () => {
		expect(thresholdsFrom({ clusterThreshold: '2.5e9', fundingThreshold: ' ' })).toEqual({
			'liquidation.cluster_proximity': 2_500_000_000,
			'funding.rate.extreme': undefined,
		});
	});

	it.each([['much'], [-1], [true], [NaN], [[5]], [101]])('are not %j', (fundingThreshold) => {
		expect(() => thresholdsFrom({ fundingThreshold })).toThrow(
			expect.objectContaining({
				code: 'invalid_parameter',
				help: 'Enter a number from 0 to 100 (percent).',
			}),
		);
	});
});

describe('how deliveries are verified', () => {
	it('is by the token, unless something else is chosen', () => {
		expect(receiveSettings(WANTED, 't0ken')).toEqual({
			token: 't0ken',
			signing: { kind: 'token' },
			...WANTED,
			toleranceMs: 300_000,
		});
	});

	it('can be by a signature, whose header has a default', () => {
		const read = (entered: object) => receiveSettings({ ...WANTED, ...entered }, 't').signing;
		expect(read({ verification: 'standard', secret: ' s ' })).toEqual({
			kind: 'standard',
			secret: 's',
		});
		expect(read({ verification: 'hmac', secret: 's', signatureHeader: ' ' })).toEqual({
			kind: 'hmac',
			secret: 's',
			header: 'X-Signature',
		});
		expect(read({ verification: 'none', secret: 's' })).toEqual({ kind: 'none' });
	});

	it.each(['standard', 'hmac'])('%s needs a secret', (verification) => {
		expect(() => receiveSettings({ ...WANTED, verification, secret: ' ' }, 't')).toThrow(
			'Events: the secret of the signature is missing',
		);
	});

	it('is never guessed', () => {
		const values = VERIFICATIONS.map(({ value }) => value).join(', ');
		expect(() => receiveSettings({ ...WANTED, verification: 'nope' }, 't')).toThrow(
			expect.objectContaining({ help: `Use one of: ${values}.` }),
		);
	});

	it.each([
		[undefined, 300_000],
		['', 300_000],
		[0, 0],
		['60', 60_000],
	])('accepts an age of %j seconds', (tolerance, toleranceMs) => {
		expect(receiveSettings({ ...WANTED, tolerance }, 't').toleranceMs).toBe(toleranceMs);
	});
});
