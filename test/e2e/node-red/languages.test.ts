import type { Page } from 'playwright-core';
import { join } from 'node:path';
import { openBrowser, type TestBrowser } from '../hosts/browser';
import { describeNodeRed, INSTALL_TIMEOUT_MS, NODE_RED_VERSIONS } from '../hosts/install';
import { startBench, type Bench } from './setup';

const PICTURES = process.env['KINGFISHER_PICTURES'];
const LANGUAGES = [
	{ language: 'ja', title: '清算クラスター', exchange: '取引所', help: '価格帯' },
	{ language: 'zh-CN', title: '爆仓集群', exchange: '交易所', help: '价位' },
];

describe.each(NODE_RED_VERSIONS.map((version) => [describeNodeRed(version), version] as const))(
	'the editor of %s',
	(_, version) => {
		let bench: Bench;

		beforeAll(async () => {
			bench = await startBench(version, 'market');
		}, INSTALL_TIMEOUT_MS);

		afterAll(async () => {
			await bench.close();
		});

		it.each(LANGUAGES)('shows dialog and help in $language', async (texts) => {
			const browser: TestBrowser = await openBrowser([], texts.language);
			try {
				const page: Page = await browser.page(bench.red.url);
				await page.waitForSelector(
					'.red-ui-palette-node[data-palette-type="kingfisher-liquidations"]',
				);
				await page.evaluate(`(() => {
					const created = RED.view.createNode('kingfisher-liquidations', 200, 600).node;
					RED.nodes.add(created);
					RED.editor.edit(created);
				})()`);
				await page.waitForSelector('.red-ui-tray-header');
				const shows = `document.querySelector('.red-ui-tray-body')?.innerText.includes('${texts.exchange}')`;
				await page.waitForFunction(shows, undefined, { timeout: 15_000 });
				const dialog = await page.innerText('.red-ui-tray-body');
				expect(dialog).toContain(texts.exchange);
				expect(dialog).not.toMatch(/Exchange|Timeframe|kingfisher-liquidations\./);
				const label = await page.textContent(
					'.red-ui-palette-node[data-palette-type="kingfisher-liquidations"]',
				);
				expect(label).toContain(texts.title);
				const help = await page.evaluate('RED.nodes.getNodeHelp("kingfisher-liquidations")');
				expect(help).toContain(texts.help);
				if (PICTURES) {
					await browser.screenshot(page, join(PICTURES, `${version}-${texts.language}.png`));
				}
				expect(browser.problems).toEqual([]);
			} finally {
				await browser.close();
			}
		});
	},
);
