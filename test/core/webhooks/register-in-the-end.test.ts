import fc from 'fast-check';
import { isSettled, type KeptRegistration } from '../../../core';
import { failureOf } from '../support/client';
import { servers, startServer, type TestServer } from '../support/http-server';
import { FLIP, host, PROXIMITY, wanted, type Host } from './support/registering';
import type { Stored, Trouble } from './support/registrations-server';

const serve = servers();

describe('registering that fails five times', () => {
	it('ends with exactly what is wanted, and has sent nothing too much', async () => {
		const { api, register, kept } = await host(serve);
		const wishes = wanted([FLIP], ['BTC', 'ETH']);
		api.trouble(
			'POST',
			{ ends: 'hang', done: true },
			{ ends: 500 },
			{ ends: 429 },
			{ ends: 401 },
			{ ends: 'cut', done: true },
		);
		const codes: unknown[] = [];
		for (let index = 0; index < 5; index += 1) {
			codes.push((await failureOf(register(wishes))).code);
		}
		expect(isSettled(wishes, await register(wishes))).toBe(true);
		expect(codes).toEqual([
			'timeout',
			'server_error',
			'rate_limited',
			'invalid_api_key',
			'connection_failed',
		]);
		const [btc, eth] = ['POST gex.flip BTC', 'POST gex.flip ETH'];
		// A list only where an answer was lost.
		expect(api.requests()).toEqual([btc, 'GET', eth, 'GET', eth, eth, eth, 'GET']);
		expect(kept().map(({ id, asset }) => [id, asset])).toEqual([
			['wh_1', 'BTC'],
			['wh_2', 'ETH'],
		]);
		expect(api.registered()).toEqual(['gex.flip BTC any', 'gex.flip ETH any']);
	});
});

describe('a host that is stopped in the middle', () => {
	/** Registers until the `count`-th state is to be stored, which never happens. */
	async function stoppedAt(
		count: number,
		work: (one: Host) => Promise<unknown>,
		one: Host,
	): Promise<boolean> {
		let left = count;
		const save = one.registrar.save.bind(one.registrar);
		one.registrar.save = (state) => {
			if (left === 0) throw new Error('stopped');
			left -= 1;
			return save(state);
		};
		try {
			await work(one);
			return false;
		} catch (caught) {
			expect((caught as Error).message).toBe('stopped');
			return true;
		} finally {
			one.registrar.save = save;
		}
	}

	const before = wanted([FLIP, PROXIMITY], ['BTC', 'ETH'], { [PROXIMITY]: 1e9 });
	const after = wanted([FLIP, PROXIMITY], ['BTC', 'SOL'], { [PROXIMITY]: 2e9 });

	it('loses nothing and leaves nothing behind, wherever it was', async () => {
		let count = 0;
		for (let wasStopped = true; wasStopped; count += 1) {
			const one = await host(serve);
			await one.register(before);
			wasStopped = await stoppedAt(count, ({ register: again }) => again(after), one);
			await one.register(after);
			expect(api(one)).toEqual([
				'gex.flip BTC any',
				'gex.flip SOL any',
				`${PROXIMITY} BTC 2000000000`,
				`${PROXIMITY} SOL 2000000000`,
			]);
			expect(isSettled(after, one.kept())).toBe(true);
		}
		// Three to create and three to delete, with two states each.
		expect(count).toBe(13);
	});

	it.each([
		['off', []],
		['on again', before],
	])('may have been at switching it off, and then is switched %s', async (_, wishes) => {
		for (let count = 0; count <= 2 * before.length; count += 1) {
			const one = await host(serve);
			await one.register(before);
			await stoppedAt(count, ({ unregister: off }) => off(), one);
			const result = await one.register(wishes);
			expect(isSettled(wishes, result)).toBe(true);
			expect(one.api.stored.map(({ id }) => id).sort()).toEqual(result.map(({ id }) => id).sort());
		}
	});

	const api = (one: Host) => one.api.registered().sort();
});

describe('whatever goes wrong, and however often', () => {
	type Turn = Trouble | undefined;
	const troubles: Trouble[] = [
		...[true, false].flatMap((done): Trouble[] => [
			{ ends: 'hang', done },
			{ ends: 'cut', done },
			{ ends: 500, done },
		]),
		{ ends: 401 },
		{ ends: 429 },
	];
	const turns = fc.array(fc.option(fc.constantFrom(...troubles), { nil: undefined }), {
		maxLength: 6,
	});
	const trouble = fc.record({ POST: turns, GET: turns, DELETE: turns });
	const wishes = [
		wanted([FLIP, PROXIMITY], ['BTC'], { [PROXIMITY]: 1e9 }),
		wanted([FLIP, PROXIMITY], ['BTC'], { [PROXIMITY]: 2e9 }),
		wanted([FLIP], ['ETH']),
		[],
	];

	/** Runs `work` with a host whose API has these troubles. */
	async function troubled(trouble: Record<string, Turn[]>, work: (one: Host) => Promise<void>) {
		let server: TestServer | undefined;
		try {
			const one = await host(async (answering) => (server = await startServer(answering)));
			for (const [method, list] of Object.entries(trouble)) one.api.trouble(method, ...list);
			await work(one);
		} finally {
			await server?.close();
		}
	}

	it('the API has exactly what is wanted in the end, and never anything twice', async () => {
		const calls = fc.array(fc.constantFrom(...wishes), { minLength: 5, maxLength: 5 });
		await fc.assert(
			fc.asyncProperty(trouble, calls, (given, wanted) =>
				troubled(given, async ({ api, register: again }) => {
					for (const wish of wanted) {
						await again(wish).catch(() => undefined);
						expect(new Set(api.registered()).size).toBe(api.stored.length);
					}
					for (const method of Object.keys(given)) api.calm(method);
					const last = wanted.at(-1)!;
					const kept = await again(last);
					expect(isSettled(last, kept)).toBe(true);
					expect(api.stored.map(described).sort()).toEqual(kept.map(expected).sort());
				}),
			),
			{ numRuns: 40 },
		);
	}, 60_000);

	it('switching off leaves nothing in the end', async () => {
		await fc.assert(
			fc.asyncProperty(trouble, (given) =>
				troubled(given, async ({ api, register: again, unregister: off }) => {
					for (const wish of wishes) await again(wish).catch(() => undefined);
					let left: KeptRegistration[] = await off();
					for (let index = 0; index < 12 && left.length > 0; index += 1) left = await off();
					expect([left, api.stored]).toEqual([[], []]);
				}),
			),
			{ numRuns: 40 },
		);
	}, 60_000);

	const described = ({ id, url, events, config }: Stored) =>
		JSON.stringify([id, url, events, config.asset, config.threshold]);
	const expected = ({ id, url, event, asset, threshold }: KeptRegistration) =>
		JSON.stringify([id, url, [event], asset, threshold]);
});
