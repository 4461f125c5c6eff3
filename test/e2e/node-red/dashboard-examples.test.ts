import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { startEmulator, type Emulator } from '../../../emulator';
import { openBrowser, type TestBrowser } from '../hosts/browser';
import {
	describeNodeRed,
	INSTALL_TIMEOUT_MS,
	installDashboard,
	NODE_RED_VERSIONS,
} from '../hosts/install';
import { startNodeRed, type NodeRed } from '../hosts/node-red';
import type { FlowNode } from '../hosts/node-red-admin';
import { packNodeRed } from '../hosts/pack';
import { account, PACKAGE } from './setup';

const PICTURES = process.env['KINGFISHER_PICTURES'];
const version = NODE_RED_VERSIONS[1];
const NAMES = ['depth-gauge', 'funding-and-open-interest', 'gex-by-strike', 'liquidation-bars'];

/** All examples on one Node-RED, as somebody has it who imported each: what they share is there once. */
function together(examples: FlowNode[][], own: FlowNode): FlowNode[] {
	const nodes = examples
		.flat()
		.map((node) => (node.type === own.type ? { ...node, ...own, id: node.id } : node));
	return [...new Map(nodes.map((node) => [node.id, node])).values()];
}

/** What a chart or gauge draws goes on to a debug node, and every answer is a new one. */
function watched(node: FlowNode): FlowNode[] {
	if (node.type.startsWith('kingfisher-')) return [{ ...node, cacheSeconds: '0' }];
	if (node.type !== 'ui-chart' && node.type !== 'ui-gauge') return [node];
	const id = `drawn ${String(node['name'])}`;
	const debug = { id, type: 'debug', z: node['z'], x: 900, y: 400, active: true, tosidebar: true };
	return [
		{ ...node, wires: [[id]] },
		{ ...debug, complete: 'payload', targetType: 'msg', wires: [] },
	];
}

interface Point {
	series: string;
	x: unknown;
	y: number;
}

describe(`the dashboard examples in ${describeNodeRed(version)}`, () => {
	let emulator: Emulator;
	let red: NodeRed;
	let browser: TestBrowser;
	let page: Page;
	let nodes: FlowNode[];
	let hoursAgo = 12;

	beforeAll(async () => {
		const now = () => Date.now() - hoursAgo * 3_600_000;
		emulator = await startEmulator({ scenario: 'market', seed: 6, now });
		const dashboard = await installDashboard();
		const alongside = { '@flowfuse/node-red-dashboard': dashboard };
		red = await startNodeRed({ version, tarball: await packNodeRed(), alongside });
		const examples = NAMES.map(
			async (name) => await red.admin.example(PACKAGE, `dashboard/${name}`),
		);
		const own = account(emulator.baseUrl, 'kf_elite_dashboard_1_4c2a');
		nodes = together(await Promise.all(examples), own);
		await red.deploy(nodes.flatMap(watched));
		browser = await openBrowser();
	}, INSTALL_TIMEOUT_MS);

	afterAll(async () => {
		await browser.close();
		await red.remove();
		await emulator.close();
	});

	const drawn = async (name: string) => (await red.nextDebug(`drawn ${name}`)).value;

	it('draw gamma by strike, with a line at the price and one at the flip level', async () => {
		const points = (await drawn('Gamma exposure by strike')) as Point[];
		const strikes = points.filter(({ series }) => series.startsWith('gamma'));
		expect(strikes.length).toBeGreaterThan(5);
		expect(strikes.map(({ x }) => x)).toEqual(strikes.map(({ x }) => x).sort());
		for (const line of ['price', 'flip level']) {
			const [low, high] = points.filter(({ series }) => series === line);
			expect(low!.x).toBe(high!.x);
			expect(low!.y).toBe(Math.min(0, ...strikes.map(({ y }) => y)));
			expect(high!.y).toBe(Math.max(0, ...strikes.map(({ y }) => y)));
		}
	});

	it('draw clusters as bars, longs and shorts, with the price among them', async () => {
		const bars = (await drawn('Liquidation clusters')) as Point[];
		const levels = [...new Set(bars.map(({ x }) => String(x)))];
		expect(bars).toHaveLength(2 * levels.length);
		const price = levels.findIndex((level) => level.startsWith('price '));
		expect(price).toBeGreaterThan(0);
		expect(price).toBeLessThan(levels.length - 1);
		expect(bars.every(({ y }) => y >= 0 && y < 1000)).toBe(true);
	});

	it('draw funding and open interest by exchange, a point an answer', async () => {
		const button = nodes.find(
			({ name, z }) =>
				name === 'every hour' &&
				nodes.some((one) => one['z'] === z && one['name'] === 'Funding rate'),
		);
		const times: unknown[] = [];
		while (hoursAgo >= 0) {
			const rates = (await drawn('Funding rate')) as Point[];
			const totals = (await drawn('Open interest')) as Point[];
			expect(rates.map(({ series }) => series)).toEqual(['binance', 'bybit', 'okx']);
			expect(totals.map(({ series }) => series)).toEqual(['binance', 'bybit', 'okx']);
			times.push(totals[0]!.x);
			hoursAgo -= 1;
			if (hoursAgo >= 0) await red.inject(button!.id);
		}
		expect(new Set(times).size).toBe(13);
	});

	it('show the share of the bids', async () => {
		const share = Number(await drawn('Depth'));
		expect(share).toBeGreaterThan(0);
		expect(share).toBeLessThan(100);
	});

	it('stand on one page, and nothing fails', async () => {
		page = await browser.page(`${red.url}/dashboard/kingfisher`);
		await page.waitForFunction("document.querySelectorAll('.nrdb-ui-chart canvas').length === 4");
		await page.waitForSelector('.nrdb-ui-gauge');
		if (PICTURES) {
			await page.setViewportSize({ width: 1400, height: 1400 });
			await page.waitForTimeout(2_000);
			await browser.screenshot(page, join(PICTURES, 'node-red-dashboard.png'));
		}
		const failed = red.messages().filter(({ id }) => !id.startsWith('drawn '));
		expect(failed).toEqual([]);
		expect(browser.problems).toEqual([]);
	});
});
