import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';

import { chromium, type BrowserContext, type Page } from 'playwright-core';

import { inWorkFolder, removeWorkFolder } from './work-folder';

const ARGUMENTS = [
	'--headless',
	'--no-sandbox', // containers and root accounts have no user namespaces
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
	// Nothing outside this machine can be reached, as little as in a test without network.
	'--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
];

/** What a developer would see in red in the browser's console. */
export interface PageProblem {
	kind: 'exception' | 'console';
	text: string;
	/** Address of the page. */
	page: string;
}

type Cookies = Parameters<BrowserContext['addCookies']>[0];

/** Starts the system's Chromium without a window, with an empty profile, in a language. */
export async function openBrowser(cookies: Cookies = [], locale = 'en-US'): Promise<TestBrowser> {
	const executablePath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
	if (!existsSync(executablePath)) {
		throw new Error(`No Chromium at ${executablePath}. Install it, or set CHROMIUM_PATH.`);
	}
	return await inWorkFolder('browser', async (profile) => {
		const context = await chromium.launchPersistentContext(profile, {
			executablePath,
			headless: true,
			args: ARGUMENTS,
			viewport: { width: 1440, height: 900 },
			locale,
		});
		await context.addCookies(cookies);
		return new TestBrowser(context, profile);
	});
}

export class TestBrowser {
	/** Exceptions and console errors of every page so far. */
	readonly problems: PageProblem[] = [];

	constructor(
		readonly context: BrowserContext,
		/** Chromium's files: history, storage, caches. */
		readonly profile: string,
	) {}

	/** Opens an address in a new page and waits until it has loaded. */
	async page(url: string): Promise<Page> {
		const page = await this.context.newPage();
		page.on('pageerror', (error) => {
			this.problems.push({ kind: 'exception', text: String(error), page: page.url() });
		});
		page.on('console', (message) => {
			if (message.type() !== 'error' || isOutside(message.location().url)) return;
			this.problems.push({ kind: 'console', text: message.text(), page: page.url() });
		});
		await page.goto(url, { waitUntil: 'load' });
		return page;
	}

	/** Of the whole page, or of a part of it. */
	async screenshot(page: Page, path: string, part?: string): Promise<void> {
		await mkdir(dirname(path), { recursive: true });
		const what = part === undefined ? page : page.locator(part).last();
		await what.screenshot({ path, animations: 'disabled' });
	}

	async close(): Promise<void> {
		await this.context.close();
		await removeWorkFolder(this.profile);
	}
}

/** Complaints about what could not be fetched from elsewhere say nothing about the page. */
function isOutside(url: string): boolean {
	return /^https?:/.test(url) && new URL(url).hostname !== '127.0.0.1';
}
