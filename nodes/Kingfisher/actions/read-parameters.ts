import type { IExecuteFunctions } from 'n8n-workflow';
import type { AnyEndpoint, ParameterDefinitions } from '../../../core';

/** The values of an endpoint's parameters for one input item; the core judges them. */
export function readParameters(
	this: IExecuteFunctions,
	endpoint: AnyEndpoint,
	itemIndex: number,
): Record<string, unknown> {
	const definitions = endpoint.parameters as ParameterDefinitions;
	return Object.fromEntries(
		Object.entries(definitions).map(([name, { kind }]) => [
			name,
			this.getNodeParameter(name, itemIndex, undefined, { extractValue: kind === 'asset' }),
		]),
	);
}
