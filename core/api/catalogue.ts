import type { AnyEndpoint } from './endpoint';
import { fundingRates } from './funding-rates';
import { gammaExposure } from './gamma-exposure';
import { liquidations } from './liquidations';
import { marketDepth } from './market-depth';
import { openInterest } from './open-interest';
import { toxicOrderFlow } from './toxic-order-flow';

/** Every endpoint that answers with data, in the order of the guide. Both hosts are derived from it. */
export const catalogue = {
	liquidations,
	gammaExposure,
	openInterest,
	fundingRates,
	toxicOrderFlow,
	marketDepth,
} as const satisfies Record<string, AnyEndpoint>;

export type Catalogue = Record<string, AnyEndpoint>;
