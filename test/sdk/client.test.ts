import { inspect } from 'node:util';
import {
	KingfisherClient,
	receiveWebhook,
	SeenDeliveries,
	signWebhook,
	type Signing,
} from '../../sdk';
import { failureOf, newKey } from '../core/support/client';
import { guide, guideText } from '../core/support/guide';
import { json, servers } from '../core/support/http-server';

const serve = servers();

async function connected(body = guideText('gex')) {
	const server = await serve(json(body));
	const apiKey = newKey();
	const options = { apiKey, environment: 'custom', baseUrl: server.baseUrl } as const;
	return { server, apiKey, client: new KingfisherClient(options) };
}

describe('the client of the guide’s SDK sample', () => {
	it('gets the gamma exposure as the sample reads it', async () => {
		const { server, client, apiKey } = await connected();
		const gex = await client.gex.get('BTC');
		expect(gex).toEqual(guide('gex'));
		expect(`Flip Level: $${gex.flip_level?.toLocaleString('en-US')}`).toBe('Flip Level: $68,200');
		expect(`Regime: ${gex.current_gex}`).toBe('Regime: positive');
		expect(server.received[0]).toMatchObject({
			url: '/v1/gex/BTC?historical=false',
			headers: { authorization: `Bearer ${apiKey}` },
		});
	});

	it('gets the liquidations, with parameters and settings of a request', async () => {
		const { server, client } = await connected(guideText('liquidations'));
		const liquidations = await client.liquidations.get('btc', { timeframe: '4h' });
		expect(liquidations).toEqual(guide('liquidations'));
		await client.liquidations.get('btc', { timeframe: '4h' }, { cacheSeconds: 0 });
		expect(server.received.map(({ url }) => url)).toEqual(
			Array(2).fill('/v1/liquidations/BTC?exchange=all&timeframe=4H'),
		);
	});

	it('opens every other endpoint in the same way', async () => {
		const { server, client } = await connected('{"exchange_breakdown":[]}');
		await client.openInterest.get('ETH');
		await client.fundingRates.get('ETH');
		await client.tof.get('ETH');
		await client.depth.get('ETH', { percentage: '0.5' });
		expect(server.received.map(({ url }) => url)).toEqual([
			'/v1/open-interest/ETH?exchange=all',
			'/v1/funding-rates/ETH',
			'/v1/tof/ETH',
			'/v1/depth/ETH?percentage=0.5',
		]);
	});

	it('registers, lists, reads and deletes webhooks', async () => {
		const { server, client } = await connected('{"id":"wh_1"}');
		const { url, events, config } = guide('webhook-registration');
		await client.webhooks.create({ url, events, ...config });
		await client.webhooks.list({});
		await client.webhooks.get({ id: 'wh_1' });
		await client.webhooks.delete({ id: 'wh_1' });
		expect(server.received.map((request) => `${request.method} ${request.url}`)).toEqual([
			'POST /v1/webhooks',
			'GET /v1/webhooks',
			'GET /v1/webhooks/wh_1',
			'DELETE /v1/webhooks/wh_1',
		]);
		expect(JSON.parse(server.received[0]!.body)).toEqual(guide('webhook-registration'));
	});

	it('rejects with an error that says what to do', async () => {
		const { client } = await connected();
		expect(await failureOf(client.gex.get(''))).toMatchObject({
			code: 'invalid_parameter',
			message: 'Gamma exposure (GEX+): Asset is missing',
		});
		expect(() => new KingfisherClient({ apiKey: '' })).toThrow('The API key is missing');
	});

	it('rejects a response of another form, which a request can still look at', async () => {
		const { client } = await connected('{"note":"maintenance"}');
		expect(await failureOf(client.gex.get('BTC'))).toMatchObject({ code: 'unexpected_shape' });
	});

	it('asks the production API unless told otherwise, and keeps its key to itself', () => {
		const client = new KingfisherClient({ apiKey: 'kf_secret_1' });
		expect(client.baseUrl).toBe('https://api.thekingfisher.io/v1');
		expect(inspect(client, { depth: 10 }) + JSON.stringify(client)).not.toContain('kf_secret_1');
	});
});

describe('a webhook that a program makes for its own tests', () => {
	const event = guide('webhook-payload');
	const signing: Signing = { kind: 'standard', secret: 'secret' };
	const settings = { token: 't', signing, events: [], assets: [], toleranceMs: 300_000 };

	/** As a receiver judges it at this time. */
	const received = ({ body, ...request }: ReturnType<typeof signWebhook>, now: number) =>
		receiveWebhook(
			{ ...request, body: Buffer.from(body), token: 't' },
			settings,
			new SeenDeliveries(),
			now,
		);

	it('is signed as of now', () => {
		expect(received(signWebhook(event, { signing }), Date.now())).toMatchObject({
			status: 200,
			events: [{ raw: event }],
		});
		expect(received(signWebhook(event), Date.now())).toMatchObject({ rejected: 'signature' });
	});

	it('may be signed as of another time', () => {
		const now = Date.now() - 3_600_000;
		expect(received(signWebhook(event, { signing, now }), now)).toMatchObject({ status: 200 });
		expect(received(signWebhook(event, { signing, now }), Date.now())).toMatchObject({
			rejected: 'age',
		});
	});
});
