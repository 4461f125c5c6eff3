import { catalogue, chartNamed, charts, type Chart } from '../../../core';
import { parameterProperties, type ParameterProperty } from '../../shared/properties';

/** In the order in which they are shown. */
export const CHARTS: readonly Chart[] = Object.values<Chart>(charts);

export const DEFAULT_CHART = charts.liquidationMap.name;

/** What the charts ask with, each parameter once: the map has every one of them. */
export const PARAMETERS: readonly ParameterProperty[] = parameterProperties(
	catalogue.liquidations,
).filter(({ name }) => CHARTS.some(({ parameters }) => parameters.includes(name)));

/** As stored with a node; a flow that was written by hand may leave it out. */
export function chartOf(stored: unknown): Chart | undefined {
	return chartNamed(stored ?? DEFAULT_CHART);
}
