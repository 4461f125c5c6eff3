import type { INodeExecutionData, INodeProperties } from 'n8n-workflow';
import {
	escapeText,
	resultRow,
	TEXT_FORMATS,
	textFormatFrom,
	type SignalResult,
	type TextFormat,
} from '../../core';
import { choiceOption } from './choice-option';

/** Where the texts are sent. */
export const TEXT_FORMAT_FIELD: INodeProperties = {
	displayName: 'Text Format',
	name: 'textFormat',
	type: 'options',
	options: TEXT_FORMATS.map(choiceOption),
	default: 'plain',
	description: 'How the field "text" is escaped, for where it is sent',
};

/** A result as an item: flat columns in a stable order. */
export function signalItem(result: SignalResult, textFormat: unknown): INodeExecutionData {
	const format = textFormatFrom(textFormat);
	const row = resultRow(result);
	return { json: { ...row, text: escapeText(String(row['text']), format satisfies TextFormat) } };
}
