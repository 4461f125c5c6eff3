import { execFileSync } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { delimiter, dirname, join, resolve } from 'node:path';

/** A `node` program; `major` is 20 for v20.19.0. */
export interface NodeBinary {
	path: string;
	major: number;
}

let found: NodeBinary[] | undefined;

/**
 * The first Node of that major version among: the one this repository brings, the one running this,
 * and those on the PATH (where the machine's own is).
 */
export function findNode(major: number): NodeBinary | undefined {
	found ??= everyNode();
	return found.find((node) => node.major === major);
}

/** The Node 24 this repository brings as a dependency. */
export function ownNode(): NodeBinary {
	const node = findNode(24);
	if (!node) throw new Error('Node 24 is missing. Run `npm install` at the root first.');
	return node;
}

function everyNode(): NodeBinary[] {
	const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);
	const ownFolder = resolve(__dirname, '../../../node_modules/.bin');
	const paths = [ownFolder, dirname(process.execPath), ...folders].map((folder) =>
		join(folder, 'node'),
	);
	const real = paths.filter((path) => existsSync(path)).map((path) => realpathSync(path));
	return [...new Set(real)].flatMap((path) => {
		const major = majorVersion(path);
		return major === undefined ? [] : [{ path, major }];
	});
}

function majorVersion(path: string): number | undefined {
	try {
		const version = execFileSync(path, ['--version'], { encoding: 'utf8', env: {} });
		return Number(/^v(\d+)\./.exec(version)?.[1]);
	} catch {
		// Some PATH entries hold a `node` that is no program for this machine: it is simply not a candidate.
		return undefined;
	}
}
