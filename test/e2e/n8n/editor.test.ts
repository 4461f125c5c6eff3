import { resolve } from 'node:path';
import { openBrowser, type TestBrowser } from '../hosts/browser';
import { INSTALL_TIMEOUT_MS } from '../hosts/install';
import { N8nEditor } from '../hosts/n8n-editor';
import type { NodeInWorkflow } from '../hosts/n8n-workflows';
import { waitFor } from '../hosts/wait';
import { expectKeyNowhere } from '../leaks';
import { DIALOGS, MISTAKES } from './editor-dialogs';
import { customCredential, KINGFISHER, startBench, STREAM_TRIGGER, type Bench } from './setup';

// With it set, the README's pictures are taken anew.
const PICTURES = process.env['KINGFISHER_PICTURES'];
const KEY = 'kf_pro_editor_e8d2c4b7a1';
const STREAM_KEY = 'kf_elite_editor_a17c3e5b90';
const WORDS = ['liquidation', 'gamma', 'funding', 'crypto', 'GEX'];
const COLUMNS = 6;
const FORM = '[data-test-id="node-parameters"]';

let bench: Bench;
let browser: TestBrowser;
let editor: N8nEditor;
let workflow: string;

/** One page for all tests: it takes longer to load than a dialog takes to open. */
beforeAll(async () => {
	bench = await startBench('market', KEY);
	browser = await openBrowser(bench.n8n.session.cookies());
	const elite = await bench.n8n.credentials.create(
		'kingfisherApi',
		customCredential(bench.emulator.baseUrl, STREAM_KEY),
	);
	const start = {
		name: 'When clicking Execute',
		type: 'n8n-nodes-base.manualTrigger',
		parameters: {},
	};
	const rows = {
		name: 'Kingfisher',
		type: KINGFISHER,
		parameters: { sortBy: 'distancePercent', sortDirection: 'ascending' },
	};
	const all: NodeInWorkflow[] = [
		start,
		rows,
		{ name: 'Live', type: STREAM_TRIGGER, parameters: { delivery: 'every' } },
		...[...DIALOGS, ...MISTAKES].map(({ name, type, parameters }) => ({ name, type, parameters })),
	];
	const nodes = all.map((node, index) => ({
		...node,
		// The editor's addresses hold the beginning of an id, which must be enough to tell them apart.
		id: `${index}`.padStart(3, '0'),
		position: [(index % COLUMNS) * 240, Math.floor(index / COLUMNS) * 180] as [number, number],
		...(node === start
			? {}
			: { credentials: (node.name === 'Live' ? elite : bench.credential).reference() }),
	}));
	const connections = {
		[start.name]: { main: [[{ node: rows.name, type: 'main' as const, index: 0 }]] },
	};
	const name = 'Liquidation clusters near the price';
	({ id: workflow } = await bench.n8n.workflows.create({ name, nodes, connections }));
	editor = await new N8nEditor(await browser.page(`${bench.n8n.url}/workflow/${workflow}`)).ready();
}, INSTALL_TIMEOUT_MS);

afterAll(async () => {
	await browser.close();
	await bench.close();
});

async function picture(name: string, part?: string): Promise<void> {
	if (PICTURES) await browser.screenshot(editor.page, resolve(PICTURES, `${name}.png`), part);
}

/** The nodes as they are saved. */
async function saved(): Promise<NodeInWorkflow[]> {
	return (await bench.n8n.workflows.get(workflow)).nodes;
}

