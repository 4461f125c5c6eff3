import { join } from 'node:path';

import { installN8n } from './install';
import { packageFolder, startN8n, type N8n } from './n8n';
import { n8nEnvironment } from './n8n-environment';
import { ownNode } from './node-binary';
import { freePorts } from './free-ports';
import { startHost, type HostProcess, type ProcessOptions } from './process';
import { QueueServices } from './queue-services';
import { unpack } from './tarball';
import { inWorkFolder, removeWorkFolder } from './work-folder';

/** One process beside the main one. */
class Member {
	private outputBefore = '';

	constructor(
		private host: HostProcess,
		private readonly options: ProcessOptions,
		private readonly folder: string,
		/** Where it takes requests. */
		readonly url: string,
	) {}

	output(): string {
		return this.outputBefore + this.host.output();
	}

	/** Ends it as a power cut does. */
	async kill(): Promise<void> {
		await this.host.kill();
	}

	async start(): Promise<void> {
		this.outputBefore += this.host.output();
		this.host = await startHost(this.options, async (host) => await Promise.resolve(host));
	}

	async remove(): Promise<void> {
		await this.host.stop();
		await removeWorkFolder(this.folder);
	}
}

/** An n8n in queue mode: one main, workers that execute, and a process that takes webhooks. */
export class N8nQueue {
	private constructor(
		private readonly services: QueueServices,
		readonly main: N8n,
		readonly workers: Member[],
		readonly webhooks: Member,
	) {}

	static async start(tarball: string, more: Record<string, string> = {}): Promise<N8nQueue> {
		const installation = await installN8n();
		const services = await QueueServices.open(installation);
		const started: { remove(): Promise<void> }[] = [];
		try {
			const [webhookPort = 0] = await freePorts(1);
			const env = {
				...services.environment(),
				// The addresses that n8n gives to others are those of the webhook processor.
				WEBHOOK_URL: `http://127.0.0.1:${webhookPort}/`,
				N8N_DISABLE_PRODUCTION_MAIN_PROCESS: 'true',
				...more,
			};
			const keep = <One extends { remove(): Promise<void> }>(one: One): One => {
				started.push(one);
				return one;
			};
			// The main process makes the tables.
			const main = keep(await startN8n({ tarball, env }));
			const workers: Member[] = [];
			for (const name of ['worker 1', 'worker 2']) {
				workers.push(keep(await startMember(name, 'worker', { tarball, installation, env })));
			}
			const webhooks = keep(
				await startMember('webhook processor', 'webhook', {
					tarball,
					installation,
					env,
					port: webhookPort,
				}),
			);
			return new N8nQueue(services, main, workers, webhooks);
		} catch (error) {
			for (const one of started.reverse()) await one.remove();
			await services.remove();
			throw error;
		}
	}

	output(): string {
		return [this.main, ...this.workers, this.webhooks].map((one) => one.output()).join('\n');
	}

	/** Everything that is kept, in PostgreSQL. */
	async kept(): Promise<string> {
		return await this.services.content();
	}

	/** The ids of the executions that each worker has begun. */
	executed(): string[][] {
		return this.workers.map((worker) =>
			[...worker.output().matchAll(/started execution (\d+)/g)].map(([, id = '']) => id),
		);
	}

	async remove(): Promise<void> {
		for (const one of [...this.workers, this.webhooks, this.main]) await one.remove();
		await this.services.remove();
	}
}

interface MemberOptions {
	tarball: string;
	installation: string;
	env: Record<string, string>;
	port?: number;
}

async function startMember(
	name: string,
	command: 'worker' | 'webhook',
	{ tarball, installation, env, port }: MemberOptions,
): Promise<Member> {
	return await inWorkFolder(`n8n-${command}`, async (folder) => {
		await unpack(tarball, packageFolder(folder));
		const node = ownNode();
		const [free = 0, broker = 0] = await freePorts(2);
		const own = port ?? free;
		const url = `http://127.0.0.1:${own}`;
		const options: ProcessOptions = {
			name: `n8n ${name}`,
			command: node.path,
			args: [
				join(installation, 'node_modules/n8n/bin/n8n'),
				command,
				...(command === 'worker' ? ['--concurrency=2'] : []),
			],
			env: {
				...n8nEnvironment(node, folder, { main: own, broker }),
				...env,
				QUEUE_HEALTH_CHECK_ACTIVE: 'true',
				QUEUE_HEALTH_CHECK_PORT: String(own),
				N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
			},
			cwd: folder,
			readyUrl: `${url}/healthz/readiness`,
		};
		return await startHost(
			options,
			async (host) => await Promise.resolve(new Member(host, options, folder, url)),
		);
	});
}
