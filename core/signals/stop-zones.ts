import { tidy } from '../api/read';
import type { Level } from './readings/liquidation-levels';

/** A stretch of prices around one or more large clusters. */
export interface Zone {
	low: number;
	high: number;
	/** The largest cluster in it. */
	price: number;
	sizeUsd: number;
	side: 'long' | 'short';
}

export interface ZoneRules {
	minimumUsd: number;
	/** Half the width of a zone, in percent of the cluster's price. */
	halfWidthPercent: number;
}

/** Zones of the levels that are large enough, those that overlap made one; by rising price. */
export function zonesOf(levels: readonly Level[], rules: ZoneRules): Zone[] {
	const half = rules.halfWidthPercent / 100;
	const single = levels.flatMap(({ price, longUsd, shortUsd }): Zone[] => {
		const sizeUsd = Math.max(longUsd, shortUsd);
		if (sizeUsd < rules.minimumUsd) return [];
		const side = longUsd > shortUsd ? 'long' : 'short';
		return [{ low: price * (1 - half), high: price * (1 + half), price, sizeUsd, side }];
	});
	single.sort((a, b) => a.low - b.low || a.price - b.price || b.sizeUsd - a.sizeUsd);
	const zones: Zone[] = [];
	for (const zone of single) {
		const last = zones.at(-1);
		if (!last || zone.low > last.high) zones.push(zone);
		else zones[zones.length - 1] = joined(last, zone);
	}
	return zones;
}

function joined(one: Zone, other: Zone): Zone {
	const larger = other.sizeUsd > one.sizeUsd ? other : one;
	return { ...larger, low: one.low, high: Math.max(one.high, other.high) };
}

/** The zone that holds a price. */
export function zoneAt(zones: readonly Zone[], price: number): Zone | undefined {
	return zones.find(({ low, high }) => price >= low && price <= high);
}

/** More than is lost by rounding. */
const SMALLEST_BUFFER = 1e-8;

/**
 * The stop past the far edge of the zone it lies in, seen from the entry, and a buffer further; where
 * that is inside another zone, past that one too. `null` = there is no price left to move it to.
 */
export function stopPast(
	zones: readonly Zone[],
	stop: number,
	isLong: boolean,
	bufferPercent: number,
): number | null {
	// The edge itself belongs to the zone, so that there always is a buffer.
	const buffer = Math.max(bufferPercent / 100, SMALLEST_BUFFER);
	let moved = stop;
	for (let zone = zoneAt(zones, moved); zone; zone = zoneAt(zones, moved)) {
		moved = isLong ? zone.low * (1 - buffer) : zone.high * (1 + buffer);
		if (moved <= 0) return null;
	}
	return tidy(moved);
}
