import { callPlanner } from './call-plan';
import { clusterProximity } from './cluster-proximity';
import { fundingExtreme } from './funding-extreme';
import { gammaRegime } from './gamma-regime';
import { openInterestDivergence } from './open-interest-divergence';
import { positionSize } from './position-size';
import { setupScan } from './setup-scan';
import type { AnySignal } from './signal';
import { spreadWidening } from './spread-widening';

/** Every signal, in the order in which they are shown. Both hosts are derived from it. */
export const signals = {
	clusterProximity,
	setupScan,
	gammaRegime,
	fundingExtreme,
	openInterestDivergence,
	spreadWidening,
	positionSize,
	callPlan: callPlanner,
} as const satisfies Record<string, AnySignal>;

/** By the name that flows are saved with. */
export function signalNamed(name: unknown): AnySignal | undefined {
	return Object.values<AnySignal>(signals).find((signal) => signal.name === name);
}
