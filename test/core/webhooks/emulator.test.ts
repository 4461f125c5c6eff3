import {
	confirmEvent,
	register,
	registrationsFor,
	signWebhook,
	unregister,
	type KeptRegistration,
	type ReceiveSettings,
	type Signing,
} from '../../../core';
import { startEmulator, type Emulator, type Shapes } from '../../../emulator';
import { asking, impatientClock } from '../support/client';
import { receivers, TOKEN } from './support/receiving';
import { FLIP, FUNDING, PROXIMITY } from './support/registering';

const receiving = receivers();
const EVENTS = [PROXIMITY, FLIP, FUNDING];
const THRESHOLDS = { [PROXIMITY]: 1e9, [FUNDING]: 0.05 };

let emulator: Emulator;
const clock = impatientClock();
beforeAll(async () => {
	emulator = await startEmulator({ now: clock.now });
});
beforeEach(() => emulator.reset());
afterAll(() => emulator.close());

let keys = 0;
function client() {
	keys += 1;
	return asking(emulator, { apiKey: `kf_pro_webhooks_${keys}`, clock }).client;
}

/** A flow whose webhooks are registered at the emulator, and which receives them over HTTP. */
async function flow(settings: Partial<ReceiveSettings> = {}) {
	const one = await receiving(settings);
	one.now = clock.now();
	const asker = client();
	let kept: KeptRegistration[] = [];
	const registrar = { client: asker, save: (state: KeptRegistration[]) => void (kept = state) };
	const wanted = registrationsFor(
		`${one.address}?token=${TOKEN}`,
		EVENTS,
		['BTC', 'ETH'],
		THRESHOLDS,
	);
	await register(registrar, wanted, []);
	return { ...one, client: asker, registrar, wanted, kept: () => kept };
}

const statuses = (reports: { status: number | undefined }[]) => reports.map(({ status }) => status);

describe('an API that was written from the guide by somebody else', () => {
	it('takes the registrations, and has none after all is switched off', async () => {
		const { registrar, kept } = await flow();
		expect(emulator.webhooks.registrations().map(({ events, config }) => [events, config])).toEqual(
			[
				[[PROXIMITY], { asset: 'BTC', threshold: 1e9 }],
				[[PROXIMITY], { asset: 'ETH', threshold: 1e9 }],
				[[FLIP], { asset: 'BTC' }],
				[[FLIP], { asset: 'ETH' }],
				[[FUNDING], { asset: 'BTC', threshold: 0.05 }],
				[[FUNDING], { asset: 'ETH', threshold: 0.05 }],
			],
		);
		expect(kept().map(({ id }) => id)).toEqual(
			emulator.webhooks.registrations().map(({ id }) => id),
		);
		expect(await unregister(registrar, kept())).toEqual([]);
		expect(emulator.webhooks.registrations()).toEqual([]);
	});

	it.each<[string, Partial<Shapes>]>([
		...(['id', 'webhook_id', 'data.id', 'none'] as const).map((one): [string, Partial<Shapes>] => [
			`id: ${one}`,
			{ webhookId: one },
		]),
		...(['webhooks', 'data', 'list'] as const).map((one): [string, Partial<Shapes>] => [
			`list: ${one}`,
			{ webhookId: 'none', webhookList: one },
		]),
		['delete: body', { webhookDelete: 'body' }],
	])('may answer in any way: %s', async (_, shapes) => {
		emulator.shapes.set(shapes);
		const { registrar, kept } = await flow();
		expect(await unregister(registrar, kept())).toEqual([]);
		expect(emulator.webhooks.registrations()).toEqual([]);
	});

	it.each(['notFound', 'methodNotAllowed'] as const)(
		'may offer nothing but registering: %s',
		async (webhookManagement) => {
			emulator.shapes.set({ webhookManagement });
			const { registrar, kept, wanted } = await flow();
			await register(registrar, wanted, kept());
			expect(emulator.webhooks.registrations()).toHaveLength(6);
			expect(await unregister(registrar, kept())).toEqual([]);
		},
	);

	it('may take a registration and break off', async () => {
		const asker = client();
		let kept: KeptRegistration[] = [];
		const registrar = { client: asker, save: (state: KeptRegistration[]) => void (kept = state) };
		const wanted = registrationsFor('http://127.0.0.1:1/x', EVENTS, ['BTC']);
		emulator.faults.inject({ method: 'POST', dropConnection: 'after', times: 2 });
		for (let index = 0; index < 2; index += 1) {
			await expect(register(registrar, wanted, kept)).rejects.toMatchObject({
				code: 'connection_failed',
			});
		}
		await register(registrar, wanted, kept);
		expect(emulator.webhooks.registrations().map(({ events }) => events)).toEqual(
			EVENTS.map((one) => [one]),
		);
	});

	it('fires events that are understood in full, and confirmed by its endpoints', async () => {
		const { events, client: asker } = await flow();
		for (const event of EVENTS) await emulator.webhooks.fire(event, 'BTC');
		expect(events().map(({ name, asset, isKnown }) => [name, asset, isKnown])).toEqual(
			EVENTS.map((event) => [event, 'BTC', true]),
		);
		const figures: Record<string, string[]> = {
			[PROXIMITY]: ['currentPrice', 'clusterPrice', 'clusterSizeUsd', 'distancePercent'],
			[FLIP]: ['currentPrice', 'flipLevel'],
			[FUNDING]: ['fundingRate', 'threshold'],
		};
		for (const event of events()) {
			const types = (figures[event.name] ?? []).map((column) => typeof event.row[column]);
			expect(new Set(types)).toEqual(new Set(['number']));
			expect(event.text).not.toMatch(/unknown|undefined|null|near/);
			const { confirmed, reason } = await confirmEvent(asker, event);
			expect([event.text, confirmed, reason]).toEqual([event.text, true, expect.any(String)]);
		}
	});
});

