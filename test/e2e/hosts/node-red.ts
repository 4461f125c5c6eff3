import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { npm } from './command';
import { describeNodeRed, installNodeRed, nodeForNodeRed, type NodeRedVersion } from './install';
import { NodeRedAdmin, type DeploymentType, type FlowNode, type NodeSet } from './node-red-admin';
import { NodeRedComms, type NodeStatus } from './node-red-comms';
import type { DebugMessage } from './node-red-debug';
import { settingsFile, type NodeRedLogLevel } from './node-red-settings';
import type { NodeBinary } from './node-binary';
import { freePorts } from './free-ports';
import { startHost, type HostProcess, type ProcessOptions } from './process';
import { waitFor } from './wait';
import { inWorkFolder, removeWorkFolder } from './work-folder';

export interface NodeRedOptions {
	version: NodeRedVersion;
	/** The packed Node-RED package. */
	tarball: string;
	env?: Record<string, string>;
	/** Merged over the settings of the tests. */
	settings?: Record<string, unknown>;
	logLevel?: NodeRedLogLevel;
	/** Folders whose `node_modules` hold further packages with nodes, by package: `{ '@scope/name': folder }`. */
	alongside?: Record<string, string>;
	/** A free one if nothing is said. */
	port?: number;
}

/** Starts a fresh Node-RED into whose user folder the packed package was installed with npm. */
export async function startNodeRed(options: NodeRedOptions): Promise<NodeRed> {
	const installation = await installNodeRed(options.version);
	const red = join(installation, 'node_modules/node-red/red.js');
	return await inWorkFolder('node-red', async (folder) => await startIn(folder, red, options));
}

async function startIn(workFolder: string, red: string, options: NodeRedOptions): Promise<NodeRed> {
	const { version, tarball, env = {}, settings = {}, logLevel = 'info', alongside = {} } = options;
	const node = nodeForNodeRed(version);
	const userFolder = join(workFolder, 'user');
	await installInto(userFolder, tarball, node);
	await putAlongside(userFolder, alongside);
	const [port = 0] = options.port ? [options.port] : await freePorts(1);
	const settingsPath = join(workFolder, 'settings.js');
	await writeFile(settingsPath, settingsFile(port, logLevel, settings));

	const url = `http://127.0.0.1:${port}`;
	const host = {
		name: describeNodeRed(version),
		command: node.path,
		args: [red, '--userDir', userFolder, '--settings', settingsPath],
		env: { PATH: `${dirname(node.path)}:/usr/bin:/bin`, HOME: workFolder, ...env },
		cwd: userFolder,
		readyUrl: `${url}/flows`,
	};
	return await startHost(host, async (process) => {
		const comms = await NodeRedComms.connect(url);
		return new NodeRed(process, host, comms, new NodeRedAdmin(url), workFolder, userFolder);
	});
}

/** Installs the package as *Manage palette* does. */
async function installInto(userFolder: string, tarball: string, node: NodeBinary): Promise<void> {
	await mkdir(userFolder);
	await writeFile(join(userFolder, 'package.json'), '{ "name": "flows", "private": true }\n');
	const flags = ['--prefer-offline', '--no-audit', '--no-fund', '--ignore-scripts'];
	await npm(node, ['install', ...flags, tarball], { cwd: userFolder });
}

/** Node-RED finds every package below its user folder's `node_modules`, however it got there. */
async function putAlongside(userFolder: string, packages: Record<string, string>): Promise<void> {
	for (const [name, folder] of Object.entries(packages)) {
		const place = join(userFolder, 'node_modules', name);
		await mkdir(dirname(place), { recursive: true });
		await symlink(join(folder, 'node_modules', name), place, 'dir');
	}
}

/** A running Node-RED, driven through the API its editor uses. */
export class NodeRed {
	private outputBefore = '';

	constructor(
		private host: HostProcess,
		private readonly options: ProcessOptions,
		public comms: NodeRedComms,
		readonly admin: NodeRedAdmin,
		private readonly workFolder: string,
		/** Flows, encrypted credentials and the installed package. */
		readonly userFolder: string,
	) {}

	get url(): string {
		return this.admin.url;
	}

	get pid(): number {
		return this.host.pid;
	}

	/** What is in the palette, core nodes included. */
	async nodeTypes(): Promise<NodeSet[]> {
		return await this.admin.nodeTypes();
	}

	/** The flows as the editor gets and exports them. */
	async flows(): Promise<FlowNode[]> {
		return await this.admin.flows();
	}

	/** Replaces the flows and returns once they have started; throws when they have not. */
	async deploy(flows: FlowNode[], type: DeploymentType = 'full'): Promise<void> {
		const before = this.comms.runtimeEvents.length;
		const revision = await this.admin.setFlows(flows, type);
		// The answer comes before the nodes start. The announcement after that comes even when they
		// could not, but then a reason went before it.
		const happened = () => this.comms.runtimeEvents.slice(before);
		await waitFor('the deployed flows to start', () =>
			happened().some(
				({ topic, data }) =>
					topic === 'notification/runtime-deploy' && data['revision'] === revision,
			),
		);
		const failed = happened().find(({ data }) => data['error'] !== undefined);
		if (failed) throw this.host.failure(`did not start the flows: ${JSON.stringify(failed.data)}`);
	}

	/** Presses an inject node's button; properties given here take the place of those it has. */
	async inject(id: string, properties?: Record<string, unknown>): Promise<void> {
		await this.admin.inject(id, properties);
	}

	/** Every debug message so far; logged errors and warnings are among them. */
	messages(): DebugMessage[] {
		return this.comms.debugMessages;
	}

	/** Waits for the next debug message not returned yet, of that debug node if one is named. */
	async nextDebug(id?: string, timeoutMs?: number): Promise<DebugMessage> {
		return await this.comms.nextDebug(id, timeoutMs);
	}

	/** Waits until what a node shows is as wanted. */
	async status(
		id: string,
		isWanted: (status: NodeStatus) => boolean,
		timeoutMs = 10_000,
	): Promise<NodeStatus> {
		const current = () => this.comms.statusOf(id);
		try {
			return await waitFor(
				`the status of ${id}`,
				() => {
					const status = current();
					return status && isWanted(status) && status;
				},
				{ timeoutMs },
			);
		} catch {
			throw new Error(`The status of ${id} stayed ${JSON.stringify(current())}`);
		}
	}

	/** Everything Node-RED has logged. */
	output(): string {
		return this.outputBefore + this.host.output();
	}

	/** Ends Node-RED and starts it again with what it has kept. `kill`: without a chance to tidy up. */
	async restart({ kill = false, whileDown = async () => {} } = {}): Promise<void> {
		this.comms.close();
		await (kill ? this.host.kill() : this.host.stop());
		this.outputBefore += this.host.output();
		await whileDown();
		this.host = await startHost(this.options, async (process) => {
			this.comms = await NodeRedComms.connect(this.url);
			// It answers before its flows run, and knows none of their nodes until then.
			await waitFor('the flows to start', () => process.output().includes('Started flows'));
			return process;
		});
	}

	/** Ends Node-RED; its files stay until `remove`, so that they can be searched after the last write. */
	async stop(): Promise<void> {
		this.comms.close();
		await this.host.stop();
	}

	async remove(): Promise<void> {
		await this.stop();
		await removeWorkFolder(this.workFolder);
	}
}
