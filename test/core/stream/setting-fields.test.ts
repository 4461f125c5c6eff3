import {
	DELIVERIES,
	DELIVERY_FIELDS,
	IN_FLIGHT_FIELD,
	listenSettings,
	PER_SECOND_FIELD,
	STREAM_FIELDS,
	type StreamEntries,
} from '../../../core';
import { DEFAULT_STREAM_SETTINGS } from '../../../core/stream/settings';

const FIELDS = {
	...DELIVERY_FIELDS,
	...STREAM_FIELDS,
	inFlight: IN_FLIGHT_FIELD,
	perSecond: PER_SECOND_FIELD,
};
const names = Object.keys(FIELDS) as (keyof typeof FIELDS)[];

/** Where what was entered under a name ends up, in its unit. */
function settingOf(name: keyof typeof FIELDS, entered: StreamEntries): number | undefined {
	const { settings, limits, priceEveryMs, quietAfterMs } = listenSettings(entered);
	const found: Record<keyof typeof FIELDS, number | undefined> = {
		interval: settings.intervalMs! / 1000,
		batchSize: settings.batchSize,
		minimumClusterUsd: limits.minimumUsd,
		maximumDistance: limits.maximumDistancePercent,
		priceEvery: priceEveryMs / 1000,
		quietAfter: quietAfterMs / 60_000,
		idleLimit: settings.idleLimitMs! / 1000,
		bufferSize: settings.bufferSize,
		maxFrame: settings.maxFrameLength! / 1024,
		inFlight: settings.maxInFlight,
		perSecond: settings.perSecond,
	};
	return found[name];
}

const LIMITS = ['minimumClusterUsd', 'maximumDistance'];

describe('the settings of a stream', () => {
	it('are the defaults of the core when nothing is entered', () => {
		expect(listenSettings({})).toEqual({
			settings: DEFAULT_STREAM_SETTINGS,
			limits: { minimumUsd: undefined, maximumDistancePercent: undefined },
			priceEveryMs: 60_000,
			quietAfterMs: 0,
		});
	});

	it.each(names)('take a number within its bounds: %s', (name) => {
		const { minimum, maximum } = FIELDS[name];
		const middle = Math.round((minimum + Math.min(maximum, 10_000)) / 2);
		expect(settingOf(name, { [name]: middle })).toBe(middle);
		expect(settingOf(name, { [name]: ` ${middle} ` })).toBe(middle);
		expect(settingOf(name, { batchSize: 1, [name]: -1e20 })).toBe(minimum);
		expect(settingOf(name, { [name]: maximum + 1 })).toBe(maximum);
	});

	it.each(names)('keep the default of what is no number: %s', (name) => {
		const standard = settingOf(name, {});
		for (const value of ['', '  ', 'many', '1,000', NaN, Infinity, null, undefined, true, {}, []]) {
			expect(settingOf(name, { [name]: value })).toBe(standard);
		}
		if (LIMITS.includes(name)) expect(standard).toBeUndefined();
	});

	it('take one of the deliveries', () => {
		for (const { value } of DELIVERIES) {
			expect(listenSettings({ delivery: value }).settings.mode).toBe(value);
		}
		for (const delivery of ['', 'LATEST', 'often', 5, null]) {
			expect(listenSettings({ delivery }).settings.mode).toBe('latest');
		}
	});

	it('keep room for a whole batch', () => {
		const { settings } = listenSettings({ batchSize: 500, bufferSize: 10 });
		expect(settings).toMatchObject({ batchSize: 500, bufferSize: 500 });
	});

	it.each(names)('show a default that they take: %s', (name) => {
		const { minimum, maximum, default: standard, title, description } = FIELDS[name];
		expect(standard).toBeGreaterThanOrEqual(minimum);
		expect(standard).toBeLessThanOrEqual(maximum);
		expect(title).toMatch(/^[A-Z]/);
		expect(description).toMatch(/^[A-Z]/);
	});
});
