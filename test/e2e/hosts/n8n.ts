import { cp } from 'node:fs/promises';
import { join } from 'node:path';

import type { IBinaryData, ICredentialType, INodeTypeDescription } from 'n8n-workflow';

import { installN8n } from './install';
import { N8nCredentials } from './n8n-credentials';
import { n8nEnvironment } from './n8n-environment';
import { N8nExecutions } from './n8n-executions';
import { runNode, type RunRequest, type RunResult } from './n8n-run';
import { N8nSession } from './n8n-session';
import { N8nWorkflows } from './n8n-workflows';
import { ownNode } from './node-binary';
import { freePorts } from './free-ports';
import { startHost, type HostProcess, type ProcessOptions } from './process';
import { unpack } from './tarball';
import { inWorkFolder, removeWorkFolder } from './work-folder';

const PACKAGE = 'n8n-nodes-kingfisher';

export interface N8nOptions {
	/** The packed n8n package. */
	tarball: string;
	/** Added to n8n's environment, for example `N8N_LOG_LEVEL: 'debug'`. */
	env?: Record<string, string>;
	/** A free one if nothing is said. */
	port?: number;
	/** Further community packages: where they stand, by name. */
	alongside?: Record<string, string>;
}

/** Starts a fresh n8n which has the packed package as a community package, with its owner signed in. */
export async function startN8n(options: N8nOptions): Promise<N8n> {
	const installation = await installN8n();
	return await inWorkFolder('n8n', async (folder) => await startIn(folder, installation, options));
}

/** Where n8n looks for a community package. */
export function packageFolder(userFolder: string, name = PACKAGE): string {
	return join(userFolder, '.n8n/nodes/node_modules', name);
}

async function startIn(
	userFolder: string,
	installation: string,
	{ tarball, env = {}, port, alongside = {} }: N8nOptions,
): Promise<N8n> {
	// n8n loads every `n8n-nodes-*` folder it finds here, whether or not its database knows of an installation.
	await unpack(tarball, packageFolder(userFolder));
	for (const [name, folder] of Object.entries(alongside)) {
		await cp(folder, packageFolder(userFolder, name), { recursive: true });
	}
	const [free = 0, broker = 0] = await freePorts(2);
	const main = port ?? free;
	const url = `http://127.0.0.1:${main}`;
	const node = ownNode();
	const host = {
		name: 'n8n',
		command: node.path,
		args: [join(installation, 'node_modules/n8n/bin/n8n'), 'start'],
		env: { ...n8nEnvironment(node, userFolder, { main, broker }), ...env },
		cwd: userFolder,
		// While it starts, n8n answers every other path with 200 and a line of text.
		readyUrl: `${url}/healthz/readiness`,
	};
	return await startHost(host, async (process) => {
		const session = new N8nSession(url);
		await session.setUpOwner();
		return new N8n(process, host, session, userFolder, installation);
	});
}

/** A running n8n, driven through the API its editor uses. */
export class N8n {
	readonly credentials: N8nCredentials;
	readonly workflows: N8nWorkflows;
	readonly executions: N8nExecutions;
	private outputBefore = '';

	constructor(
		private host: HostProcess,
		private readonly options: ProcessOptions,
		readonly session: N8nSession,
		private readonly userFolder: string,
		installation: string,
	) {
		this.credentials = new N8nCredentials(session);
		this.workflows = new N8nWorkflows(session);
		this.executions = new N8nExecutions(session, installation);
	}

	get url(): string {
		return this.session.url;
	}

	get pid(): number {
		return this.host.pid;
	}

	/** Every node type the editor offers; AI tool variants are types of their own, ending in `Tool`. */
	async nodeTypes(): Promise<INodeTypeDescription[]> {
		return await this.list('/types/nodes.json');
	}

	async credentialTypes(): Promise<ICredentialType[]> {
		return await this.list('/types/credentials.json');
	}

	/** The output schema the editor shows before a first run, or undefined when the package has none. */
	async schema(
		type: string,
		version: string,
		resource: string,
		operation: string,
	): Promise<object | undefined> {
		const path = `/schemas/${type}/${version}/${resource}/${operation}.json`;
		const { status, body } = await this.session.request('GET', path);
		return status === 404 ? undefined : (body as object);
	}

	/** Runs one node in a published workflow and returns what came out. */
	async run(request: RunRequest): Promise<RunResult> {
		return await runNode(this, request);
	}

	/** The content of an item's binary property. */
	async binary(data: IBinaryData): Promise<Buffer> {
		if (data.id === undefined) return Buffer.from(data.data, 'base64');
		const id = encodeURIComponent(data.id);
		return await this.session.download(`/rest/binary-data?action=download&id=${id}`);
	}

	/** Everything n8n has logged. */
	output(): string {
		return this.outputBefore + this.host.output();
	}

	/** Ends n8n and starts it again with what it has kept. `kill`: without a chance to tidy up. */
	async restart({ kill = false, whileDown = async () => {} } = {}): Promise<void> {
		await (kill ? this.host.kill() : this.host.stop());
		this.outputBefore += this.host.output();
		await whileDown();
		this.host = await startHost(this.options, async (process) => await Promise.resolve(process));
	}

	/** Where n8n keeps its database, binary data, event log and settings. */
	dataFolder(): string {
		return join(this.userFolder, '.n8n');
	}

	/** Ends n8n; its files stay until `remove`, so that they can be searched after the last write. */
	async stop(): Promise<void> {
		await this.host.stop();
	}

	async remove(): Promise<void> {
		await this.stop();
		await removeWorkFolder(this.userFolder);
	}

	private async list<Type>(path: string): Promise<Type[]> {
		const { status, body } = await this.session.request('GET', path);
		if (!Array.isArray(body)) throw this.host.failure(`answered ${status} to ${path}`);
		return body as Type[];
	}
}
