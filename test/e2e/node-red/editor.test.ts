import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { openBrowser, type TestBrowser } from '../hosts/browser';
import { describeNodeRed, INSTALL_TIMEOUT_MS, NODE_RED_VERSIONS } from '../hosts/install';
import type { FlowNode } from '../hosts/node-red-admin';
import { expectKeyNowhere } from '../leaks';
import { account, startBench, TYPES, type Bench } from './setup';

// With it set, the README's picture is taken anew.
const PICTURES = process.env['KINGFISHER_PICTURES'];
const KEY = 'kf_pro_editor_41c8e0d7f2';
const EXAMPLE = resolve(__dirname, '../../../node-red/examples/watch-btc-eth-sol.json');
const INJECT = '13a1ccfa52c255d4';
describe.each(NODE_RED_VERSIONS.map((version) => [describeNodeRed(version), version] as const))(
	'the editor of %s',
	(_, version) => {
		let bench: Bench;
		let browser: TestBrowser;
		let page: Page;

		beforeAll(async () => {
			bench = await startBench(version, 'market');
			const example = JSON.parse(readFileSync(EXAMPLE, 'utf8')) as FlowNode[];
			const saved = account(bench.emulator.baseUrl, KEY);
			await bench.red.deploy(
				example.map((node) =>
					node.type === saved.type ? { ...node, ...saved, id: node.id } : node,
				),
			);
			browser = await openBrowser();
			page = await browser.page(bench.red.url);
			await page.waitForSelector('.red-ui-flow-node');
		}, INSTALL_TIMEOUT_MS);

		afterAll(async () => {
			await browser.close();
			await bench.close();
		});

		it('shows the example flow', async () => {
			if (PICTURES && version.startsWith('5')) {
				// The palette shows our nodes, the sidebar the alerts of the flow.
				await page.locator('#red-ui-palette-search input').pressSequentially('kingfisher');
				await bench.red.inject(INJECT);
				await page.waitForTimeout(2_000);
				await browser.screenshot(page, join(PICTURES, 'node-red.png'));
			}
			expect(browser.problems).toEqual([]);
		});

		it.each(TYPES)(
			'adds and opens %s with defaults that are valid but for the account',
			async (type) => {
				const errors = await page.evaluate(`(() => {
				const created = RED.view.createNode('${type}', 200, 600).node;
				RED.nodes.add(created);
				RED.editor.validateNode(created);
				window.__created = created;
				return created.validationErrors;
			})()`);
				// What only the user can know: the account, and what a webhook is for.
				const missing =
					type === 'kingfisher-webhooks' ? ['URL is missing', 'Events is missing'] : [];
				expect(errors).toEqual([expect.stringMatching(/account/i), ...missing]);
				await page.evaluate('RED.editor.edit(window.__created)');
				await page.waitForSelector('.red-ui-tray-header');
				await page.waitForTimeout(600);
				await page.evaluate("document.querySelector('#node-dialog-cancel').click()");
				await page.waitForFunction("document.querySelector('#node-dialog-cancel') === null");
				expect(browser.problems).toEqual([]);
			},
		);

		it('opens the account without showing the key', async () => {
			await page.evaluate(`(() => {
				let id;
				RED.nodes.eachConfig((node) => { if (node.type === 'kingfisher-account') id = node.id; });
				RED.editor.editConfig('', 'kingfisher-account', id);
			})()`);
			await page.waitForSelector('#node-config-input-apiKey', { state: 'attached' });
			await page.waitForTimeout(600);
			const shown = await page.inputValue('#node-config-input-apiKey');
			expect(shown).not.toContain(KEY);
			expect(browser.problems).toEqual([]);
		});

		it('never got the key', async () => {
			const html = await page.content();
			await browser.context.close();
			await expectKeyNowhere(KEY, [
				{ name: 'page', text: html },
				{ name: "browser's files", folder: browser.profile },
			]);
		});
	},
);
