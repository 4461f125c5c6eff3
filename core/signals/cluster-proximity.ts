import * as v from 'valibot';
import { column, CURRENT_PRICE, EXCHANGE, levelFields } from '../api/fields';
import { liquidations } from '../api/liquidations';
import { grown } from './alert';
import { byDistance, clear, distancePercent, nearOrLeft } from './cluster-findings';
import { mergeLevels, type Cluster } from './clusters';
import { alertFields, escalationField, parameterField } from './fields';
import { FollowedLevel, followLevels, QUIET } from './follow-levels';
import { bandOf, isInside } from './hysteresis';
import { readLevels } from './readings/liquidation-levels';
import { defineSignal } from './signal';
import { percentile } from './statistics';
import { ageOf, PRICE, UNKNOWN, unknown } from './wording';

const { exchange, timeframe } = liquidations.parameters;

/** A cluster stays large until it has lost a fifth of what makes it so. */
const SIZE_EXIT = 0.8;

/** Nearer than this there is nothing to halve: the price is there. */
const CLOSEST_PERCENT = 0.1;

/**
 * Price comes near a large cluster: `|cluster − price| / price × 100`. Sources: API guide, "Liquidation
 * Clusters" ("within 1% of a $1B+ cluster") and "Webhook payload example" (66,330 at 67,000 is 1.0).
 */
export const clusterProximity = defineSignal({
	name: 'cluster-proximity',
	title: 'Cluster proximity',
	description: 'Fires when the price comes near a large liquidation cluster.',
	keywords: ['liquidation', 'cluster', 'proximity', 'distance', 'alert', 'liqmap'],
	kind: 'alert',
	reads: [liquidations],
	settings: {
		enterDistance: {
			kind: 'number',
			title: 'Distance',
			description: 'How near the price has to come to a cluster',
			unit: 'percent of price',
			minimum: 0,
			maximum: 100,
			default: 1,
		},
		minimumClusterUsd: {
			kind: 'number',
			title: 'Minimum cluster size',
			description: 'Reported liquidation size from which a cluster counts, by its larger side',
			unit: 'USD',
			minimum: 0,
			maximum: 1e15,
			default: 1_000_000_000,
		},
		exchange: parameterField(exchange),
		timeframe: parameterField(timeframe),
		exitDistance: {
			kind: 'number',
			title: 'Exit distance',
			description:
				'How far the price has to go before the cluster counts as left. Left out, a quarter farther than the distance.',
			unit: 'percent of price',
			minimum: 0,
			maximum: 1000,
			suggestion: 1.25,
			isOption: true,
		},
		minimumPercentile: {
			kind: 'number',
			title: 'Minimum percentile',
			description:
				'Only clusters that are larger than this share of all that are reported, in addition to the minimum size',
			unit: 'percent of clusters',
			minimum: 0,
			maximum: 100,
			suggestion: 90,
			isOption: true,
		},
		mergeDistance: {
			kind: 'number',
			title: 'Merge distance',
			description: 'Levels of the same side as near to each other as this count as one cluster',
			unit: 'percent of price',
			minimum: 0,
			maximum: 5,
			default: 0.1,
			isOption: true,
		},
		...escalationField('the distance has halved or the cluster has grown by a quarter'),
		...alertFields(60),
	},
	states: [
		{ value: 'near', title: 'Near', description: 'The price is near a large cluster' },
		{ value: QUIET, title: 'Clear', description: 'No large cluster is near' },
		UNKNOWN,
	],
	figures: {
		currentPrice: CURRENT_PRICE,
		clusterPrice: column('Cluster price', 'Price level of the cluster', { unit: 'USD' }),
		clusterSizeUsd: column('Cluster size', 'Reported liquidation size of its larger side', {
			unit: 'USD',
		}),
		side: column('Side', 'The larger side: long or short', { type: 'string' }),
		...levelFields('cluster'),
		isConsistent: column(
			'Consistent',
			'Whether longs are below the price or shorts above it, as they should be',
			{ type: 'boolean' },
		),
		longLiquidationsUsd: column('Long liquidations', 'Reported longs liquidated here', {
			unit: 'USD',
		}),
		shortLiquidationsUsd: column('Short liquidations', 'Reported shorts liquidated here', {
			unit: 'USD',
		}),
		mergedLevels: column('Levels', 'Number of reported levels in the cluster'),
		exchange: EXCHANGE,
	},
	needs: (settings) => [
		{
			endpoint: liquidations,
			parameters: { exchange: settings.exchange, timeframe: settings.timeframe },
		},
	],
	memory: v.object({ levels: v.fallback(v.optional(v.array(FollowedLevel), []), []) }),
	evaluate({ asset, now, settings, memory, facts, price }) {
		const reading = readLevels(facts);
		if (!reading || !price) {
			const missing = [...(price ? [] : [PRICE]), ...(reading ? [] : ['liquidation clusters'])];
			return { memory, findings: [unknown(asset, 'cluster proximity', missing)] };
		}
		const band = bandOf(settings.enterDistance, settings.exitDistance, 1.25);
		const clusters = mergeLevels(reading.levels, settings.mergeDistance);
		const floorUsd = sizeFloor(clusters, settings);
		const { kept, steps } = followLevels(memory.levels, clusters, {
			sources: reading.sources,
			tolerancePercent: Math.max(0.2, 2 * settings.mergeDistance),
			observe(cluster, wasNear) {
				const distance = distancePercent(cluster, price);
				const isLarge = cluster.sizeUsd >= floorUsd * (wasNear ? SIZE_EXIT : 1);
				const isNear = isLarge && isInside(distance, band, wasNear);
				const marks = {
					closeness: grown(1 / Math.max(CLOSEST_PERCENT, distance), 2),
					sizeUsd: grown(cluster.sizeUsd, 1.25),
				};
				return {
					state: isNear ? 'near' : QUIET,
					isAlert: isNear,
					...(settings.escalate ? { marks } : {}),
				};
			},
			now,
			rules: { cooldownMs: settings.cooldown * 60_000, reportEnd: settings.reportEnd },
		});
		const common = [
			...band.reasons,
			...ageOf(price),
			...(reading.unreadable > 0
				? [`${reading.unreadable} entries without a price or a size were left out`]
				: []),
		];
		const findings = steps
			.filter((step) => step.tracked.state !== QUIET || step.changed)
			.map((step) => nearOrLeft(asset, step, price, band, common))
			.sort(byDistance);
		const [nearest] = clusters
			.filter(({ sizeUsd }) => sizeUsd >= floorUsd)
			.sort((a, b) => distancePercent(a, price) - distancePercent(b, price) || a.price - b.price);
		return {
			memory: { levels: kept },
			findings: findings.length > 0 ? findings : [clear(asset, nearest, price, floorUsd, common)],
		};
	},
});

function sizeFloor(
	clusters: readonly Cluster[],
	settings: { minimumClusterUsd: number; minimumPercentile: number | undefined },
): number {
	const { minimumClusterUsd: least, minimumPercentile: rank } = settings;
	if (rank === undefined || clusters.length === 0) return least;
	const sizes = clusters.map(({ sizeUsd }) => sizeUsd);
	return Math.max(least, percentile(sizes, rank));
}
