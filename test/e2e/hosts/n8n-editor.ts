import type { Page } from 'playwright-core';

const byTestId = (id: string) => `[data-test-id="${id}"]`;

/** What an open form shows: the value of every visible field, by its label. */
export type ShownFields = Record<string, string>;

/** One workflow in n8n's editor, as a user sees it. */
export class N8nEditor {
	constructor(readonly page: Page) {}

	async ready(): Promise<this> {
		await this.page.locator(byTestId('canvas-node')).first().waitFor();
		return this;
	}

	/** Opens the dialog of a node by double-clicking it on the canvas. */
	async open(node: string): Promise<void> {
		await this.dismiss();
		await this.page.locator(`${byTestId('canvas-node')}[data-node-name="${node}"]`).dblclick();
		const title = `${byTestId('node-title-container')} ${byTestId('inline-edit-preview')}`;
		await this.page.locator(title).getByText(node, { exact: true }).waitFor();
	}

	async close(): Promise<void> {
		await this.page.locator(byTestId('ndv-close-button')).click();
		await this.page.locator(byTestId('ndv')).waitFor({ state: 'detached' });
	}

	/** Closes whatever is open, such as what a test that failed has left behind. */
	async dismiss(): Promise<void> {
		const open = this.page.locator(`${byTestId('ndv')}, ${byTestId('credential-edit-dialog')}`);
		for (let left = 3; left > 0 && (await open.count()) > 0; left--) {
			await this.page.keyboard.press('Escape');
			await this.page.waitForTimeout(300);
		}
	}

	/** n8n follows the system's theme. */
	async useTheme(colorScheme: 'light' | 'dark'): Promise<void> {
		await this.page.emulateMedia({ colorScheme });
	}

	/** The name of our icon in the dialog's title. */
	async icon(): Promise<string> {
		const image = this.page.locator(`${byTestId('ndv')} img`).first();
		return ((await image.getAttribute('src')) ?? '').split('/').at(-1) ?? '';
	}

	/** How bright the dialog's background is, from 0 to 255. */
	async brightness(): Promise<number> {
		return await this.page.evaluate(`(() => {
			const { backgroundColor } = getComputedStyle(document.querySelector('${byTestId('ndv')} ${byTestId('output-panel')}'));
			const canvas = document.createElement('canvas').getContext('2d');
			canvas.fillStyle = backgroundColor;
			canvas.fillRect(0, 0, 1, 1);
			return Math.max(...canvas.getImageData(0, 0, 1, 1).data.slice(0, 3));
		})()`);
	}

	/** The fields of the open dialog. */
	async fields(): Promise<ShownFields> {
		return await this.read(`${byTestId('node-parameters')} ${byTestId('input-label')}`);
	}

	/** The fields of the open credential. */
	async credentialFields(): Promise<ShownFields> {
		return await this.read(byTestId('credential-connection-parameter'));
	}

	/** Types into a field of the open dialog. */
	async enter(parameter: string, value: string): Promise<void> {
		const field = this.page.locator(byTestId(`parameter-input-${parameter}`));
		await field.locator('input, textarea').first().fill(value);
	}

	async choose(parameter: string, option: string): Promise<void> {
		await this.page
			.locator(byTestId(`parameter-input-${parameter}`))
			.first()
			.click();
		const options = this.page.locator(byTestId('parameter-input-item'));
		await options.filter({ hasText: option, visible: true }).first().click();
	}

	/** Presses *Execute step*. */
	async execute(): Promise<void> {
		await this.page.locator(byTestId('node-execute-button')).click();
	}

	/** From the open dialog of a node. */
	async openNewCredential(): Promise<void> {
		await this.page.locator(byTestId('node-credentials-select')).click();
		await this.page.locator(byTestId('node-credentials-select-item-new')).click();
		await this.page.locator(byTestId('credential-connection-parameter')).first().waitFor();
	}

	async saveCredential(): Promise<void> {
		await this.page.locator(byTestId('credential-save-button')).click();
	}

	async closeCredential(): Promise<void> {
		await this.page.keyboard.press('Escape');
		await this.page.locator(byTestId('credential-edit-dialog')).waitFor({ state: 'detached' });
	}

	/** The names in the node panel that a search finds. */
	async search(word: string): Promise<string[]> {
		const names = this.page.locator(byTestId('node-creator-item-name'));
		await this.page.locator(byTestId('node-creator-search-bar')).fill(word);
		await names.filter({ hasText: 'Kingfisher' }).first().waitFor();
		return await names.allInnerTexts();
	}

	async openNodePanel(): Promise<void> {
		await this.page.locator(byTestId('node-creator-plus-button')).click();
		await this.page.locator(byTestId('node-creator-search-bar')).waitFor();
	}

	private async read(items: string): Promise<ShownFields> {
		return await this.page.evaluate(`(() => {
			const fields = {};
			for (const item of document.querySelectorAll('${items}')) {
				if (item.offsetParent === null) continue;
				const tags = [...item.querySelectorAll('.el-tag')].map((tag) => tag.innerText.trim());
				const inputs = [...item.querySelectorAll('input, textarea')].map((input) =>
					input.type === 'checkbox' ? (input.checked ? 'on' : 'off') : input.value.trim());
				const label = item.innerText.trim().split('\\n')[0];
				fields[label] = [...tags, ...inputs.filter((value) => value !== '')].join(', ');
			}
			return fields;
		})()`);
	}
}
