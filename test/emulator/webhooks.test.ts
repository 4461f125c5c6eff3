import type { Emulator } from '../../emulator';
import { ask, emulate, stoppedClock } from './support';

/** The guide's example. */
const REGISTRATION = {
	url: 'https://your-server.com/webhooks/kf',
	events: ['liquidation.cluster_proximity', 'gex.flip', 'funding.rate.extreme'],
	config: { asset: 'BTC', threshold: 1000000000 },
};

function register(emulator: Emulator, body: unknown = REGISTRATION, key?: string) {
	return ask(emulator, '/webhooks', { method: 'POST', body, ...(key && { key }) });
}

describe('registering a webhook', () => {
	it("takes the guide's example and gives it an id", async () => {
		const emulator = await emulate({ now: stoppedClock().now });
		const { status, json } = await register(emulator);
		expect(status).toBe(201);
		expect(json).toEqual({
			id: 'wh_000001',
			...REGISTRATION,
			status: 'active',
			created_at: '2026-02-01T12:00:00Z',
		});
	});

	it.each([
		['url', { url: undefined }],
		['url', { url: 'not a url' }],
		['url', { url: 'ftp://your-server.com' }],
		['url', { url: 'http://your-server.com' }],
		['events', { events: undefined }],
		['events', { events: [] }],
		['events', { events: 'gex.flip' }],
		['events', { events: ['gex.flip', 'gex.flop'] }],
		['config', { config: undefined }],
		['asset', { config: { threshold: 1 } }],
		['asset', { config: { asset: 'btc', threshold: 1 } }],
		['threshold', { config: { asset: 'BTC', threshold: null } }],
		['threshold', { config: { asset: 'BTC', threshold: '1' } }],
		['threshold', { config: { asset: 'BTC', threshold: 0 } }],
	])('refuses a wrong %s: %j', async (field, change) => {
		const emulator = await emulate();
		const { status, json } = await register(emulator, { ...REGISTRATION, ...change });
		expect(status).toBe(400);
		expect(json).toEqual({
			error: 'invalid_parameter',
			message: `Invalid ${field} specified`,
			code: 400,
		});
		expect((await ask(emulator, '/webhooks')).json.webhooks).toEqual([]);
	});

	it.each(['', '{', 'null', '[]', '"text"'])('refuses the body %j', async (body) => {
		const emulator = await emulate();
		const { status, json } = await register(emulator, body);
		expect([status, json.error]).toEqual([400, 'invalid_parameter']);
	});

	it('refuses a body that does not say it is JSON', async () => {
		const emulator = await emulate();
		const { status, json } = await ask(emulator, '/webhooks', {
			method: 'POST',
			headers: { 'content-type': 'text/plain' },
			body: JSON.stringify(REGISTRATION),
		});
		expect([status, json.message]).toEqual([400, 'Invalid content type specified']);
	});

	it('refuses a body that is too large', async () => {
		const emulator = await emulate();
		const { status, json } = await register(emulator, 'x'.repeat(2 ** 20 + 1));
		expect(status).toBe(413);
		expect(json).toEqual({ error: 'invalid_request', message: 'Invalid request', code: 413 });
	});

	it('can do without a threshold, or insist on one', async () => {
		const emulator = await emulate();
		const body = { ...REGISTRATION, config: { asset: 'BTC' } };
		const { status, json } = await register(emulator, body);
		expect([status, json.config]).toEqual([201, { asset: 'BTC' }]);
		emulator.shapes.set({ webhookThreshold: 'required' });
		const refused = await register(emulator, body);
		expect([refused.status, refused.json.message]).toEqual([400, 'Invalid threshold specified']);
		expect((await register(emulator)).status).toBe(201);
	});

	it('can leave out the id, which only the list tells then', async () => {
		const emulator = await emulate({ now: stoppedClock().now });
		emulator.shapes.set({ webhookId: 'none' });
		const { status, json } = await register(emulator);
		expect(status).toBe(201);
		expect(json).toEqual({
			...REGISTRATION,
			status: 'active',
			created_at: '2026-02-01T12:00:00Z',
		});
		const listed = { id: 'wh_000001', ...json };
		expect((await ask(emulator, '/webhooks')).json).toEqual({ webhooks: [listed] });
		expect((await ask(emulator, '/webhooks/wh_000001')).json).toEqual(listed);
	});

	it.each(['midBody', 'after'] as const)(
		'can be done although the answer is lost: dropConnection %s',
		async (dropConnection) => {
			const emulator = await emulate();
			emulator.faults.inject({ method: 'POST', path: '/webhooks', dropConnection });
			await expect(register(emulator)).rejects.toThrow();
			expect(emulator.webhooks.registrations()).toMatchObject([REGISTRATION]);
			expect(emulator.calls).toMatchObject([{ remaining: 99 }]);
		},
	);

	it.each([
		['id', { id: 'wh_000001' }],
		['webhook_id', { webhook_id: 'wh_000001' }],
		['data.id', { data: { id: 'wh_000001' } }],
	] as const)('can put the id at %s', async (webhookId, expected) => {
		const emulator = await emulate();
		emulator.shapes.set({ webhookId });
		const { json } = await register(emulator);
		expect(json).toMatchObject(expected);
		expect(JSON.stringify(json).match(/wh_000001/g)).toHaveLength(1);
	});
});

