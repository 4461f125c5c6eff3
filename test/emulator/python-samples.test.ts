import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Emulator } from '../../emulator';
import { ask, emulate, stoppedClock } from './support';

/*
 * The guide's own programs, run as they are printed there: only the base URL is changed, and the key is
 * given where they look for it. `requests` is not everywhere, so they run with a small stand-in for it
 * (see requests_stand_in.py), and where it is installed with the real one too.
 */

const GUIDE_BASE = 'https://api.thekingfisher.io/v1';
const hasPython = spawnSync('python3', ['--version']).status === 0;
const hasRequests = hasPython && spawnSync('python3', ['-c', 'import requests']).status === 0;

const LIBRARIES = [
	{
		library: 'a stand-in for requests',
		standIn: true,
		missing: hasPython ? '' : 'no python3 here',
	},
	{
		library: 'the installed requests',
		standIn: false,
		missing: hasPython ? (hasRequests ? '' : 'requests is not installed here') : 'no python3 here',
	},
];

/** Prints what `kf_get` returns for the URL and key given on the command line. */
const CALL_KF_GET = `
import json, sys
print(json.dumps(kf_get(sys.argv[1], {'Authorization': f'Bearer {sys.argv[2]}'})))
`;

describe.each(LIBRARIES)("the guide's Python with $library", ({ standIn, missing }) => {
	const test = missing ? it.skip : it;
	const name = (text: string) => (missing ? `${text} [skipped: ${missing}]` : text);
	let folder: string;

	beforeEach(() => {
		folder = mkdtempSync(join(tmpdir(), 'kingfisher-python-'));
		if (standIn) {
			copyFileSync(join(__dirname, 'requests_stand_in.py'), join(folder, 'requests.py'));
		}
	});

	afterEach(() => rmSync(folder, { recursive: true, force: true }));

	/** Starts a sample; a script's own folder comes first where Python looks for modules. */
	function start(sample: string, emulator: Emulator, addition = '', ...args: string[]) {
		const guide = readFileSync(join(__dirname, 'guide-samples', sample), 'utf8');
		const script = join(folder, sample);
		writeFileSync(script, guide.replace(GUIDE_BASE, emulator.baseUrl) + addition);
		const env = { ...process.env, KF_API_KEY: emulator.keys.pro, PYTHONDONTWRITEBYTECODE: '1' };
		return spawn('python3', ['-u', script, ...args], { env });
	}

	async function kfGet(emulator: Emulator, path: string, key = emulator.keys.pro) {
		const child = start('retry_pattern.py', emulator, CALL_KF_GET, emulator.baseUrl + path, key);
		let [out, err] = ['', ''];
		child.stdout.on('data', (data) => (out += data));
		child.stderr.on('data', (data) => (err += data));
		const [code] = await once(child, 'close');
		return { code, out, err };
	}

	const statuses = (emulator: Emulator) => emulator.calls.map(({ status }) => status);

	test(name('kf_get returns the data'), async () => {
		const emulator = await emulate({ scenario: 'guide' });
		const { code, out } = await kfGet(emulator, '/gex/BTC');
		expect(code).toBe(0);
		expect(JSON.parse(out)).toMatchObject({ asset: 'BTC', flip_level: 68200 });
		expect(emulator.calls).toHaveLength(1);
	});

	test(name('kf_get waits as long as Retry-After says and tries again'), async () => {
		const emulator = await emulate({ scenario: 'guide' });
		emulator.faults.inject({ status: 429, headers: { 'Retry-After': '1' } });
		expect(JSON.parse((await kfGet(emulator, '/gex/BTC')).out)).toMatchObject({ asset: 'BTC' });
		expect(statuses(emulator)).toEqual([429, 200]);
		const [first, second] = emulator.calls.map(({ receivedAt }) => receivedAt);
		expect((second ?? 0) - (first ?? 0)).toBeGreaterThanOrEqual(990);
	});

	test(name('kf_get tries again after a server error'), async () => {
		const emulator = await emulate({ scenario: 'guide' });
		emulator.faults.inject({ status: 500 });
		expect(JSON.parse((await kfGet(emulator, '/gex/BTC')).out)).toMatchObject({ asset: 'BTC' });
		expect(statuses(emulator)).toEqual([500, 200]);
	});

	test(name('kf_get gives up at once on a wrong key or parameter'), async () => {
		const emulator = await emulate({ scenario: 'guide' });
		const wrongKey = await kfGet(emulator, '/gex/BTC', 'kf_expired_1');
		expect(wrongKey.code).toBe(1);
		expect(wrongKey.err).toContain('HTTPError: 401');
		const wrongParameter = await kfGet(emulator, '/liquidations/BTC?timeframe=2D');
		expect(wrongParameter.err).toContain('HTTPError: 400');
		expect(statuses(emulator)).toEqual([401, 400]);
	});

	test(name('scan_for_setups finds what the market shows, in the bot as printed'), async () => {
		const { now } = stoppedClock();
		const emulator = await emulate({ seed: 3, now });
		const expected = await expectedAlerts(emulator);
		expect(expected.length).toBeGreaterThan(0);
		emulator.reset();

		const bot = start('cluster_proximity_bot.py', emulator);
		let [out, err] = ['', ''];
		bot.stdout.on('data', (data) => (out += data));
		bot.stderr.on('data', (data) => (err += data));
		const ended = once(bot, 'close');
		// It loops for ever: it is stopped once it has printed an alert for each, or has failed.
		while (out.split('\n').length <= expected.length && bot.exitCode === null) {
			await Promise.race([once(bot.stdout, 'data'), ended]);
		}
		bot.kill();
		await ended;
		expect(err).toBe('');
		expect(out.trimEnd().split('\n')).toEqual(expected);
		expect(emulator.calls.map(({ url, status }) => [url, status])).toEqual(
			['BTC', 'ETH', 'SOL'].map((asset) => [
				`/v1/liquidations/${asset}?exchange=all&timeframe=1D`,
				200,
			]),
		);
	});

	test(name('get_tof answers, though the bot as printed never calls it'), async () => {
		const emulator = await emulate({ scenario: 'guide' });
		const guide = readFileSync(join(__dirname, 'guide-samples/cluster_proximity_bot.py'), 'utf8');
		const functions = guide.slice(0, guide.indexOf('# Run every 15 minutes'));
		const script = join(folder, 'tof.py');
		writeFileSync(
			script,
			`${functions.replace(GUIDE_BASE, emulator.baseUrl)}\nprint(get_tof('BTC')['toxicity_score'])\n`,
		);
		const child = spawn('python3', [script], {
			env: { ...process.env, KF_API_KEY: emulator.keys.pro, PYTHONDONTWRITEBYTECODE: '1' },
		});
		let out = '';
		child.stdout.on('data', (data) => (out += data));
		await once(child, 'close');
		expect(out.trim()).toBe('0.62');
	});
});

/** What the bot should print: clusters over a billion within 2 % of the price. */
async function expectedAlerts(emulator: Emulator): Promise<string[]> {
	const alerts: string[] = [];
	for (const asset of ['BTC', 'ETH', 'SOL']) {
		const { json } = await ask(emulator, `/liquidations/${asset}`);
		for (const { price, long_liquidations: longs, short_liquidations: shorts } of json.clusters) {
			const distance = (Math.abs(price - json.current_price) / json.current_price) * 100;
			const size = Math.max(longs, shorts);
			if (distance >= 2 || size <= 1e9) continue;
			const side = longs > shorts ? 'long_cluster' : 'short_cluster';
			const rounded = Number(distance.toFixed(2));
			const shown = Number.isInteger(rounded) ? rounded.toFixed(1) : String(rounded);
			const dollars = Math.round(price).toLocaleString('en-US');
			alerts.push(
				`ALERT: ${asset} $${dollars} ${side} $${(size / 1e9).toFixed(1)}B (${shown}% away)`,
			);
		}
	}
	return alerts;
}
