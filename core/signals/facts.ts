import type { AnyEndpoint, Row } from '../api/endpoint';
import { string } from '../api/read';
import { Snapshot } from '../client/snapshot';
import { isKingfisherError } from '../client/errors';
import { StreamMessage } from '../stream/message';

/** Data of one endpoint, from wherever: an answer, a message of the stream, or rows of a flow. */
export interface Facts {
	endpoint: AnyEndpoint;
	/** As the data say; `null` = they do not. */
	asset: string | null;
	/** `null` = only a summary is known; an empty list = there is nothing. */
	rows: Row[] | null;
	summary: Row | null;
}

/** Why something that was handed over is of no use, in words for the user. */
export interface Unusable {
	unusable: string;
}

/** An answer or a message as facts. */
export function factsOf(snapshot: Snapshot): Facts | Unusable {
	const { endpoint } = snapshot;
	if (snapshot instanceof StreamMessage && !snapshot.isReadable) {
		return { unusable: `${snapshot.text()}, it is left out` };
	}
	try {
		const summary = snapshot.summary();
		return { endpoint, asset: symbol(summary['asset']), rows: snapshot.rows(), summary };
	} catch (caught) {
		if (isKingfisherError(caught)) return { unusable: caught.message };
		throw caught;
	}
}

/** An asset as the API spells it; `null` for what is none. */
export function symbol(value: unknown): string | null {
	const text = string(value)?.trim().toUpperCase() ?? '';
	return text === '' || text.length > 24 ? null : text;
}
