#!/usr/bin/env node
import { parseArgs } from 'node:util';
import { startEmulator, type Emulator, type EmulatorOptions } from './index';

const DEFAULT_PORT = 4780;
const DEFAULT_STREAM_EVERY = 1000;
const DEFAULT_WEBHOOKS_EVERY = 1000;

const HELP = `A local Kingfisher API to build and test against: REST, webhooks and the WebSocket stream.

  --port <number>         where to listen on 127.0.0.1 (default ${DEFAULT_PORT}; 0 takes a free port)
  --seed <number>         which market: the same seed is the same market (default 1)
  --scenario <name>       'market', which moves (default), or 'guide', the API guide's own samples
  --speed <number>        market seconds per second (default 1)
  --stream-every <ms>     time between messages of a stream subscription (default ${DEFAULT_STREAM_EVERY};
                          0 sends only what is published over /_control/stream/publish)
  --webhooks-every <ms>   time between looks at the market for the events of registered webhooks
                          (default ${DEFAULT_WEBHOOKS_EVERY}; 0 delivers only what is fired over /_control/webhooks/fire)
  --help                  this text
`;

/** Thrown for what the user can put right. */
class UsageError extends Error {}

interface Chosen {
	options: EmulatorOptions;
	publishEveryMs: number;
	watchEveryMs: number;
}

function readOptions(): Chosen | undefined {
	const { values } = parseArguments();
	if (values.help) return undefined;
	const { scenario = 'market' } = values;
	if (scenario !== 'market' && scenario !== 'guide') {
		throw new UsageError(`--scenario is 'market' or 'guide', not '${scenario}'`);
	}
	const every = (name: 'stream-every' | 'webhooks-every', fallback: number) =>
		readNumber(name, values[name], fallback, 0, 2 ** 31 - 1, true);
	return {
		options: {
			port: readNumber('port', values.port, DEFAULT_PORT, 0, 65_535, true),
			seed: readNumber('seed', values.seed, 1, 0, 2 ** 32 - 1, true),
			speed: readNumber('speed', values.speed, 1, 0, 10_000, false),
			scenario,
		},
		publishEveryMs: every('stream-every', DEFAULT_STREAM_EVERY),
		watchEveryMs: every('webhooks-every', DEFAULT_WEBHOOKS_EVERY),
	};
}

function parseArguments() {
	try {
		const text = { type: 'string' } as const;
		return parseArgs({
			options: {
				port: text,
				seed: text,
				scenario: text,
				speed: text,
				'stream-every': text,
				'webhooks-every': text,
				help: { type: 'boolean' },
			},
		});
	} catch (error) {
		throw new UsageError(error instanceof Error ? error.message : String(error));
	}
}

function readNumber(
	name: string,
	given: string | undefined,
	fallback: number,
	min: number,
	max: number,
	whole: boolean,
): number {
	if (given === undefined) return fallback;
	const value = given.trim() === '' ? NaN : Number(given);
	if (value >= min && value <= max && (!whole || Number.isInteger(value))) return value;
	throw new UsageError(
		`--${name} is a ${whole ? 'whole number' : 'number'} from ${min} to ${max}, not '${given}'`,
	);
}

function introduce({ baseUrl, stream, keys }: Emulator, { seed, scenario }: EmulatorOptions): void {
	const market = scenario === 'guide' ? "the guide's samples" : `market ${seed}`;
	console.log(`Kingfisher emulator, ${market}

  base URL     ${baseUrl}
  stream       ${stream.url}   (WebSocket, Elite plan only)
  Pro key      ${keys.pro}   (100 calls a day)
  Elite key    ${keys.elite}   (unlimited)
  expired key  ${keys.expired}   (401)

  curl -H "Authorization: Bearer ${keys.pro}" "${baseUrl}/liquidations/BTC"

Ctrl-C ends it. Calls:`);
}

function explain(error: unknown, port: number | undefined): string {
	if (error instanceof UsageError) return `${error.message}\n\n${HELP}`;
	const code = (error as NodeJS.ErrnoException).code;
	if (code === 'EADDRINUSE') {
		return `Port ${port} is already in use. End what listens there (perhaps another emulator), or choose another port: --port ${Number(port) + 1}, or --port 0 for a free one.`;
	}
	if (code === 'EACCES') {
		return `Port ${port} may not be used by this user. Choose one above 1023: --port ${DEFAULT_PORT}.`;
	}
	return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

async function main(): Promise<void> {
	let chosen: Chosen | undefined;
	try {
		chosen = readOptions();
		if (!chosen) {
			console.log(HELP);
			return;
		}
		const { options, publishEveryMs, watchEveryMs } = chosen;
		const emulator = await startEmulator({ ...options, log: (line) => console.log(line) });
		emulator.stream.behave({ publishEveryMs });
		emulator.webhooks.behave({ watchEveryMs });
		introduce(emulator, options);
		const end = () => void emulator.close();
		process.once('SIGINT', end);
		process.once('SIGTERM', end);
	} catch (error) {
		console.error(explain(error, chosen?.options.port));
		process.exitCode = error instanceof UsageError ? 2 : 1;
	}
}

void main();
