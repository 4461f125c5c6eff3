import type { Page } from 'playwright-core';

/** What an open dialog shows: the value of every visible field, by its label; in brackets what an empty one says. */
export type ShownFields = Record<string, string>;

/** Node-RED's editor, as a user sees it. */
export class NodeRedEditor {
	constructor(readonly page: Page) {}

	async ready(): Promise<this> {
		await this.page.waitForSelector('.red-ui-flow-node');
		return this;
	}

	/** Puts a node on the canvas as if it had been dragged there, with these properties; returns its id. */
	async add(type: string, properties: Record<string, unknown> = {}): Promise<string> {
		return await this.page.evaluate(`(() => {
			const created = RED.view.createNode('${type}', 200, 600).node;
			Object.assign(created, ${JSON.stringify(properties)});
			RED.nodes.add(created);
			RED.editor.validateNode(created);
			return created.id;
		})()`);
	}

	async open(id: string): Promise<void> {
		await this.page.evaluate(`(() => {
			const node = RED.nodes.node('${id}');
			if (node._def.category === 'config') RED.editor.editConfig('', node.type, node.id);
			else RED.editor.edit(node);
		})()`);
		// The tray slides in.
		await this.page.waitForSelector('.red-ui-tray-header');
		await this.page.waitForTimeout(400);
	}

	/** Presses *Done*. */
	async done(): Promise<void> {
		await this.press('ok');
	}

	async cancel(): Promise<void> {
		await this.press('cancel');
	}

	/** Whatever a test that failed has left open would be in the way of all others. */
	async closeAll(): Promise<void> {
		if (this.page.isClosed()) return;
		while (await this.page.evaluate(`document.querySelector('.red-ui-tray-header') !== null`)) {
			await this.cancel();
			await this.page.waitForTimeout(400);
		}
	}

	/** The node as it is exported, but for its place, which the editor adjusts. */
	async stored(id: string): Promise<Record<string, unknown>> {
		return await this.page.evaluate(`(() => {
			const { x, y, ...node } = RED.nodes.convertNode(RED.nodes.node('${id}'), false);
			return JSON.parse(JSON.stringify(node));
		})()`);
	}

	async validationErrors(id: string): Promise<string[]> {
		return await this.page.evaluate(`RED.nodes.node('${id}').validationErrors`);
	}

	/** The types that are left in the palette after a word was typed into its search. */
	async search(word: string): Promise<string[]> {
		const input = this.page.locator('#red-ui-palette-search input');
		await input.fill('');
		await input.pressSequentially(word);
		// The filter waits until nobody types any more.
		await this.page.waitForTimeout(600);
		return await this.page.evaluate(
			"$('.red-ui-palette-node:visible').toArray().map((entry) => entry.dataset.paletteType)",
		);
	}

	/** Node-RED 5 has a dark theme; 4 has none, only themes to be installed. */
	async useTheme(theme: 'light' | 'dark'): Promise<void> {
		await this.page.evaluate(
			`document.documentElement.classList.toggle('nr-theme-dark', ${theme === 'dark'})`,
		);
	}

	/** Puts a value into a field of the open dialog, as typing does; a typed input becomes one of text or number. */
	async enter(selector: string, value: string, type?: string): Promise<void> {
		await this.page.evaluate(`(() => {
			const field = $('${selector}');
			const type = ${JSON.stringify(type ?? null)};
			if (type !== null) field.typedInput('type', type).typedInput('value', '${value}');
			else field.val('${value}').trigger('change');
		})()`);
	}

	/** What a field that is marked as wrong says when the mouse is on it; empty = it is not marked. */
	async complaint(selector: string): Promise<string> {
		const instead = this.page.locator(`${selector} + .red-ui-typedInput-container.input-error`);
		if ((await instead.count()) > 0) return (await instead.getAttribute('title')) ?? '';
		if ((await this.page.locator(`${selector}.input-error`).count()) === 0) return '';
		await this.page.hover(selector);
		const tooltip = this.page.locator('.red-ui-popover').last();
		await tooltip.waitFor();
		const text = await tooltip.innerText();
		await this.page.mouse.move(0, 0);
		await tooltip.waitFor({ state: 'detached' });
		return text.trim();
	}

	async fields(): Promise<ShownFields> {
		return await this.page.evaluate(`(() => {
			const fields = {};
			const shown = (element) => element.is(':visible') && element.closest('details:not([open])').length === 0;
			for (const element of $('.red-ui-tray:last .form-row').toArray()) {
				const row = $(element);
				const label = row.children('label').first().text().trim();
				if (!shown(row) || label === '') continue;
				const typed = row.find('.red-ui-typedInput-container').prev('input');
				const select = row.find('select').first();
				const boxes = row.find('.kingfisher-list');
				const input = row.find('input').not('[type=hidden]').first();
				const empty = (field) => field.attr('placeholder') ? '(' + field.attr('placeholder') + ')' : '';
				fields[label] =
					boxes.length > 0 ? boxes.find('label:has(input:checked) > span:first-of-type').toArray().map((one) => one.innerText).join(', ')
					: typed.length > 0 ? typed.typedInput('value') || empty(typed)
					: select.length > 0 ? select.find('option:selected').text().trim()
					: input.attr('type') === 'checkbox' ? (input.prop('checked') ? 'on' : 'off')
					: input.length > 0 ? String(input.val()) || empty(input)
					: row.find('code').text();
			}
			return fields;
		})()`);
	}

	/**
	 * The texts of the open dialog that can hardly be read: contrast below 3 with what is behind them.
	 * Source: WCAG 2.2, "Contrast (Minimum)", for large text; node-RED's own texts are at the edge of it.
	 */
	async unreadable(): Promise<string[]> {
		return await this.page.evaluate(`(() => {
			const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
			const channels = (color) => {
				canvas.clearRect(0, 0, 1, 1);
				canvas.fillStyle = color;
				canvas.fillRect(0, 0, 1, 1);
				return [...canvas.getImageData(0, 0, 1, 1).data];
			};
			const luminance = (color) => channels(color).slice(0, 3)
				.map((one) => one / 255)
				.map((one) => one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4)
				.reduce((sum, one, index) => sum + one * [0.2126, 0.7152, 0.0722][index], 0);
			const behind = (element) => {
				for (let one = element; one; one = one.parentElement) {
					const { backgroundColor } = getComputedStyle(one);
					if (channels(backgroundColor)[3] > 250) return backgroundColor;
				}
				return 'white';
			};
			return $('.red-ui-tray:last #dialog-form, .red-ui-tray:last #node-config-dialog-edit-form').find('*:visible').toArray()
				.filter((element) => [...element.childNodes].some((child) => child.nodeType === 3 && child.data.trim() !== ''))
				.filter((element) => {
					const [a, b] = [luminance(getComputedStyle(element).color), luminance(behind(element))];
					return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05) < 3;
				})
				.map((element) => element.innerText);
		})()`);
	}

	private async press(button: 'ok' | 'cancel'): Promise<void> {
		const selector = await this.page.evaluate<string>(
			`document.querySelector('#node-config-dialog-${button}') ? '#node-config-dialog-${button}' : '#node-dialog-${button}'`,
		);
		await this.page.evaluate(`document.querySelector('${selector}').click()`);
		await this.page.waitForFunction(`document.querySelector('${selector}') === null`);
	}
}
