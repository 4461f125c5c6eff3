import * as v from 'valibot';
import { column, CURRENT_PRICE, levelRow } from '../api/fields';
import { gammaExposure } from '../api/gamma-exposure';
import { track, Tracked } from './alert';
import { alertFields } from './fields';
import { finite } from './finite';
import { EFFECT, gammaFinding } from './gamma-finding';
import { decide, flipLevelOf, priceFor, regimeSeen } from './gamma-flip';
import { learnPolarity, type PositiveSide } from './gamma-polarity';
import { readGamma } from './readings/gamma';
import { defineSignal } from './signal';
import { PRICE, UNKNOWN, unknown } from './wording';

const Memory = v.object({
	flipLevel: v.fallback(v.optional(v.nullable(finite()), null), null),
	/** When it was told, epoch ms. */
	flipLevelAt: v.fallback(v.optional(finite(), 0), 0),
	positiveSide: v.fallback(v.optional(v.nullable(v.picklist(['below', 'above'])), null), null),
	/** How many times in a row the regime that is not in force was seen. */
	seen: v.fallback(v.optional(finite(), 0), 0),
	tracked: v.fallback(v.optional(v.nullable(Tracked), null), null),
});

const { cooldown } = alertFields(15);

/**
 * Whether dealers dampen moves (positive gamma) or amplify them (negative), and when that flips. The
 * flip level is the reported one, never reckoned from the profile. Source: API guide, "GEX+".
 */
export const gammaRegime = defineSignal({
	name: 'gamma-regime',
	title: 'Gamma regime',
	description:
		'Fires when gamma exposure flips between positive (dealers dampen moves) and negative (dealers amplify them).',
	keywords: ['gex', 'gamma', 'flip', 'regime', 'dealer positioning', 'range', 'trend'],
	kind: 'alert',
	reads: [gammaExposure],
	settings: {
		band: {
			kind: 'number',
			title: 'Flip band',
			description: 'How far past the flip level the price has to be before a flip counts',
			unit: 'percent of price',
			minimum: 0,
			maximum: 10,
			default: 0.1,
		},
		confirmations: {
			kind: 'number',
			title: 'Confirmations',
			description: 'How many evaluations in a row have to see the other regime',
			minimum: 1,
			maximum: 20,
			default: 1,
			isOption: true,
		},
		cooldown,
	},
	states: [
		{ value: 'positive', title: 'Positive', description: EFFECT.positive },
		{ value: 'negative', title: 'Negative', description: EFFECT.negative },
		UNKNOWN,
	],
	figures: {
		currentPrice: CURRENT_PRICE,
		currentGex: column('Current GEX', 'As reported: positive or negative', { type: 'string' }),
		flipLevel: column('Flip level', 'Price where dealer behaviour changes', { unit: 'USD' }),
		flipDistancePercent: column('Distance to flip', 'From the price to the flip level', {
			unit: 'percent of price',
		}),
		flipPosition: column('Flip position', 'Flip level above, below or at the price', {
			type: 'string',
		}),
		positiveSide: column('Positive side', 'Side of the flip level where gamma is positive', {
			type: 'string',
		}),
		wallStrike: column('Gamma wall', 'Strike with the largest gamma, of either sign', {
			unit: 'USD',
		}),
		wallGammaUsd: column('Its gamma', 'Gamma exposure at that strike', { unit: 'USD' }),
		wallAboveStrike: column('Wall above', 'The same above the price', { unit: 'USD' }),
		wallBelowStrike: column('Wall below', 'The same below the price', { unit: 'USD' }),
	},
	needs: () => [{ endpoint: gammaExposure, parameters: {} }],
	memory: Memory,
	evaluate({ asset, now, settings, memory, facts, price: known }) {
		const reading = readGamma(facts);
		const learnt = reading && learnPolarity(reading, settings.band);
		const positiveSide = learnt ?? memory.positiveSide;
		const level = flipLevelOf(reading, memory, now);
		const price = priceFor(reading, known);
		const seen = regimeSeen(reading, price, level.flipLevel, positiveSide);
		const next = { ...memory, ...level, positiveSide };
		const facing = { asset, reading, price, known, flipLevel: level.flipLevel, positiveSide };
		if (seen === undefined) {
			const missing = [
				...(reading?.reported ? [] : ['current GEX']),
				...(level.flipLevel === null ? ['flip level'] : []),
				...(price === null ? [PRICE] : []),
			];
			return { memory: next, findings: [unknown(asset, 'gamma regime', missing)] };
		}
		const distance = levelRow(level.flipLevel, price)['distancePercent'];
		const isInBand = typeof distance === 'number' && distance < settings.band;
		const { regime, count, waiting } = decide(seen, memory, isInBand, settings);
		const step = track(
			memory.tracked ?? undefined,
			{ state: regime, isAlert: true, isFirstSilent: true },
			now,
			{ cooldownMs: settings.cooldown * 60_000, reportEnd: false },
		);
		const reasons = [...waiting, ...polarityReasons(learnt, memory.positiveSide)];
		return {
			memory: { ...next, seen: count, tracked: step.tracked },
			findings: [gammaFinding(regime, step, facing, reasons)],
		};
	},
});

function polarityReasons(learnt: PositiveSide | undefined, before: PositiveSide | null): string[] {
	if (learnt === undefined || before === null || learnt === before) return [];
	return [`gamma is now positive ${learnt} the flip level, it was positive ${before} it`];
}