describe('the webhook calls the guide does not document', () => {
	it('list, read and delete, each key its own', async () => {
		const emulator = await emulate();
		const mine = (await register(emulator)).json;
		const theirs = (await register(emulator, REGISTRATION, 'kf_pro_other')).json;

		expect((await ask(emulator, '/webhooks')).json).toEqual({ webhooks: [mine] });
		expect((await ask(emulator, `/webhooks/${mine.id}`)).json).toEqual(mine);
		expect((await ask(emulator, `/webhooks/${theirs.id}`)).status).toBe(404);
		expect((await ask(emulator, `/webhooks/${theirs.id}`, { method: 'DELETE' })).status).toBe(404);

		const deleted = await ask(emulator, `/webhooks/${mine.id}`, { method: 'DELETE' });
		expect([deleted.status, deleted.text]).toEqual([204, '']);
		expect((await ask(emulator, `/webhooks/${mine.id}`, { method: 'DELETE' })).status).toBe(404);
		expect((await ask(emulator, '/webhooks')).json).toEqual({ webhooks: [] });
	});

	it('can answer a deletion with a body', async () => {
		const emulator = await emulate();
		emulator.shapes.set({ webhookDelete: 'body' });
		const { id } = (await register(emulator)).json;
		const { status, json } = await ask(emulator, `/webhooks/${id}`, { method: 'DELETE' });
		expect([status, json]).toEqual([200, { id, deleted: true }]);
	});

	it('can list them under data or bare', async () => {
		const emulator = await emulate();
		const webhook = (await register(emulator)).json;
		emulator.shapes.set({ webhookList: 'data' });
		expect((await ask(emulator, '/webhooks')).json).toEqual({ data: [webhook] });
		emulator.shapes.set({ webhookList: 'list' });
		expect((await ask(emulator, '/webhooks')).json).toEqual([webhook]);
	});

	it.each([
		['notFound', 404],
		['methodNotAllowed', 405],
	] as const)('can be switched off: %s', async (webhookManagement, expected) => {
		const emulator = await emulate();
		emulator.shapes.set({ webhookManagement });
		const { status, json } = await register(emulator);
		expect(status).toBe(201);
		const answers = [
			await ask(emulator, '/webhooks'),
			await ask(emulator, `/webhooks/${json.id}`),
			await ask(emulator, `/webhooks/${json.id}`, { method: 'DELETE' }),
		];
		expect(answers.map((answer) => answer.status)).toEqual([expected, expected, expected]);
		emulator.shapes.set({ webhookManagement: 'on' });
		expect((await ask(emulator, '/webhooks')).json.webhooks).toHaveLength(1);
	});

	it('forgets all with a reset', async () => {
		const emulator = await emulate();
		await register(emulator);
		emulator.reset();
		expect((await ask(emulator, '/webhooks')).json.webhooks).toEqual([]);
	});
});
