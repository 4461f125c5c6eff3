import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildSync } from 'esbuild';
import { guideText } from '../core/support/guide';
import { inTurn, json, servers } from '../core/support/http-server';

const serve = servers();
const folder = mkdtempSync(path.join(tmpdir(), 'kingfisher-sdk-'));
const bundle = path.join(folder, 'index.cjs');

beforeAll(() => {
	buildSync({
		entryPoints: [path.resolve(__dirname, '../../sdk/index.ts')],
		outfile: bundle,
		bundle: true,
		platform: 'node',
		format: 'cjs',
		target: 'node20',
		logLevel: 'silent',
	});
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs a program that holds the package as `kingfisher`, to its end by itself. */
function run(program: string, { flags = [] as string[], zone = 'UTC' } = {}) {
	const code = `const kingfisher = require(${JSON.stringify(bundle)}); ${program}`;
	const env = { ...process.env, TZ: zone };
	const child = spawn(process.execPath, [...flags, '-e', code], { env });
	let output = '';
	child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
	child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
	return new Promise<{ output: string; code: number | null }>((resolve) => {
		child.on('close', (exitCode) => resolve({ output, code: exitCode }));
	});
}

const client = (baseUrl: string) => `new kingfisher.KingfisherClient({
	apiKey: 'kf_program_1', environment: 'custom', baseUrl: ${JSON.stringify(baseUrl)},
})`;

describe('a program', () => {
	it('stays alive while it waits for a retry, and ends when it has its answer', async () => {
		const server = await serve(
			inTurn(json('', 503), (response) => void response.destroy(), json(guideText('gex'))),
		);
		const { output, code } = await run(
			`${client(server.baseUrl)}.gex.get('BTC').then((gex) => console.log(gex.flip_level));`,
		);
		expect([output, code]).toEqual(['68200\n', 0]);
		expect(server.received).toHaveLength(3);
	});

	it('ends by itself after an answer: no deadline keeps it open', async () => {
		const server = await serve(json(guideText('gex')));
		const { output, code } = await run(
			`const client = ${client(server.baseUrl)};
			process.on('exit', () => console.log(process.getActiveResourcesInfo()
				.filter((one) => one === 'MessagePort' || one === 'Timeout').length));
			client.gex.get('BTC', {}, { timeoutMs: 3_600_000 }).then(() => client.gex.get('ETH'));`,
		);
		expect([output, code]).toEqual(['0\n', 0]);
	});

	it('wakes up although everything unused is collected while it sleeps', async () => {
		const { output, code } = await run(
			`const { sleep } = ${client('http://127.0.0.1:1')}.options.clock;
			const collecting = setInterval(() => globalThis.gc(), 1);
			collecting.unref();
			(async () => {
				for (let index = 0; index < 5; index += 1) await sleep(20);
				console.log('awake');
			})();`,
			{ flags: ['--expose-gc'] },
		);
		expect([output, code]).toEqual(['awake\n', 0]);
	});

	it.each(['America/New_York', 'Asia/Tokyo'])(
		'in %s reads a time without a zone as UTC',
		async (zone) => {
			const server = await serve(json({ toxicity: 1, timestamp: '2026-02-01T12:00:00' }));
			const { output } = await run(
				`const client = ${client(server.baseUrl)};
				client.ask(kingfisher.catalogue.toxicOrderFlow, { asset: 'BTC' })
					.then((answer) => console.log(answer.rows()[0].timestamp, new Date(0).getHours()));`,
				{ zone },
			);
			expect(output).toMatch(/^2026-02-01T12:00:00\.000Z (19|9)\n$/);
		},
	);

	it('is told of a failure as of any other error', async () => {
		const server = await serve(json(guideText('error-401'), 401));
		const { output, code } = await run(
			`${client(server.baseUrl)}.gex.get('BTC').catch((error) =>
				console.log(error.code, error instanceof kingfisher.KingfisherError));`,
		);
		expect([output, code]).toEqual(['invalid_api_key true\n', 0]);
	});
});
