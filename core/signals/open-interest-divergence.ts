import * as v from 'valibot';
import { liquidations } from '../api/liquidations';
import { openInterest } from '../api/open-interest';
import { isTooShort, lastSwings, type DivergenceRules } from './divergence';
import type { SettingsOf } from './fields';
import { FollowedSubject, followSubjects, NORMAL } from './follow-subjects';
import { FIGURES, SETTINGS, STATES } from './open-interest-fields';
import { activeFinding, isActive, quietFinding, type Subject } from './open-interest-findings';
import { changeSince, quadrantOf, TOTAL } from './open-interest-quadrant';
import { PriceHistory, samplesOf, withSample, type Sample } from './price-history';
import { readOpenInterest, type OpenInterestReading } from './readings/open-interest';
import { defineSignal } from './signal';
import { PRICE, unknown } from './wording';

/**
 * Moves of the price that open interest does not go along with. Reckoned in coins (USD ÷ price), since
 * a rally alone lifts open interest in USD. Source: API guide, "Open Interest" (the divergence detector).
 */
export const openInterestDivergence = defineSignal({
	name: 'open-interest-divergence',
	title: 'Open interest divergence',
	description:
		'Fires when the price makes higher highs (or lower lows) on falling open interest; tells who acts by price and open interest.',
	keywords: ['open interest', 'oi', 'divergence', 'exhaustion', 'quadrant', 'short covering'],
	kind: 'alert',
	reads: [openInterest, liquidations],
	settings: SETTINGS,
	states: STATES,
	figures: FIGURES,
	needs: (settings) => [
		{ endpoint: openInterest, parameters: { exchange: settings.exchange } },
		{ endpoint: liquidations, parameters: {}, forPrice: true },
	],
	memory: v.object({
		history: v.fallback(v.optional(PriceHistory, {}), { series: [], samples: [] }),
		subjects: v.fallback(v.optional(v.array(FollowedSubject), []), []),
		/** Whose open interest it is. */
		exchange: v.fallback(v.optional(v.string(), ''), ''),
	}),
	evaluate({ asset, now, settings, memory, facts, price }) {
		const reading = readOpenInterest(facts);
		if (!reading || !price) {
			const missing = [...(reading ? [] : ['open interest']), ...(price ? [] : [PRICE])];
			return { memory, findings: [unknown(asset, 'open interest divergence', missing)] };
		}
		const sample = sampleOf(reading, price.value, now);
		// Another exchange's open interest is another history.
		const isSame = memory.exchange === settings.exchange;
		const known = isSame ? memory.history : { series: [], samples: [] };
		const history = withSample(known, sample, settings.sampleEvery * 60_000);
		const samples = samplesOf(history);
		const rules = rulesOf(settings);
		const base = baseline(samples, now, settings.lookback * 60_000);
		const change = base && changeSince(base, completed(sample, samples));
		const subjects = isSame ? memory.subjects : [];
		const before = subjects.find(({ id }) => id === 'quadrant')?.tracked.state;
		const quadrant = change && quadrantOf(change, rules, before);
		const present: Subject[] = [
			divergence(samples, 'highs', rules),
			divergence(samples, 'lows', rules),
			...(quadrant ? [{ id: 'quadrant' as const, state: quadrant }] : []),
		];
		const { kept, steps } = followSubjects(subjects, present, {
			observe: ({ id, state, swings }) => ({
				state,
				isAlert: isActive(state) && isWanted(id, settings.alertOn),
				marks: swings && settings.escalate ? { swing: later(swings.second.time) } : {},
			}),
			now,
			rules: { cooldownMs: settings.cooldown * 60_000, reportEnd: settings.reportEnd },
		});
		const isShort = isTooShort(samples, rules);
		const view = { asset, price, reading, sample, samples, change, quadrant, isShort, rules };
		const told = steps.filter(
			({ subject, changed, alert }) =>
				isWanted(subject.id, settings.alertOn) &&
				(alert !== 'none' || changed || isActive(subject.state)),
		);
		const findings = told.map((step) => activeFinding(step, { ...view, ...settings, steps }));
		return {
			memory: { history, subjects: kept, exchange: settings.exchange },
			findings: findings.length > 0 ? findings : [quietFinding({ ...view, ...settings, steps })],
		};
	},
});

/** In coins: what is told in USD rises with the price alone. */
function sampleOf(reading: OpenInterestReading, price: number, time: number): Sample {
	const values = new Map([...reading.byExchange].map(([name, usd]) => [name, usd / price]));
	if (reading.totalUsd !== null) values.set(TOTAL, reading.totalUsd / price);
	return { time, price, values };
}

function rulesOf(settings: SettingsOf<typeof SETTINGS>): DivergenceRules {
	return {
		strength: Math.round(settings.swingStrength),
		pricePercent: settings.priceDeadZone,
		openInterestPercent: settings.openInterestDeadZone,
		exchanges: settings.exchange === 'all' ? Math.round(settings.minimumExchanges) : 1,
	};
}

function divergence(
	samples: readonly Sample[],
	id: 'highs' | 'lows',
	rules: DivergenceRules,
): Subject {
	const swings = lastSwings(samples, id, rules);
	const exhausted = id === 'highs' ? 'buyer_exhaustion' : 'seller_exhaustion';
	return { id, state: swings?.isDivergence ? exhausted : NORMAL, swings };
}

function isWanted(id: Subject['id'], alertOn: 'divergence' | 'quadrant' | 'both'): boolean {
	return alertOn === 'both' || (alertOn === 'quadrant') === (id === 'quadrant');
}

function later(time: number) {
	return { value: time, isNews: (told: number) => time > told };
}

/** The newest sample that is as old as the lookback, unless it is twice as old. */
function baseline(samples: readonly Sample[], now: number, lookbackMs: number): Sample | undefined {
	const base = samples.filter(({ time }) => time <= now - lookbackMs).at(-1);
	return base && now - base.time <= 2 * lookbackMs ? base : undefined;
}

/** A message of the stream is about one exchange: the others are as they were a moment ago. */
function completed(sample: Sample, samples: readonly Sample[]): Sample {
	const recent = samples.slice(-3).flatMap(({ values }) => [...values]);
	return { ...sample, values: new Map([...recent, ...sample.values]) };
}
