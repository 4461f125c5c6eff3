import type { OrderFlowPoint } from '../scenario';
import type { Shapes } from './shapes';

/** Toxic order flow and cumulative volume delta: the guide shows only that `/tof/{asset}` exists. */
export function orderFlowBody(
	shape: Shapes['orderFlow'],
	asset: string,
	points: OrderFlowPoint[],
): object {
	const rows = points.map(row);
	const latest = rows.at(-1);
	if (!latest) throw new Error('Order flow without a single point');
	switch (shape) {
		case 'record':
			return { asset, ...latest };
		case 'series':
			return { asset, interval: '1m', data: rows };
		case 'nested':
			return {
				asset,
				timestamp: latest.timestamp,
				tof: { score: latest.toxicity_score },
				cvd: {
					value: latest.cvd,
					buy_volume: latest.buy_volume,
					sell_volume: latest.sell_volume,
				},
			};
	}
}

function row(point: OrderFlowPoint) {
	return {
		timestamp: point.timestamp,
		toxicity_score: point.toxicityScore,
		cvd: point.cumulativeVolumeDelta,
		buy_volume: point.buyVolume,
		sell_volume: point.sellVolume,
		net_volume: point.buyVolume - point.sellVolume,
	};
}