describe("n8n's editor", () => {
	afterEach(() => expect(browser.problems).toEqual([]));

	it.each(DIALOGS)(
		'$name: shows what applies with sensible values, and nothing else, in light and dark',
		async ({ name, shows }) => {
			await editor.open(name);
			await waitFor('the fields', async () => 'Options' in (await editor.fields()));
			expect(await editor.fields()).toEqual(shows);
			expect(await editor.brightness()).toBeGreaterThan(200);
			expect(await editor.icon()).toBe('kingfisher.svg');
			if (name === 'Two signals') await picture('n8n-signal-trigger', FORM);
			await editor.useTheme('dark');
			await waitFor('the dark icon', async () => (await editor.icon()) === 'kingfisher.dark.svg');
			expect(await editor.brightness()).toBeLessThan(80);
			await editor.useTheme('light');
			await editor.close();
		},
	);

	it.each(MISTAKES)('$name: says what is wrong and what to do', async ({ name, says }) => {
		await editor.open(name);
		await editor.execute();
		await waitFor('the message', async () => says.test(await editor.page.innerText('body')), {
			timeoutMs: 10_000,
		});
		// n8n reports to the console what it has shown.
		const reported = browser.problems.splice(0).map(({ kind }) => kind);
		expect(reported).not.toContain('exception');
		await editor.close();
	});

	it.each(WORDS)('finds the nodes by the word %s', async (word) => {
		await editor.openNodePanel();
		const found = await editor.search(word);
		// Its name for a node and its trigger together is that of the node.
		expect(found).toEqual(
			expect.arrayContaining(['Kingfisher', 'Kingfisher Signal', 'Kingfisher Stream Trigger']),
		);
		await editor.page.keyboard.press('Escape');
	});

	it('runs the node and shows its rows', async () => {
		await editor.open('Kingfisher');
		await editor.execute();
		await editor.page.getByText('distancePercent').first().waitFor({ state: 'attached' });
		await editor.page
			.getByText(/^\d+ items$/)
			.first()
			.waitFor();
		await picture('n8n');
		await editor.close();
	});

	it('listens to the stream, and shows the first message', async () => {
		await editor.open('Live');
		await editor.page.getByText('Each message is an execution of its own').waitFor();
		await editor.execute();
		await editor.page.getByText('Stop Listening').first().waitFor();
		const { stream } = bench.emulator;
		await waitFor('the subscription', () => stream.publish('liquidations', 'BTC') > 0);
		await editor.page.getByText('largestLongPrice').first().waitFor({ state: 'attached' });
		await waitFor('the socket to close', () => stream.connections().length === 0);
		await editor.close();
	});

	it('keeps what is entered, shows it again, and changes nothing else', async () => {
		const entered = {
			Event: 'BTC, ETH',
			Latest: 'SOL',
			Signals: 'ETH',
			'Position Size': 'XRP',
		};
		for (const [name, assets] of Object.entries(entered)) {
			await editor.open(name);
			await editor.enter('assets', assets);
			await editor.close();
		}
		await editor.page.keyboard.press('Control+s');
		const after = await waitFor('the workflow to be saved', async () => {
			const nodes = await saved();
			return JSON.stringify(nodes).includes('XRP') && nodes;
		});
		for (const [name, assets] of Object.entries(entered)) {
			const { parameters } = DIALOGS.find((dialog) => dialog.name === name)!;
			const stored = after.find((node) => node.name === name)!.parameters;
			// n8n adds the empty lists of options.
			const set = Object.entries(stored).filter(([, value]) => JSON.stringify(value) !== '{}');
			expect(Object.fromEntries(set)).toEqual({ ...parameters, assets });
		}
		await editor.page.reload();
		await editor.ready();
		for (const [name, assets] of Object.entries(entered)) {
			await editor.open(name);
			await waitFor('the fields', async () => 'Options' in (await editor.fields()));
			const { shows } = DIALOGS.find((dialog) => dialog.name === name)!;
			expect(await editor.fields()).toEqual({ ...shows, Assets: assets });
			await editor.close();
		}
		await editor.page.keyboard.press('Control+s');
		await editor.page.waitForTimeout(1000);
		expect(await saved()).toEqual(after);
	}, 120_000);

	it('asks for a key, and for addresses only where they are not those of Kingfisher', async () => {
		await editor.open('Kingfisher');
		await editor.openNewCredential();
		const common = { 'API Key *': '', 'Webhook Signing Secret': '' };
		expect(await editor.credentialFields()).toEqual({
			...common,
			Environment: 'Production',
			'Allowed HTTP Request Domains': 'All',
		});
		await editor.choose('environment', 'Custom');
		await waitFor('the address', async () => 'Base URL *' in (await editor.credentialFields()));
		expect(Object.keys(await editor.credentialFields())).toContain('Stream URL');
		await editor.useTheme('dark');
		await editor.enter('apiKey', 'kf_expired_editor_e2e_1');
		await editor.enter('baseUrl', bench.emulator.baseUrl);
		await editor.saveCredential();
		await editor.page.getByText('More details').click();
		await editor.page
			.getByText(/invalid or expired/)
			.first()
			.waitFor();
		await editor.useTheme('light');
		await editor.dismiss();
	});

	it('never sends a key to the browser', async () => {
		await browser.context.close();
		const place = { name: "browser's files", folder: browser.profile };
		for (const key of [KEY, STREAM_KEY]) await expectKeyNowhere(key, [place]);
	});
});
