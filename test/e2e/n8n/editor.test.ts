import { resolve } from 'node:path';
import type { INode } from 'n8n-workflow';
import type { Page } from 'playwright-core';
import { openBrowser, type TestBrowser } from '../hosts/browser';
import { INSTALL_TIMEOUT_MS } from '../hosts/install';
import { inARow } from '../hosts/n8n-workflows';
import { expectKeyNowhere } from '../leaks';
import { KINGFISHER, startBench, type Bench } from './setup';

// With it set, the README's picture is taken anew.
const PICTURE =
	process.env['KINGFISHER_PICTURES'] && resolve(process.env['KINGFISHER_PICTURES'], 'n8n.png');
const KEY = 'kf_pro_editor_e8d2c4b7a1';

let bench: Bench;
let browser: TestBrowser;

beforeAll(async () => {
	bench = await startBench('market', KEY);
	browser = await openBrowser(bench.n8n.session.cookies());
}, INSTALL_TIMEOUT_MS);

afterAll(async () => {
	await browser.close();
	await bench.close();
});

/** Opens the node's dialog in the editor. */
async function openNode(parameters: INode['parameters']): Promise<Page> {
	const nodes = [
		{ name: 'When clicking Execute', type: 'n8n-nodes-base.manualTrigger', parameters: {} },
		{
			id: 'kingfisher',
			name: 'Kingfisher',
			type: KINGFISHER,
			parameters,
			credentials: bench.credential.reference(),
		},
	];
	const name = 'Liquidation clusters near the price';
	const { id } = await bench.n8n.workflows.create({ name, nodes, connections: inARow(nodes) });
	const page = await browser.page(`${bench.n8n.url}/workflow/${id}/kingfisher`);
	await page.getByText('Execute step').first().waitFor();
	return page;
}

describe("n8n's editor", () => {
	it('shows the fields of the node, runs it, and shows its rows, without an error on the page', async () => {
		const page = await openNode({ sortBy: 'distancePercent', sortDirection: 'ascending' });
		for (const label of [
			'Resource',
			'Operation',
			'Asset',
			'Exchange',
			'Timeframe',
			'Sort By',
			'Simplify',
		]) {
			await page.locator('.ndv, body').getByText(label, { exact: true }).first().waitFor();
		}
		await page.locator('[data-test-id="node-execute-button"]').click();
		await page.getByText('distancePercent').first().waitFor({ state: 'attached' });
		await page
			.getByText(/^\d+ items$/)
			.first()
			.waitFor();
		if (PICTURE) await browser.screenshot(page, PICTURE);
		expect(browser.problems).toEqual([]);
	});

	it('offers the fields of a webhook registration and hides those of other resources', async () => {
		const page = await openNode({ resource: 'webhook', operation: 'create' });
		for (const label of ['URL', 'Events', 'Asset', 'Threshold']) {
			await page.getByText(label, { exact: true }).first().waitFor();
		}
		expect(await page.getByText('Timeframe', { exact: true }).count()).toBe(0);
		expect(browser.problems).toEqual([]);
	});

	it('never sends the key to the browser', async () => {
		await browser.context.close();
		await expectKeyNowhere(KEY, [{ name: "browser's files", folder: browser.profile }]);
	});
});
