import type { INodeProperties } from 'n8n-workflow';
import type { AnySignal, SignalField, SignalFields } from '../../core';
import { choiceOption } from './choice-option';
import { numberField } from './number-field';
import { sentence, titleCase } from './wording';

/** The settings of a signal as n8n fields, by name. */
export function signalFields(
	signal: AnySignal,
	which: (field: SignalField) => boolean = () => true,
): INodeProperties[] {
	return Object.entries(signal.settings as SignalFields)
		.filter(([, field]) => which(field))
		.map(([name, field]) => signalField(name, field));
}

function signalField(name: string, field: SignalField): INodeProperties {
	const common = {
		displayName: titleCase(field.title),
		name,
		description: sentence(field.description),
	};
	switch (field.kind) {
		case 'number':
			// Empty = it is left out.
			return numberField(name, { ...field, default: field.default ?? field.suggestion ?? '' });
		case 'flag':
			return { ...common, type: 'boolean', default: field.default };
		case 'choice':
			return {
				...common,
				type: 'options',
				options: field.choices.map(choiceOption),
				default: field.default,
			};
		case 'text':
			return {
				...common,
				type: 'string',
				default: field.default,
				...(field.placeholder === undefined ? {} : { placeholder: field.placeholder }),
			};
	}
}
