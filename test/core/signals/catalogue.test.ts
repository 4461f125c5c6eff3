import { catalogue } from '../../../core';
import { signalNamed, signals } from '../../../core/signals/catalogue';
import type { SignalField } from '../../../core/signals/fields';
import { resultFields } from '../../../core/signals/result';
import { readSignalSettings, type AnySignal } from '../../../core/signals/signal';

const ALL = Object.values<AnySignal>(signals);

describe('the catalogue of signals', () => {
	it('has each of them once, by a name that flows are saved with', () => {
		expect(ALL.map(({ name }) => name)).toEqual([
			'cluster-proximity',
			'setup-scan',
			'gamma-regime',
			'funding-extreme',
			'open-interest-divergence',
			'spread-widening',
			'position-size',
			'call-plan',
		]);
		expect(signalNamed('gamma-regime')).toBe(signals.gammaRegime);
		expect(signalNamed('constructor')).toBeUndefined();
	});
});

describe.each(ALL)('$name', (signal) => {
	it('is described completely', () => {
		expect(signal.name).toMatch(/^[a-z]+(-[a-z]+)*$/);
		expect(signal.title).not.toBe('');
		expect(signal.description).toMatch(/^[A-Z].*\.$/);
		expect(signal.keywords.length).toBeGreaterThan(3);
		for (const { title, description } of signal.states) {
			expect([title, description]).not.toContain('');
		}
		const states = signal.states.map(({ value }: { value: string }) => value);
		expect(new Set(states).size).toBe(states.length);
	});

	it('has settings that a form can show, with defaults within their limits', () => {
		for (const [name, field] of Object.entries<SignalField>(signal.settings)) {
			expect(name).toMatch(/^[a-z][a-zA-Z]*$/);
			expect([name, field.title, field.description].map((text) => text.trim())).not.toContain('');
			if (field.kind === 'number') {
				expect(field.minimum).toBeLessThan(field.maximum);
				const shown = field.default ?? field.suggestion ?? field.minimum;
				expect(shown).toBeGreaterThanOrEqual(field.minimum);
				expect(shown).toBeLessThanOrEqual(field.maximum);
			}
			if (field.kind === 'choice') {
				expect(field.choices.map(({ value }) => value)).toContain(field.default);
			}
		}
	});

	it('has columns of its own that are not those of every signal', () => {
		const own = Object.keys(signal.figures);
		const every = Object.keys(resultFields({ ...signal, figures: {} }));
		expect(own.filter((name) => every.includes(name))).toEqual([]);
		expect(Object.keys(resultFields(signal))).toHaveLength(own.length + every.length);
	});

	it('needs only what it can read', () => {
		const known: unknown[] = Object.values(catalogue);
		const needs = signal.needs(readSignalSettings(signal, {}));
		for (const { endpoint, parameters } of needs) {
			expect(known).toContain(endpoint);
			expect(signal.reads).toContain(endpoint);
			for (const name of Object.keys(parameters)) expect(endpoint.parameters).toHaveProperty(name);
		}
	});
});

describe('the channels of the stream', () => {
	it('are those of the endpoints that a signal reads', () => {
		const channels = Object.fromEntries(ALL.map(({ name, channels: own }) => [name, own]));
		expect(channels).toEqual({
			'cluster-proximity': ['liquidations'],
			'setup-scan': ['liquidations', 'gex'],
			'gamma-regime': ['gex'],
			'funding-extreme': ['funding_rates'],
			'open-interest-divergence': ['open_interest', 'liquidations'],
			'spread-widening': [],
			'position-size': ['liquidations'],
			'call-plan': [],
		});
	});
});
