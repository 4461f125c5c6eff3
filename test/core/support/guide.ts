import { readFileSync } from 'node:fs';
import path from 'node:path';

const FOLDER = path.join(__dirname, '../../fixtures/guide');

export type GuideSample =
	| 'liquidations'
	| 'gex'
	| 'open-interest'
	| 'webhook-registration'
	| 'webhook-payload'
	| 'stream-message'
	| 'error-400'
	| 'error-401'
	| 'error-429';

/** A JSON sample of the API guide, verbatim. */
export function guideText(name: GuideSample): string {
	return readFileSync(path.join(FOLDER, `${name}.json`), 'utf8');
}

export function guide(name: GuideSample) {
	return JSON.parse(guideText(name));
}
