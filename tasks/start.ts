import { mkdir } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { startEmulator, type Emulator } from '../emulator';
import { startN8n as launchN8n } from '../test/e2e/hosts/n8n';
import { OWNER } from '../test/e2e/hosts/n8n-session';
import type { NewWorkflow } from '../test/e2e/hosts/n8n-workflows';
import { startNodeRed as launchNodeRed } from '../test/e2e/hosts/node-red';
import type { FlowNode } from '../test/e2e/hosts/node-red-admin';
import { packN8n, packNodeRed } from '../test/e2e/hosts/pack';

const ROOT = resolve(__dirname, '..');
const CSV = join(ROOT, '.demo', 'kingfisher-liquidations.csv');

const EXAMPLES = [
	'large-clusters-near-price',
	'market-snapshot-as-text',
	'stream-large-clusters-as-text',
];

/** Seconds between two looks at the market: the example's 15 minutes would be long to watch. */
const EVERY_SECONDS = 30;
const A_DAY_MS = 86_400_000;
/** Between two messages of each subscription. */
const STREAM_EVERY_MS = 1000;
/** The market moves this much faster than the clock, so that there is something to see. */
const SPEED = 20;
/** A market that opens with a few large clusters near the price. */
const SEED = 6;

/** `npm start`: the emulator and a real Node-RED whose flow watches it, until Ctrl-C. */
export async function start(): Promise<void> {
	const end = new Ending();
	const emulator = await emulate(end);
	say('Starting Node-RED ...');
	await mkdir(join(ROOT, '.demo'), { recursive: true });
	const red = await launchNodeRed({
		version: '5.0.7',
		tarball: await packNodeRed(),
		env: { KINGFISHER_CSV: CSV },
		...chosenPort(),
	});
	end.also(async () => await red.remove());
	const watching = exampleFlow('watch-btc-eth-sol', emulator);
	const streaming = exampleFlow('stream-as-text', emulator);
	const isNew = ({ id }: FlowNode) => watching.every((node) => node.id !== id);
	await red.deploy([...watching, ...streaming.filter(isNew)]);
	say('', `  Node-RED      ${red.url}`, `  rows go to    ${CSV}`);
	say('', 'Large liquidation clusters near the price of BTC, ETH and SOL:', ENDING, '');
	void (async () => {
		while (!end.isHere) {
			const { value, id } = await red.nextDebug(undefined, A_DAY_MS);
			// What streams is there to look at in the editor: here it would push the alerts away.
			if (watching.some((node) => node.id === id))
				say(`${new Date().toTimeString().slice(0, 8)} ${String(value)}`);
		}
	})().catch(() => undefined);
	await end.wait();
}

/** `npm run start:n8n`: the emulator and a real n8n with the example workflows, until Ctrl-C. */
export async function startN8n(): Promise<void> {
	const end = new Ending();
	const emulator = await emulate(end);
	say('Starting n8n (the first time it is downloaded, which takes about 5 minutes) ...');
	const n8n = await launchN8n({ tarball: await packN8n(), ...chosenPort() });
	end.also(async () => await n8n.remove());
	const credential = await n8n.credentials.create(
		'kingfisherApi',
		{ apiKey: emulator.keys.elite, environment: 'custom', baseUrl: emulator.baseUrl },
		'Kingfisher emulator',
	);
	for (const file of EXAMPLES) {
		const example = readJson(`examples/${file}.json`) as NewWorkflow;
		const nodes = example.nodes.map((node) =>
			node.type.startsWith('n8n-nodes-kingfisher.')
				? { ...node, credentials: credential.reference() }
				: node,
		);
		await n8n.workflows.create({ ...example, nodes });
	}
	say('', `  n8n           ${n8n.url}`, `  sign in with  ${OWNER.email} / ${OWNER.password}`);
	say('', 'Open a workflow and press "Execute workflow". Calls to the emulator:', ENDING, '');
	await end.wait();
}

const ENDING = 'Ctrl-C ends everything. Changes are not kept: export what you want to keep.';

async function emulate(end: Ending): Promise<Emulator> {
	const emulator = await startEmulator({
		seed: SEED,
		speed: SPEED,
		log: (line) => {
			say(line);
		},
	});
	end.also(async () => await emulator.close());
	emulator.stream.behave({ publishEveryMs: STREAM_EVERY_MS });
	say('', `  emulator      ${emulator.baseUrl}`, '');
	return emulator;
}

/** An example flow, asking the emulator, and more often. */
function exampleFlow(name: string, emulator: Emulator): FlowNode[] {
	const account = {
		environment: 'custom',
		baseUrl: emulator.baseUrl,
		credentials: { apiKey: emulator.keys.elite },
	};
	const example = readJson(`node-red/examples/${name}.json`) as FlowNode[];
	return example.map((node) => {
		if (node.type === 'kingfisher-account') return { ...node, ...account };
		if (!node['crontab']) return node;
		return { ...node, crontab: '', repeat: String(EVERY_SECONDS) };
	});
}

/** `npm start -- --port 1880` */
function chosenPort(): { port?: number } {
	const { values } = parseArgs({ strict: false, options: { port: { type: 'string' } } });
	if (values.port === undefined) return {};
	const port = Number(values.port);
	if (!Number.isInteger(port) || port < 1 || port > 65_535) {
		throw new RangeError('--port takes a number from 1 to 65535, such as --port 1880');
	}
	return { port };
}

function readJson(path: string): unknown {
	return JSON.parse(readFileSync(join(ROOT, path), 'utf8'));
}

function say(...lines: string[]): void {
	for (const line of lines) process.stdout.write(`${line}\n`);
}

/** Ctrl-C, and what is to be ended then: the last started first. */
class Ending {
	isHere = false;
	private readonly steps: Array<() => Promise<void>> = [];
	private readonly done: Promise<void>;

	constructor() {
		const asked = new Promise<void>((resolvePromise) => {
			for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
				// Not once: npm passes the signal on that the terminal has sent already.
				process.on(signal, () => {
					resolvePromise();
				});
			}
		});
		this.done = asked.then(async () => {
			this.isHere = true;
			say('', 'Ending ...');
			for (const step of this.steps.reverse()) await step().catch(() => undefined);
			// Whatever is still starting, or waiting for an alert, ends with this process; a moment later,
			// so that gulp takes its task for finished and not for broken off.
			setTimeout(() => process.exit(0), 100);
		});
	}

	also(step: () => Promise<void>): void {
		this.steps.push(step);
	}

	async wait(): Promise<void> {
		await this.done;
	}
}
