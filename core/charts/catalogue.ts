import { fundingComparison } from './funding-comparison';
import { gexProfile } from './gex-profile';
import type { Chart } from './kind';
import { liquidationMap } from './liquidation-map';
import { openInterestByExchange } from './open-interest-by-exchange';

/** Every chart, in the order in which they are shown. Both hosts are derived from it. */
export const charts = {
	liquidationMap,
	gexProfile,
	fundingComparison,
	openInterestByExchange,
} as const satisfies Record<string, Chart>;

/** By the name that flows are saved with. */
export function chartNamed(name: unknown): Chart | undefined {
	return Object.values<Chart>(charts).find((chart) => chart.name === name);
}