describe('deliveries of somebody else', () => {
	const fire = () => emulator.webhooks.fire(FLIP, 'BTC');

	it.each<[string, Signing]>([
		['Standard Webhooks', { kind: 'standard', secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw' }],
		['Standard Webhooks with a text', { kind: 'standard', secret: 'ünï€' }],
		['an HMAC', { kind: 'hmac', secret: 'ünï€', header: 'X-Signature' }],
	])('are verified by %s', async (_, signing) => {
		const { kind: _kind, ...rest } = signing as Extract<Signing, { kind: 'hmac' }>;
		const { events } = await flow({ signing });
		for (const encoding of signing.kind === 'hmac' ? (['hex', 'base64'] as const) : [undefined]) {
			const signature = {
				kind: signing.kind,
				...rest,
				...(encoding ? { encoding, prefix: 'sha256=' } : {}),
			};
			emulator.webhooks.behave({ signature: signature as never });
			expect(statuses(await fire())).toEqual([200]);
			clock.advance(1000);
			emulator.webhooks.behave({ signature: { ...signature, wrong: true } as never });
			expect(statuses(await fire())).toEqual([401]);
		}
		emulator.webhooks.behave({ signature: undefined });
		expect(statuses(await fire())).toEqual([401]);
		expect(events()).toHaveLength(signing.kind === 'hmac' ? 2 : 1);
	});

	it.each([
		'none',
		'body',
		{ header: 'webhook-id' },
		{ header: 'x-delivery-id' },
		{ header: 'x-anything' },
	] as const)('are worked on once, with their id in %j', async (deliveryId) => {
		const { events } = await flow();
		emulator.webhooks.behave({ deliveryId, times: 3, together: true });
		expect(statuses(await fire())).toEqual([200, 200, 200]);
		clock.advance(2000);
		expect(statuses(await fire())).toEqual([200, 200, 200]);
		expect(events()).toHaveLength(2);
	});

	it('are worked on once though they are registered twice', async () => {
		const { events, registrar, wanted } = await flow();
		await register(registrar, wanted, []);
		emulator.webhooks.behave({ deliveryId: 'body' });
		expect(statuses(await fire())).toEqual([200, 200]);
		expect(events()).toHaveLength(1);
	});

	it.each([
		[{ token: 'wrong' }, 401],
		[{ token: 'missing' }, 401],
		[{ contentType: 'text/plain' }, 415],
		[{ contentType: 'application/json; charset=utf-8' }, 200],
		[{ padToBytes: 65_536 }, 200],
		[{ padToBytes: 65_537 }, 413],
		[{ staleMs: 290_000 }, 200],
		[{ staleMs: 310_000 }, 400],
		[{ staleMs: -50_000 }, 200],
		[{ staleMs: -70_000 }, 400],
	] as const)('as %j are answered with %d', async (behaviour, status) => {
		const { events } = await flow();
		emulator.webhooks.behave(behaviour);
		expect(statuses(await fire())).toEqual([status]);
		expect(events()).toHaveLength(status === 200 ? 1 : 0);
	});

	it('can be imitated with the signer', async () => {
		const signing: Signing = { kind: 'standard', secret: 'secret' };
		const { address, events } = await flow({ signing });
		const { method, headers, body } = signWebhook({ event: FLIP }, { signing, now: clock.now() });
		const url = `${address}?token=${TOKEN}`;
		const report = await emulator.webhooks.send(url, { method, headers, body });
		expect(report.status).toBe(200);
		expect(events()).toHaveLength(1);
	});
});
