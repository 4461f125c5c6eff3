import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { npm, run } from './command';
import { cacheFolder, completeFolder } from './complete-folder';
import { findNode, ownNode, type NodeBinary } from './node-binary';
import { withProgress } from './progress';

/** The host versions tested; they stand nowhere else. */
export const N8N_VERSION = '2.41.1';
export const NODE_RED_VERSIONS = ['4.1.15', '5.0.7'] as const;
export type NodeRedVersion = (typeof NODE_RED_VERSIONS)[number];

/** Charts and gauges of the Dashboard examples. */
export const DASHBOARD_VERSION = '1.31.0';

/** Time a hook needs when the host has to be downloaded first (n8n: 4 minutes and 3 GB). */
export const INSTALL_TIMEOUT_MS = 15 * 60_000;

/** Returns the folder whose `node_modules` holds n8n, after installing it there if it is not yet. */
export async function installN8n(): Promise<string> {
	const node = ownNode();
	return await install('n8n', N8N_VERSION, node, async (folder) => {
		// Its one native module. Building needs Node's headers, which come with the Node package;
		// a `nodedir` in the user's npm configuration would name another Node's.
		await npm(node, ['rebuild', 'sqlite3', '--ignore-scripts=false'], {
			cwd: folder,
			env: { npm_config_nodedir: dirname(dirname(node.path)) },
		});
		await run(node.path, ['-e', "require('sqlite3')"], { cwd: folder });
	});
}

/** Returns the folder whose `node_modules` holds that Node-RED, after installing it there if it is not yet. */
export async function installNodeRed(version: NodeRedVersion): Promise<string> {
	return await install('node-red', version, ownNode());
}

/** Returns the folder whose `node_modules` holds Dashboard 2.0, after installing it there if it is not yet. */
export async function installDashboard(): Promise<string> {
	return await install('@flowfuse/node-red-dashboard', DASHBOARD_VERSION, ownNode());
}

/** Node-RED 4.1 is tested on the oldest Node it is used with, 5.0 on the newest. */
export function nodeForNodeRed(version: NodeRedVersion): NodeBinary {
	return (version.startsWith('4.') ? findNode(20) : undefined) ?? ownNode();
}

/** For titles and logs: `Node-RED 4.1.15 on Node 20`, and where it could not be had, which Node it is instead. */
export function describeNodeRed(version: NodeRedVersion): string {
	const { major } = nodeForNodeRed(version);
	const missing = version.startsWith('4.') && major !== 20 ? ' (no Node 20 on this machine)' : '';
	return `Node-RED ${version} on Node ${major}${missing}`;
}

async function install(
	name: string,
	version: string,
	node: NodeBinary,
	finish?: (folder: string) => Promise<void>,
): Promise<string> {
	const folder = join(cacheFolder(), `${name.replace(/^@.*\//, '')}-${version}`);
	return await completeFolder(folder, async (unfinished) => {
		const label = `${name} ${version}`;
		await withProgress(`installing ${label} into ${folder}`, async () => {
			await writeFile(join(unfinished, 'package.json'), '{ "private": true }\n');
			const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline'];
			await npm(node, ['install', '--save-exact', ...flags, `${name}@${version}`], {
				cwd: unfinished,
			});
			await finish?.(unfinished);
		});
	});
}
