import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { openBrowser, type TestBrowser } from '../hosts/browser';
import { describeNodeRed, INSTALL_TIMEOUT_MS, NODE_RED_VERSIONS } from '../hosts/install';
import type { FlowNode } from '../hosts/node-red-admin';
import { NodeRedEditor } from '../hosts/node-red-editor';
import { expectKeyNowhere } from '../leaks';
import { DIALOGS, SEARCHES } from './editor-dialogs';
import { account, startBench, TYPES, type Bench } from './setup';
import { describeSignalDialogs, signalNodes } from './signal-dialogs';

// With it set, the README's pictures are taken anew.
const PICTURES = process.env['KINGFISHER_PICTURES'];
const KEY = 'kf_pro_editor_41c8e0d7f2';
const EXAMPLE = resolve(__dirname, '../../../node-red/examples/watch-btc-eth-sol.json');
const INJECT = '13a1ccfa52c255d4';

describe.each(NODE_RED_VERSIONS.map((version) => [describeNodeRed(version), version] as const))(
	'the editor of %s',
	(_, version) => {
		let bench: Bench;
		let browser: TestBrowser;
		let editor: NodeRedEditor;
		let accountId: string;

		/** Themes that come with Node-RED; 4.1 has none but its own, which is light. */
		const themes = version.startsWith('4') ? (['light'] as const) : (['light', 'dark'] as const);

		beforeAll(async () => {
			bench = await startBench(version, 'market');
			const saved = account(bench.emulator.baseUrl, KEY);
			const example = (JSON.parse(readFileSync(EXAMPLE, 'utf8')) as FlowNode[]).map((node) =>
				node.type === saved.type ? { ...node, ...saved, id: node.id } : node,
			);
			accountId = example.find(({ type }) => type === saved.type)!.id;
			await bench.red.deploy([...example, ...signalNodes(accountId)]);
			browser = await openBrowser();
			editor = await new NodeRedEditor(await browser.page(bench.red.url)).ready();
		}, INSTALL_TIMEOUT_MS);

		afterAll(async () => {
			await browser.close();
			await bench.close();
		});

		afterEach(async () => {
			await editor.closeAll();
			expect(browser.problems).toEqual([]);
		});

		async function picture(name: string, part?: string): Promise<void> {
			if (!PICTURES || !version.startsWith('5')) return;
			await browser.screenshot(editor.page, join(PICTURES, `${name}.png`), part);
		}

		it('shows the example flow', async () => {
			if (PICTURES && version.startsWith('5')) {
				// The palette shows our nodes, the sidebar the alerts of the flow.
				await editor.search('kingfisher');
				await bench.red.inject(INJECT);
				await editor.page.waitForTimeout(2_000);
			}
			await picture('node-red');
		});

		it('has a dialog of every node that can be dragged', () => {
			expect(DIALOGS.map(({ type }) => type).sort()).toEqual([...TYPES].sort());
		});

		it.each(DIALOGS)(
			'$type: is valid as it is dragged but for what only the user can know',
			async ({ type, missing = [] }) => {
				const id = await editor.add(type);
				const errors = await editor.validationErrors(id);
				expect(errors).toEqual([expect.stringMatching(/account/i), ...missing]);
			},
		);

		it.each(DIALOGS)(
			'$type: shows what applies with sensible values, keeps it, and says what is wrong',
			async ({ type, shows, chosen, mistake }) => {
				const id = await editor.add(type, { account: accountId });
				const before = await editor.stored(id);
				await editor.open(id);
				for (const theme of themes) {
					await editor.useTheme(theme);
					expect(await editor.fields()).toEqual(shows);
					expect(await editor.unreadable()).toEqual([]);
				}
				await editor.useTheme('light');
				if (type === 'kingfisher-signal') await picture('node-red-signal', '.red-ui-tray');
				await editor.done();
				expect(await editor.stored(id)).toEqual(before);

				await editor.open(id);
				expect(await editor.complaint(mistake.field)).not.toMatch(mistake.says);
				await editor.enter(mistake.field, mistake.value, mistake.type);
				expect(await editor.complaint(mistake.field)).toMatch(mistake.says);
				if (chosen) {
					await editor.enter(chosen.field, chosen.value);
					const shown = await editor.fields();
					const labels = Object.keys(chosen.shows);
					expect(Object.fromEntries(labels.map((label) => [label, shown[label]]))).toEqual(
						chosen.shows,
					);
				}
				await editor.cancel();
				expect(await editor.stored(id)).toEqual(before);
			},
		);

		it.each(Object.entries(SEARCHES))('finds the nodes by the word %s', async (word, found) => {
			const types = await editor.search(word);
			expect(types).toEqual(expect.arrayContaining(found.map((type) => `kingfisher-${type}`)));
			expect(types).not.toContain('inject');
		});

		it('opens the account without showing the key, and says what is wrong with an address', async () => {
			const before = await editor.stored(accountId);
			await editor.open(accountId);
			for (const theme of themes) {
				await editor.useTheme(theme);
				expect(await editor.fields()).toEqual({
					Name: expect.any(String) as string,
					'API key': '__PWRD__',
					Environment: 'Another address',
					'API address': bench.emulator.baseUrl,
					'Stream address': '(wss://api.thekingfisher.io/v1/stream)',
				});
				expect(await editor.unreadable()).toEqual([]);
			}
			await editor.useTheme('light');
			await editor.enter('#node-config-input-baseUrl', 'example.com');
			expect(await editor.complaint('#node-config-input-baseUrl')).toMatch(
				/^The address must start with https/,
			);
			await editor.enter('#node-config-input-environment', 'production');
			expect(Object.keys(await editor.fields())).toEqual(['Name', 'API key', 'Environment']);
			await editor.cancel();
			expect(await editor.stored(accountId)).toEqual(before);
		});

		describe('the dialog of a signal', () => {
			describeSignalDialogs(() => editor);
		});

		it('never got the key', async () => {
			const html = await editor.page.content();
			await browser.context.close();
			await expectKeyNowhere(KEY, [
				{ name: 'page', text: html },
				{ name: "browser's files", folder: browser.profile },
			]);
		});
	},
);
