import { catalogue } from '../../../core';
import { parameterProperties, typesOf, type ParameterProperty } from '../../shared/properties';

/** The asset of a signal: the same field as that of the endpoints. */
export const ASSET: ParameterProperty = parameterProperties(catalogue.liquidations).find(
	({ name }) => name === 'asset',
) as ParameterProperty;

/** Text comes first: in the list only one can be chosen, and a signal watches several. */
export const ASSET_TYPES = ['str', ...typesOf(ASSET.definition).filter((type) => type !== 'str')];
