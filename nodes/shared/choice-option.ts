import type { INodePropertyOptions } from 'n8n-workflow';
import type { Choice } from '../../core';
import { sentence, titleCase } from './wording';

/** A choice of the core as an option of an n8n field. */
export function choiceOption({ title, value, description }: Choice): INodePropertyOptions {
	return {
		name: titleCase(title),
		value,
		...(description === undefined ? {} : { description: sentence(description) }),
	};
}
