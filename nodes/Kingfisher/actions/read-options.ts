import type { IExecuteFunctions } from 'n8n-workflow';
import {
	DEFAULT_BATCHING,
	settingsFrom,
	type Batching,
	type SettingName,
	type Settings,
} from '../../../core';

/** The node's Options, as far as they are set. */
export interface NodeOptions extends Partial<Record<SettingName, unknown>> {
	batchInterval?: number;
	batchSize?: number;
	includeMetadata?: boolean;
	raw?: boolean;
	textFormat?: string;
}

export function readOptions(this: IExecuteFunctions, itemIndex: number): NodeOptions {
	return this.getNodeParameter('options', itemIndex, {}) as NodeOptions;
}

export function settingsOf(options: NodeOptions, signal: AbortSignal): Partial<Settings> {
	return { ...settingsFrom(options), signal };
}

export function batchingOf(options: NodeOptions): Batching {
	return {
		size: options.batchSize ?? DEFAULT_BATCHING.size,
		intervalMs: options.batchInterval ?? DEFAULT_BATCHING.intervalMs,
	};
}
