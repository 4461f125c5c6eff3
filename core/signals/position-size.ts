import * as v from 'valibot';
import { price as written, usd } from '../api/format';
import { liquidations } from '../api/liquidations';
import { tidy } from '../api/read';
import type { SettingsOf } from './fields';
import { isAtEntry, sizeOf, type Sizing } from './position';
import { FIGURES, SETTINGS, STATES } from './position-fields';
import { readLevels } from './readings/liquidation-levels';
import { defineSignal, type Finding, type KnownPrice } from './signal';
import { stopPast, zoneAt, zonesOf, type Zone } from './stop-zones';
import { ageOf, plain, quantity, unknown } from './wording';

type Settings = SettingsOf<typeof SETTINGS>;

/** What was asked for, complete. */
interface Order {
	asset: string;
	entry: number;
	stop: number;
	isLong: boolean;
	equityUsd: number;
}

/**
 * How much to buy or sell so that the stop costs a fixed share of the account, with the stop kept out
 * of liquidation clusters. Source: API guide, "Liquidation Clusters" ("position sizer that reduces
 * exposure when your stop-loss would sit inside a major cluster zone").
 */
export const positionSize = defineSignal({
	name: 'position-size',
	title: 'Position size',
	description:
		'Works out the size of a position from equity, risk and stop, and keeps the stop out of large liquidation clusters.',
	keywords: ['position size', 'risk', 'stop loss', 'fixed fractional', 'liquidation', 'cluster'],
	kind: 'calculator',
	reads: [liquidations],
	settings: SETTINGS,
	states: STATES,
	figures: FIGURES,
	needs({ exchange, timeframe, stopInCluster, entry }) {
		if (stopInCluster !== 'ignore') {
			return [{ endpoint: liquidations, parameters: { exchange, timeframe } }];
		}
		return entry === undefined ? [{ endpoint: liquidations, parameters: {}, forPrice: true }] : [];
	},
	memory: v.object({}),
	evaluate({ asset, settings, memory, facts, price }) {
		const { equity, stop } = settings;
		const entry = settings.entry ?? price?.value;
		if (equity === undefined || stop === undefined || entry === undefined) {
			const missing = [
				...(equity === undefined ? ['equity'] : []),
				...(stop === undefined ? ['stop'] : []),
				...(entry === undefined ? ['entry or current price'] : []),
			];
			return { memory, findings: [unknown(asset, 'position size', missing)] };
		}
		const order = { asset, entry, stop, isLong: stop < entry, equityUsd: equity };
		const reading = settings.stopInCluster === 'ignore' ? undefined : readLevels(facts);
		const zones = zonesOf(reading?.levels ?? [], {
			minimumUsd: settings.minimumClusterUsd,
			halfWidthPercent: settings.zone,
		});
		const isUnchecked = !reading && settings.stopInCluster !== 'ignore';
		const found = decide(order, zoneAt(zones, stop), zones, settings, price);
		return {
			memory,
			findings: [isUnchecked && found.state === 'ok' ? unchecked(found) : found],
		};
	},
});

function decide(
	order: Order,
	zone: Zone | undefined,
	zones: readonly Zone[],
	settings: Settings,
	price: KnownPrice | undefined,
): Finding {
	const { entry, stop, isLong, equityUsd } = order;
	const risk = {
		equityUsd,
		riskPercent: settings.risk,
		feePercent: settings.fee,
		slippagePercent: settings.slippage,
		lot: settings.lot,
	};
	const original = sizeOf(entry, stop, risk);
	const answer = (state: string, sizing: Sizing | null, stopPrice: number | null, why: string[]) =>
		finding(order, settings, price, zone, { state, sizing, original, stopPrice, why });
	if (isAtEntry(stop, entry)) return answer('refused', null, null, ['the stop is at the entry']);
	if (!zone) return answer('ok', original, stop, []);
	const where = `the stop at ${written(stop)} is in the zone of a reported liquidation size of ${usd(zone.sizeUsd)} at ${written(zone.price)}`;
	const past = stopPast(zones, stop, isLong, settings.buffer);
	if (settings.stopInCluster === 'refuse' || past === null) {
		return answer('refused', null, null, [where]);
	}
	const further = sizeOf(entry, past, risk);
	return settings.stopInCluster === 'move'
		? answer('moved', further, past, [where])
		: answer('reduced', further, stop, [where]);
}

