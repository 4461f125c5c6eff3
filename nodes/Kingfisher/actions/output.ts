import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { Answer } from '../../../core';
import type { NodeOptions } from './read-options';

/** Items of an answer, each paired with the input item that asked. */
export function toItems(
	records: IDataObject[],
	answer: Answer,
	options: NodeOptions,
	itemIndex: number,
): INodeExecutionData[] {
	return records.map((record) => ({
		json: { ...record, ...outdated(answer), ...metadata(answer, options) },
		pairedItem: { item: itemIndex },
	}));
}

/** An object as it came; a list or a bare value needs a name, since an item is an object. */
export function rawRecord(raw: unknown): IDataObject {
	return typeof raw === 'object' && raw !== null && !Array.isArray(raw)
		? (raw as IDataObject)
		: { data: raw as IDataObject[] };
}

/** An outdated answer is never passed on without saying so. */
function outdated(answer: Answer): IDataObject {
	return answer.stale ? { stale: true, ageSeconds: answer.ageSeconds } : {};
}

function metadata(answer: Answer, options: NodeOptions): IDataObject {
	if (!options.includeMetadata) return {};
	return {
		kingfisher: {
			endpoint: answer.endpoint.name,
			parameters: answer.parameters as IDataObject,
			cached: answer.cached,
			ageSeconds: answer.ageSeconds,
			receivedAt: new Date(answer.receivedAt).toISOString(),
			rateLimit: { ...answer.rateLimit },
		},
	};
}
