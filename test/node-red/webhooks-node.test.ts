import type { Row } from '../../core';
import { stage } from './support/emulator';
import { node, until } from './support/host';

const CREATE = {
	operation: 'create',
	...{ url: 'https://example.com/hook', urlType: 'str', asset: 'ETH', assetType: 'choice' },
	...{ events: 'liquidation.cluster_proximity', eventsType: 'choice' },
	...{ threshold: '1000000000', thresholdType: 'num' },
};

function webhooks(id: string, properties: Record<string, unknown>) {
	return { ...node('webhooks', properties), id };
}

async function four() {
	const { host, emulator } = await stage([
		node('webhooks', CREATE),
		webhooks('list-all', { operation: 'list' }),
		webhooks('get-one', { operation: 'get', webhookId: 'payload.id', webhookIdType: 'msg' }),
		webhooks('delete-one', { operation: 'delete', webhookId: 'payload.id', webhookIdType: 'msg' }),
	]);
	const ask = async (id: string, msg = {}) => {
		const before = host.sent.length;
		host.receive(msg, id);
		return await until(() => host.sent[before], `the answer of ${id}`);
	};
	return { host, emulator, ask };
}

describe('the webhooks node', () => {
	it('registers an address, finds it, and deletes it', async () => {
		const { ask } = await four();
		const created = await ask('node');
		expect(created).toMatchObject({ topic: 'ETH', payload: { url: 'https://example.com/hook' } });
		const listed = await ask('list-all', { topic: 'mine' });
		expect(listed).toMatchObject({ topic: 'mine', payload: [{ config_asset: 'ETH' }] });
		const { id } = created.payload as Row;
		expect((await ask('get-one', { payload: { id } })).payload).toMatchObject({ id });
		expect((await ask('delete-one', { payload: { id } })).payload).toEqual({ deleted: true, id });
		expect((await ask('list-all')).payload).toEqual([]);
	});

	it('registers what the guide shows', async () => {
		const { emulator, ask } = await four();
		await ask('node');
		expect(emulator.calls[0]).toMatchObject({
			method: 'POST',
			body: {
				url: 'https://example.com/hook',
				events: ['liquidation.cluster_proximity'],
				config: { asset: 'ETH', threshold: 1_000_000_000 },
			},
		});
	});

	it('says what was done', async () => {
		const { host, ask } = await four();
		await ask('node');
		expect(host.statuses.at(-1)).toEqual({ fill: 'green', shape: 'dot', text: 'registered' });
	});

	it('does not register twice after a broken connection', async () => {
		const { host, emulator } = await four();
		emulator.faults.inject({ dropConnection: 'midBody' });
		expect((await host.fail()).error.code).toBe('connection_failed');
		expect(emulator.calls).toHaveLength(1);
	});

	it('says when the API does not offer an operation', async () => {
		const { host, emulator } = await four();
		emulator.shapes.set({ webhookManagement: 'methodNotAllowed' });
		host.receive({}, 'list-all');
		const caught = await until(() => host.caught[0], 'an error');
		expect(caught.error.code).toBe('not_supported');
	});

	it('only lists when its operation is not one', async () => {
		const { host, emulator } = await stage([node('webhooks', { ...CREATE, operation: 'purge' })]);
		await host.ask();
		expect(emulator.calls[0]).toMatchObject({ method: 'GET', path: '/v1/webhooks' });
	});
});