function finding(
	order: Order,
	settings: Settings,
	price: KnownPrice | undefined,
	zone: Zone | undefined,
	{
		sizing,
		original,
		stopPrice,
		why,
		...found
	}: {
		state: string;
		sizing: Sizing | null;
		original: Sizing;
		stopPrice: number | null;
		why: string[];
	},
): Finding {
	const { asset, entry, stop, isLong, equityUsd } = order;
	const state = sizing?.quantity === 0 ? 'too_small' : found.state;
	const direction = isLong ? 'long' : 'short';
	// With the stop where it was, a position that was made smaller loses less there.
	const lossUsd =
		sizing && stopPrice !== null
			? tidy(sizing.quantity * lossPerCoin(found.state, sizing, original))
			: null;
	return {
		subject: null,
		state,
		changed: false,
		alert: 'answer',
		escalation: 0,
		figures: {
			direction,
			quantity: sizing?.quantity ?? 0,
			notionalUsd: sizing?.notionalUsd ?? 0,
			lossUsd,
			lossPercent: lossUsd === null ? null : tidy((lossUsd / equityUsd) * 100),
			leverage: sizing?.leverage ?? 0,
			entryPrice: entry,
			stopPrice,
			originalStopPrice: stop,
			originalQuantity: original.quantity,
			clusterPrice: zone?.price ?? null,
			clusterSizeUsd: zone?.sizeUsd ?? null,
			currentPrice: price?.value ?? null,
		},
		text: text(asset, direction, state, sizing, { entry, stop, stopPrice, lossUsd, zone }),
		reasons: [
			...why,
			`risk ${plain(settings.risk, 3)}% of ${usd(equityUsd)}, fee ${plain(settings.fee, 3)}% a side, slippage ${plain(settings.slippage, 3)}%`,
			...(price && settings.entry === undefined ? ageOf(price) : []),
		],
		missing: [],
	};
}

function lossPerCoin(state: string, sizing: Sizing, original: Sizing): number {
	return state === 'reduced' ? original.lossPerCoinUsd : sizing.lossPerCoinUsd;
}

function text(
	asset: string,
	direction: string,
	state: string,
	sizing: Sizing | null,
	prices: {
		entry: number;
		stop: number;
		stopPrice: number | null;
		lossUsd: number | null;
		zone: Zone | undefined;
	},
): string {
	const { entry, stop, stopPrice, lossUsd, zone } = prices;
	const cluster = zone ? `the ${usd(zone.sizeUsd)} cluster at ${written(zone.price)}` : '';
	if (!sizing || stopPrice === null) {
		const why = zone ? `the stop at ${written(stop)} is in ${cluster}` : 'the stop is at the entry';
		return `${asset} ${direction}: no position, ${why}`;
	}
	if (state === 'too_small') return `${asset} ${direction}: the size is less than one lot`;
	const size = `${quantity(sizing.quantity)} ${asset} (${usd(sizing.notionalUsd)})`;
	const moved = state === 'moved' ? ` (moved from ${written(stop)}, past ${cluster})` : '';
	const reduced = state === 'reduced' ? `, reduced since the stop is in ${cluster}` : '';
	return `${asset} ${direction} ${size}: entry ${written(entry)}, stop ${written(stopPrice)}${moved}, ${usd(lossUsd)} at risk${reduced}`;
}

/** Without clusters the size is right, and nobody knows where the stop lies. */
function unchecked(found: Finding): Finding {
	return {
		...found,
		state: 'unchecked',
		reasons: [...found.reasons, 'whether the stop lies in a cluster is not known'],
		missing: ['liquidation clusters'],
	};
}
