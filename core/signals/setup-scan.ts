import * as v from 'valibot';
import { column, CURRENT_PRICE } from '../api/fields';
import { percent, price as written, usd } from '../api/format';
import { gammaExposure } from '../api/gamma-exposure';
import { liquidations } from '../api/liquidations';
import { toxicOrderFlow } from '../api/toxic-order-flow';
import { sideOf } from './clusters';
import {
	confirm,
	confirmationText,
	CONFIRMATIONS,
	isConfirmed,
	wantsGamma,
	wantsOrderFlow,
	type Confirmations,
} from './confirmations';
import { alertFields, parameterField } from './fields';
import { FollowedLevel, followLevels, QUIET, type LevelStep } from './follow-levels';
import { readLevels, type Level } from './readings/liquidation-levels';
import { roundHundredths } from './round';
import { defineSignal, type Finding } from './signal';
import { ageOf, at, clusterName, plain, PRICE, UNKNOWN, unknown } from './wording';

const { exchange, timeframe } = liquidations.parameters;

/** The guide's bot has no memory; these keep a setup from being found anew with every breath. */
const EXIT = { distance: 1.25, size: 0.8 };

/** A level in the words of the bot. */
interface Candidate extends Level {
	side: 'long' | 'short';
	sizeUsd: number;
	/** Not rounded. */
	distance: number;
}

/**
 * The scan of the guide's sample bot, to the digit, with a memory. Source: API guide, "Example:
 * Building a Cluster-Proximity Alert Bot".
 */
export const setupScan = defineSignal({
	name: 'setup-scan',
	title: 'Setup scan',
	description:
		"Finds large liquidation clusters near the price, as the API guide's sample bot does, with confirmation by order flow and gamma if wanted.",
	keywords: ['setup', 'scanner', 'bot', 'liquidation', 'cluster', 'order flow', 'gex'],
	kind: 'alert',
	reads: [liquidations, toxicOrderFlow, gammaExposure],
	settings: {
		maximumDistance: {
			kind: 'number',
			title: 'Maximum distance',
			description: 'A cluster has to be nearer to the price than this',
			unit: 'percent of price',
			minimum: 0,
			maximum: 100,
			default: 2,
		},
		minimumClusterUsd: {
			kind: 'number',
			title: 'Minimum cluster size',
			description: 'The reported liquidation size of its larger side has to be above this',
			unit: 'USD',
			minimum: 0,
			maximum: 1e15,
			default: 1_000_000_000,
		},
		confirmations: {
			kind: 'choice',
			title: 'Confirmations',
			description: 'What else to look at',
			choices: CONFIRMATIONS,
			default: 'none',
		},
		requireConfirmation: {
			kind: 'flag',
			title: 'Only when confirmed',
			description: 'Whether to report a setup only once everything chosen confirms it',
			default: false,
			isOption: true,
		},
		toxicFrom: {
			kind: 'number',
			title: 'Toxic from',
			description:
				'Score from which order flow counts as toxic; scores up to 100 are divided by 100',
			unit: 'score from 0 to 1',
			minimum: 0,
			maximum: 1,
			default: 0.7,
			isOption: true,
		},
		repeat: {
			kind: 'flag',
			title: 'Report at every scan',
			description: 'Whether to report a setup again at every scan, as the sample bot does',
			default: false,
			isOption: true,
		},
		exchange: parameterField(exchange),
		timeframe: parameterField(timeframe),
		...alertFields(60),
	},
	states: [
		{ value: 'setup', title: 'Setup', description: 'A large cluster is near the price' },
		{ value: QUIET, title: 'Clear', description: 'There is no setup' },
		UNKNOWN,
	],
	figures: {
		price: column('Price', 'Price level of the cluster', { unit: 'USD' }),
		size_b: column('Size', 'Reported liquidation size of the larger side', {
			unit: 'billion USD',
		}),
		side: column('Side', 'long_cluster or short_cluster', { type: 'string' }),
		distance_pct: column('Distance', 'From the price, to two decimals', {
			unit: 'percent of price',
		}),
		currentPrice: CURRENT_PRICE,
		orderFlow: column('Order flow', 'confirmed, not confirmed or missing; empty if not asked for', {
			type: 'string',
		}),
		toxicity: column('Toxicity', 'Toxic order flow score', { unit: 'score from 0 to 1' }),
		netFlowUsd: column('Net flow', "Takers' buying minus selling", { unit: 'USD' }),
		gamma: column('Gamma', 'confirmed, not confirmed or missing; empty if not asked for', {
			type: 'string',
		}),
		gammaRegime: column('Gamma regime', 'positive or negative, as reported', { type: 'string' }),
	},
	needs: ({ exchange, timeframe, confirmations }) => [
		{ endpoint: liquidations, parameters: { exchange, timeframe } },
		...(wantsOrderFlow(confirmations) ? [{ endpoint: toxicOrderFlow, parameters: {} }] : []),
		...(wantsGamma(confirmations) ? [{ endpoint: gammaExposure, parameters: {} }] : []),
	],
	memory: v.object({ levels: v.fallback(v.optional(v.array(FollowedLevel), []), []) }),
	evaluate({ asset, now, settings, memory, facts, price }) {
		const reading = readLevels(facts);
		if (!reading || !price) {
			const missing = [...(price ? [] : [PRICE]), ...(reading ? [] : ['liquidation clusters'])];
			return { memory, findings: [unknown(asset, 'setups', missing)] };
		}
		const { maximumDistance, minimumClusterUsd, confirmations, toxicFrom } = settings;
		const candidates = reading.levels.map((level) => candidate(level, price.value));
		const isSetup = ({ distance, sizeUsd }: Candidate, distanceFactor = 1, sizeFactor = 1) =>
			distance < maximumDistance * distanceFactor && sizeUsd > minimumClusterUsd * sizeFactor;
		const sides = {
			below: confirm(facts, confirmations, 'below', toxicFrom),
			above: confirm(facts, confirmations, 'above', toxicFrom),
		};
		const confirmationOf = (one: Candidate) => sides[one.price < price.value ? 'below' : 'above'];
		const { kept, steps } = followLevels(memory.levels, candidates, {
			sources: reading.sources,
			tolerancePercent: 0.2,
			observe(one, wasSetup) {
				const isOne = wasSetup ? isSetup(one, EXIT.distance, EXIT.size) : isSetup(one);
				const isHeldBack = settings.requireConfirmation && !isConfirmed(confirmationOf(one));
				return { state: isOne ? 'setup' : QUIET, isAlert: isOne, isHeldBack };
			},
			now,
			rules: { cooldownMs: settings.cooldown * 60_000, reportEnd: settings.reportEnd },
		});
		const byLevel = new Map(steps.map((step) => [step.level, step]));
		const isReported = (one: Candidate) =>
			settings.repeat && (!settings.requireConfirmation || isConfirmed(confirmationOf(one)));
		const common = ageOf(price);
		const findings = [
			// In the order of the response, as the bot has them.
			...candidates
				.filter((one) => isSetup(one))
				.map((one) => {
					const step = byLevel.get(one);
					const found = setup(asset, one, step, price.value, confirmationOf(one), common);
					const isRepeated = isReported(one) && found.alert === 'none';
					return isRepeated ? { ...found, alert: 'repeated' as const } : found;
				}),
			...steps
				.filter(({ alert }) => alert === 'left')
				.map((step) => over(asset, step, price.value, common)),
		];
		if (findings.length > 0) return { memory: { levels: kept }, findings };
		return { memory: { levels: kept }, findings: [noSetup(asset, price.value, settings, common)] };
	},
});

