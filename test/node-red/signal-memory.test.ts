import helper from 'node-red-node-test-helper';
import { NodeMemory } from '../../node-red/nodes/signal/memory';
import { until } from './support/host';
import { stage } from './support/emulator';
import { clusters, evaluate, near, payloads } from './support/signal';

const msg = () => ({ payload: clusters(66_330) });
const listening = (properties = {}) => near({ settings: {}, data: 'message', ...properties });

// That it outlasts a deploy is shown in a real Node-RED: the test helper throws contexts away.
describe('what a signal remembers', () => {
	it('keeps a hundred messages at once from firing more than once', async () => {
		const { host } = await stage([listening()]);
		for (let message = 0; message < 100; message += 1) host.receive(msg());
		await until(() => host.told.length === 100, 'every evaluation');
		expect(host.sent).toHaveLength(1);
		expect(host.completed).toHaveLength(100);
	});

	it('keeps answers that come at once from firing more than once', async () => {
		const { host } = await stage([near({ cacheSeconds: '0' })]);
		for (let message = 0; message < 10; message += 1) host.receive({});
		await until(() => host.told.length === 10, 'every evaluation');
		expect(host.sent).toHaveLength(1);
	});

	it('is forgotten when a message says so, which is not passed on', async () => {
		const { host } = await stage([listening()]);
		await evaluate(host, msg());
		host.receive({ ...msg(), reset: true });
		await until(() => host.completed.length === 2, 'the end');
		expect(host.told).toHaveLength(1);
		expect(await evaluate(host, { ...msg(), reset: false })).toMatchObject([{ fired: true }]);
		expect(host.sent).toHaveLength(2);
	});

	it('is of one asset as of another, each by itself', async () => {
		const { host } = await stage([listening({ asset: '' })]);
		await evaluate(host, { payload: clusters(66_330, 'BTC') });
		await evaluate(host, { payload: clusters(66_330, 'ETH') });
		await evaluate(host, { payload: clusters(66_330, 'BTC') });
		expect(payloads(host.sent).map(({ asset }) => asset)).toEqual(['BTC', 'ETH']);
	});

	it('stands in the context of the node, so that a user can look at it', async () => {
		const { host } = await stage([listening()]);
		await evaluate(host, msg());
		const context = (
			helper.getNode('node') as { context(): { get(key: string): unknown } }
		).context();
		expect(context.get('kingfisherSignal')).toMatchObject({ version: 1 });
	});
});

type Callback = (error?: unknown, value?: unknown) => void;

/** A context store that fails when it is told to. */
class Store {
	value: unknown;
	fails = { get: false, set: false };
	readonly stores: unknown[] = [];

	context() {
		return {
			get: (_key: string, store: unknown, done: Callback) => {
				this.stores.push(store);
				setImmediate(() =>
					this.fails.get ? done(new Error('disk full')) : done(null, this.value),
				);
			},
			set: (_key: string, value: unknown, _store: unknown, done: Callback) => {
				setImmediate(() => {
					if (this.fails.set) {
						done('disk full');
						return;
					}
					this.value = value;
					done();
				});
			},
		};
	}
}

function remembering(name = '') {
	const store = new Store();
	const memory = new NodeMemory(store as never, name);
	const count = async () => {
		const step = (kept: unknown) => ({ memory: Number(kept ?? 0) + 1 });
		return await memory.change(step);
	};
	return { store, memory, count };
}

describe('a context store', () => {
	it('is the chosen one, or the default', async () => {
		const chosen = remembering('disk');
		await chosen.count();
		const usual = remembering();
		await usual.count();
		expect([chosen.store.stores, usual.store.stores]).toEqual([['disk'], [undefined]]);
	});

	it('that cannot be written loses nothing while the node runs, and the error is told', async () => {
		const { store, count } = remembering();
		await count();
		store.fails.set = true;
		const { found, problem } = await count();
		expect(found.memory).toBe(2);
		expect(problem).toMatchObject({
			code: 'memory_unavailable',
			message: expect.stringContaining('could not be stored: disk full. Check the context store'),
		});
		store.fails.set = false;
		expect((await count()).problem).toBeUndefined();
		expect(store.value).toBe(3);
	});

	it('that cannot be read is an error, and not a memory that is empty', async () => {
		const { store, count } = remembering();
		await count();
		store.fails.get = true;
		await expect(count()).rejects.toMatchObject({ code: 'memory_unavailable' });
		store.fails.get = false;
		expect((await count()).found.memory).toBe(2);
	});

	it('that is slow loses no change of many at once', async () => {
		const { store, count, memory } = remembering();
		await Promise.all(Array.from({ length: 50 }, count));
		await memory.settled();
		expect(store.value).toBe(50);
	});
});
