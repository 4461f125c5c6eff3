import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalogue, charts, signals } from '../../core';
import { LANGUAGES } from '../../node-red/render/languages';

const endpoints = Object.values(catalogue).map(({ name }) => name);

/** What a word in angle brackets stands for: there is one file for each. */
const EACH: Record<string, readonly string[]> = {
	resource: Object.values(catalogue).map(({ resource }) => resource),
	signal: Object.keys(signals),
	chart: Object.keys(charts),
	endpoint: endpoints,
	node: [...endpoints, 'account', 'chart', 'event', 'signal', 'stream', 'webhooks'],
	language: LANGUAGES,
};

/**
 * How what was packed differs from what is pinned in `contents/<name>.txt`. A file that is meant to be
 * new, or gone, is a line there; those of another endpoint, signal or language follow by themselves.
 */
export function differences(name: 'n8n' | 'node-red', packed: readonly string[]) {
	const lines = readFileSync(join(__dirname, 'contents', `${name}.txt`), 'utf8')
		.trim()
		.split('\n');
	const pinned = lines.flatMap(expanded);
	return {
		new: packed.filter((file) => !pinned.includes(file)),
		missing: pinned.filter((file) => !packed.includes(file)),
	};
}

function expanded(line: string): string[] {
	const [place, word = ''] = /<(\w+)>/.exec(line) ?? [];
	if (place === undefined) return [line];
	const each = EACH[word];
	if (!each) throw new Error(`${place} stands for nothing that is known`);
	return each.flatMap((value) => expanded(line.replace(place, value)));
}
