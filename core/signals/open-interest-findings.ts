import type { Row } from '../api/endpoint';
import { iso, tidy } from '../api/read';
import type { DivergenceRules, SwingPair } from './divergence';
import { divergenceText, quadrantText, quietText } from './divergence-text';
import { NORMAL, type SubjectStep } from './follow-subjects';
import { TOTAL, type Change, type Quadrant } from './open-interest-quadrant';
import type { Sample } from './price-history';
import type { OpenInterestReading } from './readings/open-interest';
import type { Finding, KnownPrice } from './signal';
import { ageOf, INSUFFICIENT } from './wording';

/** What can be going on: a divergence at highs or at lows, or a quadrant. */
export interface Subject {
	id: 'highs' | 'lows' | 'quadrant';
	state: string;
	swings?: SwingPair | undefined;
}

export function isActive(state: string): boolean {
	return state !== NORMAL && state !== 'flat';
}

/** Everything that is known at a moment. */
export interface View {
	asset: string;
	price: KnownPrice;
	reading: OpenInterestReading;
	sample: Sample;
	samples: readonly Sample[];
	change: Change | undefined;
	quadrant: Quadrant | undefined;
	isShort: boolean;
	rules: DivergenceRules;
	/** Minutes. */
	lookback: number;
	steps: readonly SubjectStep<Subject>[];
}

/** Of a divergence or a quadrant that there is, or that has just ended. */
export function activeFinding(step: SubjectStep<Subject>, view: View): Finding {
	const { subject, tracked, changed, alert } = step;
	const { asset, quadrant, change, lookback } = view;
	const { id, state, swings } = subject;
	return {
		subject: id,
		state,
		changed,
		alert,
		escalation: tracked.escalation,
		figures: { ...figuresOf(view), ...(swings ? swingFigures(swings) : {}) },
		text:
			id === 'quadrant'
				? quadrantText(asset, quadrant, change, lookback)
				: divergenceText(asset, id, swings, isActive(state)),
		...circumstances(view),
	};
}

/** When nothing is going on. */
export function quietFinding(view: View): Finding {
	const { asset, quadrant, change, lookback, isShort } = view;
	return {
		subject: null,
		state: isShort ? INSUFFICIENT : NORMAL,
		changed: false,
		alert: 'none',
		escalation: 0,
		figures: figuresOf(view),
		text: quietText(asset, quadrant, change, lookback, isShort),
		...circumstances(view),
	};
}

function circumstances({ samples, change, price, rules, isShort, lookback, steps }: View) {
	const compared = steps.map(({ subject }) => subject.swings?.compared ?? Infinity);
	const isTooFew = Math.min(...compared) < rules.exchanges;
	return {
		reasons: [
			...(isShort ? [`${samples.length} of ${2 * (2 * rules.strength + 1)} samples so far`] : []),
			...(change ? [] : [`no sample from ${lookback} minutes ago yet`]),
			...ageOf(price),
		],
		missing: isTooFew ? [`open interest of ${rules.exchanges} exchanges`] : [],
	};
}

function figuresOf({ price, reading, sample, samples, change, quadrant }: View): Row {
	return {
		currentPrice: price.value,
		openInterestUsd: reading.totalUsd,
		openInterestCoins: sample.values.get(TOTAL) ?? null,
		quadrant: quadrant ?? null,
		pricePercent: change ? tidy(change.pricePercent) : null,
		openInterestPercent: change ? tidy(change.openInterestPercent) : null,
		samples: samples.length,
	};
}

function swingFigures(swings: SwingPair): Row {
	const { first, second, openInterestPercent, agreeing, compared } = swings;
	return {
		firstSwingPrice: first.price,
		firstSwingAt: iso(first.time),
		secondSwingPrice: second.price,
		secondSwingAt: iso(second.time),
		swingOpenInterestPercent: openInterestPercent,
		exchangesAgreeing: agreeing,
		exchangesCompared: compared,
	};
}
