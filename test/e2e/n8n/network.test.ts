import { startEmulator, type Emulator } from '../../../emulator';
import { privateCertificate } from '../../network/certificate';
import { Network, type Proxy } from '../../network/network';
import { INSTALL_TIMEOUT_MS } from '../hosts/install';
import { startN8n, type N8n } from '../hosts/n8n';
import { inARow } from '../hosts/n8n-workflows';
import { packN8n } from '../hosts/pack';
import { waitFor } from '../hosts/wait';
import { customCredential, KINGFISHER, STREAM_TRIGGER } from './setup';

/** An n8n in a company: behind a proxy with a password, before an API with a certificate of the house. */
const network = new Network();
const certificate = privateCertificate();
const stranger = privateCertificate();
let emulator: Emulator;
let proxy: Proxy;
let n8n: N8n;
/** Where the API is reached by TLS. */
let port: number;

beforeAll(async () => {
	emulator = await startEmulator({ scenario: 'guide' });
	port = await network.encrypted(certificate, Number(new URL(emulator.url).port));
	proxy = await network.proxy();
	n8n = await startN8n({
		tarball: await packN8n(),
		env: {
			HTTP_PROXY: proxy.url,
			HTTPS_PROXY: proxy.url,
			NO_PROXY: '127.0.0.1',
			NODE_USE_ENV_PROXY: '1',
			NODE_EXTRA_CA_CERTS: certificate.file,
		},
	});
}, INSTALL_TIMEOUT_MS);

beforeEach(() => {
	proxy.passed.length = 0;
	proxy.plain.length = 0;
});

afterAll(async () => {
	await n8n.remove();
	await emulator.close();
	network.close();
	certificate.remove();
	stranger.remove();
});

const credentialFor = async (baseUrl: string) =>
	await n8n.credentials.create('kingfisherApi', customCredential(baseUrl, emulator.keys.elite));

async function ask(baseUrl: string) {
	const parameters = { resource: 'gammaExposure', operation: 'get', asset: 'BTC' };
	const credential = await credentialFor(baseUrl);
	const { items, error } = await n8n.run({ type: KINGFISHER, parameters, credential });
	return { flip: items[0]?.json['flipLevel'], error };
}

/** Publishes a workflow that listens, until what is waited for has happened. */
async function listen(baseUrl: string, what: string, hasHappened: () => boolean): Promise<void> {
	const credentials = (await credentialFor(baseUrl)).reference();
	const nodes = [
		{ name: 'Stream', type: STREAM_TRIGGER, parameters: { assets: 'BTC' }, credentials },
	];
	const { id } = await n8n.workflows.create({ name: baseUrl, nodes, connections: inARow(nodes) });
	await n8n.workflows.activate(id);
	await waitFor(what, hasHappened);
	await n8n.workflows.deactivate(id);
	await waitFor('its end', () => emulator.stream.connections().length === 0);
}

const untilSubscribed = ['the stream', () => emulator.stream.subscriptions().length === 1] as const;

it('a request and the stream pass the proxy as tunnels, and trust NODE_EXTRA_CA_CERTS', async () => {
	const baseUrl = `https://localhost:${port}/v1`;
	expect(await ask(baseUrl)).toEqual({ flip: 68200, error: undefined });
	expect(proxy.passed).toEqual([`localhost:${port}`]);
	proxy.passed.length = 0;
	await listen(baseUrl, ...untilSubscribed);
	expect(proxy.passed).toEqual([`localhost:${port}`]);
	expect(proxy.plain).toEqual([]);
});

it('the test of a credential passes the proxy too', async () => {
	const credential = await credentialFor(`https://localhost:${port}/v1`);
	expect(await n8n.credentials.test(credential)).toMatchObject({ status: 'OK' });
	expect(proxy.passed).toEqual([`localhost:${port}`]);
});

it('neither passes it for an address in NO_PROXY', async () => {
	const baseUrl = `https://127.0.0.1:${port}/v1`;
	expect(await ask(baseUrl)).toEqual({ flip: 68200, error: undefined });
	await listen(baseUrl, ...untilSubscribed);
	expect(proxy.passed).toEqual([]);
});

it('plain http, which is for this machine only, shows the key to a proxy: NO_PROXY keeps it here', async () => {
	const { port: plain } = new URL(emulator.url);
	expect(await ask(`http://localhost:${plain}/v1`)).toEqual({ flip: 68200, error: undefined });
	expect(proxy.plain).toEqual([
		{
			url: expect.stringContaining(`http://localhost:${plain}/v1/gex/BTC`),
			authorization: `Bearer ${emulator.keys.elite}`,
		},
	]);
	proxy.plain.length = 0;
	expect(await ask(`http://127.0.0.1:${plain}/v1`)).toMatchObject({ error: undefined });
	expect(proxy.plain).toEqual([]);
});

it('a certificate that is not trusted is told with what to do, also by the stream', async () => {
	const other = await network.encrypted(stranger, Number(new URL(emulator.url).port));
	const { error } = await ask(`https://localhost:${other}/v1`);
	expect(error).toMatchObject({
		message: `Could not reach localhost:${other}: its certificate is self-signed`,
		description: expect.stringContaining('NODE_EXTRA_CA_CERTS'),
	});
	const said = `disconnected (Could not reach localhost:${other}: its certificate is self-signed. If`;
	const isSaid = () => n8n.output().includes(said);
	await listen(`https://localhost:${other}/v1`, 'the reason in the log', isSaid);
});
