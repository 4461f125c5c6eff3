import { levelRow } from '../api/fields';
import { percent, price as written, usd } from '../api/format';
import type { Cluster } from './clusters';
import { QUIET, type LevelStep } from './follow-levels';
import type { Band } from './hysteresis';
import type { Finding, KnownPrice } from './signal';
import { at, clusterName, isReached, plain } from './wording';

/** What there is to say of a cluster and the price, in figures and in words. */

export function distancePercent(cluster: Cluster, price: KnownPrice): number {
	return Number(levelRow(cluster.price, price.value)['distancePercent']);
}

/** The nearest first. */
export function byDistance(a: Finding, b: Finding): number {
	const distance = ({ figures }: Finding) => Number(figures['distancePercent'] ?? 1e9);
	return distance(a) - distance(b) || (String(a.subject) < String(b.subject) ? -1 : 1);
}

function figuresOf(cluster: Cluster, price: KnownPrice) {
	const { side, exchange } = cluster;
	return {
		currentPrice: price.value,
		clusterPrice: cluster.price,
		clusterSizeUsd: cluster.sizeUsd,
		side,
		...levelRow(cluster.price, price.value),
		isConsistent: isConsistent(cluster, price),
		longLiquidationsUsd: cluster.longUsd,
		shortLiquidationsUsd: cluster.shortUsd,
		mergedLevels: cluster.levels,
		exchange,
	};
}

/** Of a cluster that is near, or that has just been left. */
export function nearOrLeft(
	asset: string,
	{ level, known, tracked, alert, changed }: LevelStep<Cluster>,
	price: KnownPrice,
	band: Band,
	common: string[],
): Finding {
	const { state, escalation } = tracked;
	const isNear = state !== QUIET;
	const base = { subject: known.id, state, changed, alert, escalation, missing: [] };
	const name = clusterName(level ?? known);
	if (level === null) {
		const figures = { currentPrice: price.value, clusterPrice: known.price, side: known.side };
		const text = `${at(asset, price.value)}: the ${name} is no longer reported`;
		return { ...base, figures, text, reasons: ['the cluster is no longer reported', ...common] };
	}
	const figures = figuresOf(level, price);
	const distance = distancePercent(level, price);
	const away = `${percent(distance)} ${level.price < price.value ? 'above' : 'below'}`;
	const where = isReached(distance) ? `at a ${name}` : `${away} a ${name}`;
	const text = isNear
		? `${at(asset, price.value)} is ${alert === 'escalated' ? 'now ' : ''}${where}`
		: `${at(asset, price.value)} is no longer near the ${name}, now ${percent(distance)} away`;
	const limit = distance <= band.enter ? band.enter : band.exit;
	const reasons = isNear
		? [`${percent(distance, { digits: 2 })} away, within ${plain(limit)}%`]
		: [];
	return { ...base, figures, text, reasons: [...reasons, ...reasonsFor(level, price), ...common] };
}

function reasonsFor(cluster: Cluster, price: KnownPrice): string[] {
	const { side, sizeUsd, levels } = cluster;
	const reasons = [`reported liquidation size ${usd(sizeUsd)} of ${side}s`];
	if (levels > 1) reasons.push(`${levels} levels next to each other count as one`);
	if (!isConsistent(cluster, price)) {
		const usual = side === 'long' ? 'below' : 'above';
		reasons.push(`${side}s are usually liquidated ${usual} the price, this level is not`);
	}
	return reasons;
}

/** Longs are liquidated when the price falls to them, shorts when it rises. */
function isConsistent({ side, price: level }: Cluster, price: KnownPrice): boolean {
	return side === 'long' ? level <= price.value : level >= price.value;
}

/** Of an asset with no cluster near. */
export function clear(
	asset: string,
	nearest: Cluster | undefined,
	price: KnownPrice,
	floorUsd: number,
	reasons: string[],
): Finding {
	const head = at(asset, price.value);
	const text = nearest
		? `${head}: the nearest large cluster is ${percent(distancePercent(nearest, price))} away, ${usd(nearest.sizeUsd)} of ${nearest.side}s at ${written(nearest.price)}`
		: `${head}: no liquidation cluster of ${usd(floorUsd)} or more is reported`;
	return {
		subject: null,
		state: QUIET,
		changed: false,
		alert: 'none',
		escalation: 0,
		figures: nearest ? figuresOf(nearest, price) : { currentPrice: price.value },
		text,
		reasons,
		missing: [],
	};
}
