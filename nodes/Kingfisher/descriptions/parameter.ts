import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { Parameter } from '../../../core';
import { sentence, titleCase } from '../../shared/wording';

type Shown = Pick<INodeProperties, 'displayOptions'>;

/** An n8n field for a parameter of the core. */
export function parameterField(name: string, parameter: Parameter, shown: Shown): INodeProperties {
	const common = {
		displayName: titleCase(parameter.title),
		name,
		description: sentence(parameter.description),
		...(parameter.required ? { required: true } : {}),
		...(parameter.placeholder === undefined ? {} : { placeholder: parameter.placeholder }),
		...shown,
	};
	switch (parameter.kind) {
		case 'asset':
			return assetField(name, parameter, shown);
		case 'choice':
			return {
				...common,
				type: 'options',
				options: choices(parameter),
				default: String(parameter.default ?? ''),
			};
		case 'list':
			return { ...common, type: 'multiOptions', options: choices(parameter), default: [] };
		case 'flag':
			return { ...common, type: 'boolean', default: Boolean(parameter.default) };
		case 'number':
			return {
				...common,
				description: `${common.description} (${parameter.unit ?? ''})`,
				type: 'number',
				typeOptions: { minValue: 0 },
				// Empty = not sent; 0 would be a value.
				...(parameter.default === undefined
					? { default: '', ...(parameter.required ? {} : { placeholder: 'Optional' }) }
					: { default: Number(parameter.default) }),
			};
		case 'text':
			return { ...common, type: 'string', default: String(parameter.default ?? '') };
	}
}

function choices({
	choices: list = [],
	default: preset,
	required,
}: Parameter): INodePropertyOptions[] {
	const options = list.map((one) => ({
		name: one.title,
		value: one.value,
		...(one.description === undefined ? {} : { description: one.description }),
	}));
	// Without a default of ours, leaving it out is a choice too.
	return preset === undefined && !required
		? [{ name: 'API Default', value: '' }, ...options]
		: options;
}

function assetField(name: string, parameter: Parameter, shown: Shown): INodeProperties {
	const suggestion = String(parameter.default ?? '');
	return {
		displayName: titleCase(parameter.title),
		name,
		type: 'resourceLocator',
		required: true,
		default: { mode: 'list', value: suggestion, cachedResultName: suggestion },
		description: sentence(parameter.description),
		...shown,
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				typeOptions: { searchListMethod: 'searchAssets', searchable: true },
			},
			{
				displayName: 'Symbol',
				name: 'symbol',
				type: 'string',
				placeholder: parameter.placeholder ?? '',
			},
		],
	};
}
