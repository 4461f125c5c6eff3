import type { INodeProperties } from 'n8n-workflow';
import { sentence, titleCase } from './wording';

/** A number as the core describes it. */
export interface NumberSetting {
	title: string;
	description: string;
	/** Spelled as a user reads it. */
	unit?: string;
	minimum?: number;
	maximum?: number;
	/** Empty = it may be left out. */
	default: unknown;
	/** Whether it cannot be left out although there is no default. */
	isRequired?: boolean;
}

/** An n8n field for a number of the core, with its unit in the name where the title does not say it. */
export function numberField(name: string, setting: NumberSetting): INodeProperties {
	const { title, description, unit, minimum = 0, maximum, isRequired = false } = setting;
	const common = {
		displayName: titleCase(title) + (unit === undefined ? '' : inBrackets(unit, title)),
		name,
		description: sentence(description),
	};
	return {
		...common,
		type: 'number',
		typeOptions: { minValue: minimum, ...(maximum === undefined ? {} : { maxValue: maximum }) },
		default: setting.default as number,
		...(setting.default === '' && !isRequired ? { placeholder: 'Optional' } : {}),
	};
}

function inBrackets(unit: string, title: string): string {
	if (unit === 'calls' || title.endsWith(unit)) return '';
	return unit.startsWith('percent') ? ' (%)' : ` (${titleCase(unit)})`;
}
