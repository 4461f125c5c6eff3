import fc from 'fast-check';
import { DEFAULT_SETTINGS, SETTING_FIELDS, settingsFrom, type Settings } from '../../../core';
import { resolveSettings } from '../../../core/client/settings';

describe('the settings of a request', () => {
	it('are the defaults where nothing is given', () => {
		expect(resolveSettings()).toEqual(DEFAULT_SETTINGS);
		expect(resolveSettings({}, { retries: undefined as unknown as number })).toEqual(
			DEFAULT_SETTINGS,
		);
	});

	it('are those of the request before those of the client', () => {
		const settings = resolveSettings({ retries: 5, reserve: 3 }, { retries: 1 });
		expect(settings).toMatchObject({ retries: 1, reserve: 3 });
		const undecided = { onReserve: undefined } as unknown as Partial<Settings>;
		expect(resolveSettings({ onReserve: 'spend' }, undecided).onReserve).toBe('spend');
	});

	it.each([
		[{ timeoutMs: 0 }, { timeoutMs: 1 }],
		[{ timeoutMs: 1e12 }, { timeoutMs: 3_600_000 }],
		[{ timeoutMs: NaN }, { timeoutMs: 30_000 }],
		[{ retries: -1 }, { retries: 0 }],
		[{ retries: 1000 }, { retries: 10 }],
		[{ maxWaitMs: -5 }, { maxWaitMs: 0 }],
		[{ reserve: -1 }, { reserve: 0 }],
		[{ cacheSeconds: -1 }, { cacheSeconds: 0 }],
		[{ cacheSeconds: 1e9 }, { cacheSeconds: 86_400 }],
		[{ cacheSeconds: NaN }, { cacheSeconds: 0 }],
	])('%j is kept within bounds as %j', (given, kept) => {
		expect(resolveSettings(given)).toMatchObject(kept);
	});

	it('never hold a wait that a timer cannot', () => {
		const any = fc.oneof(fc.double(), fc.integer(), fc.string(), fc.constant(null));
		fc.assert(
			fc.property(any, any, (timeoutMs, maxWaitMs) => {
				const settings = resolveSettings({ timeoutMs, maxWaitMs } as never);
				for (const ms of [settings.timeoutMs, settings.maxWaitMs]) {
					expect(ms).toBeGreaterThanOrEqual(0);
					expect(ms).toBeLessThanOrEqual(3_600_000);
				}
			}),
		);
	});
});

describe('the settings that a user enters', () => {
	it('are in the user’s units', () => {
		const entered = {
			timeout: '5',
			retries: 1,
			maxWait: 0.5,
			cacheSeconds: 0,
			reserve: '20',
			onReserve: 'spend',
			staleIfUnavailable: true,
		};
		expect(settingsFrom(entered)).toEqual({
			timeoutMs: 5000,
			retries: 1,
			maxWaitMs: 500,
			cacheSeconds: 0,
			reserve: 20,
			onReserve: 'spend',
			staleIfUnavailable: true,
		});
	});

	it('keep their default when they are blank or unreadable', () => {
		const entered = {
			timeout: '',
			retries: ' ',
			maxWait: 'soon',
			cacheSeconds: null,
			reserve: [],
			onReserve: 'panic',
			staleIfUnavailable: 'yes',
		};
		expect(settingsFrom(entered)).toEqual({});
		expect(settingsFrom({})).toEqual({});
	});

	it('begin in a form as what applies without them', () => {
		const shown = Object.entries(SETTING_FIELDS).map(([name, field]) => [name, field.default]);
		// The cache has no one default: each endpoint has its own.
		const { cacheSeconds } = SETTING_FIELDS;
		expect(resolveSettings(settingsFrom(Object.fromEntries(shown)))).toEqual({
			...DEFAULT_SETTINGS,
			cacheSeconds: cacheSeconds.default,
		});
	});
});