/** The bot's own sums: `abs(c['price'] - price) / price * 100`, and the larger side. */
function candidate(level: Level, price: number): Candidate {
	const { longUsd, shortUsd } = level;
	const distance = (Math.abs(level.price - price) / price) * 100;
	return { ...level, side: sideOf(level), sizeUsd: Math.max(longUsd, shortUsd), distance };
}

function setup(
	asset: string,
	one: Candidate,
	step: LevelStep<Candidate> | undefined,
	price: number,
	confirmations: Confirmations,
	common: string[],
): Finding {
	const { reasons, missing, toxicityScore, ...verdicts } = confirmations;
	const distance_pct = roundHundredths(one.distance);
	const where = `${percent(distance_pct, { digits: 2 })} ${one.price < price ? 'below' : 'above'}`;
	const size = `reported liquidation size ${usd(one.sizeUsd)} of ${one.side}s`;
	return {
		subject: step?.known.id ?? `${one.side} ${one.price}`,
		state: 'setup',
		changed: step?.changed ?? false,
		alert: step?.alert ?? 'none',
		escalation: 0,
		figures: {
			price: one.price,
			size_b: one.sizeUsd / 1e9,
			side: `${one.side}_cluster`,
			distance_pct,
			currentPrice: price,
			toxicity: toxicityScore,
			...verdicts,
		},
		text: `${asset} setup: ${clusterName(one)}, ${where} the price of ${written(price)}${confirmationText(confirmations)}`,
		reasons: [size, ...reasons, ...common],
		missing,
	};
}

function over(
	asset: string,
	{ known, tracked, alert, changed }: LevelStep<Candidate>,
	price: number,
	reasons: string[],
): Finding {
	const figures = { price: known.price, side: `${known.side}_cluster`, currentPrice: price };
	const text = `${at(asset, price)}: the setup at ${written(known.price)} is over`;
	const base = { subject: known.id, state: tracked.state, changed, alert, escalation: 0 };
	return { ...base, figures, text, reasons, missing: [] };
}

function noSetup(
	asset: string,
	price: number,
	settings: { maximumDistance: number; minimumClusterUsd: number },
	reasons: string[],
): Finding {
	const { maximumDistance, minimumClusterUsd } = settings;
	const text = `${at(asset, price)}: no setup, no cluster over ${usd(minimumClusterUsd)} is reported within ${plain(maximumDistance)}%`;
	const base = { subject: null, state: QUIET, changed: false, alert: 'none' as const };
	return { ...base, escalation: 0, figures: { currentPrice: price }, text, reasons, missing: [] };
}
