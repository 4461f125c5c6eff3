import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NodeAPI } from 'node-red';
import { readKept, type KeptRegistration, type SavedDeliveries } from '../../../core';

interface Content {
	registrations: KeptRegistration[];
	seen: SavedDeliveries;
}

/**
 * What a node has registered, and which deliveries it has seen: a small file in Node-RED's user
 * directory. The node's context would be lost with a restart unless the user has set up a store for it,
 * and then everything would be registered twice.
 */
export class KeptState {
	private content: Content = { registrations: [], seen: [] };
	/** `undefined` where nothing can be written: then it lasts until the restart. */
	private file: string | undefined;

	/** @param onFailure told once when nothing can be written any more; events go on */
	constructor(
		RED: NodeAPI,
		nodeId: string,
		private readonly token: string,
		private readonly onFailure: (why: string) => void = () => {},
	) {
		const { userDir } = RED.settings as { userDir?: string };
		const folder = userDir === undefined ? undefined : join(userDir, 'kingfisher-events');
		this.file = folder && join(folder, `${nodeId.replace(/[^\w.-]/g, '_')}.json`);
		if (folder === undefined) return;
		this.attempt(() => mkdirSync(folder, { recursive: true, mode: 0o700 }));
		this.content = this.read();
	}

	get registrations(): KeptRegistration[] {
		return readKept(this.content.registrations).map((one) => ({
			...one,
			url: exchanged(one.url, standInOf(this.token), this.token),
		}));
	}

	set registrations(kept: KeptRegistration[]) {
		const registrations = kept.map((one) => ({
			...one,
			url: exchanged(one.url, this.token, standInOf(this.token)),
		}));
		this.write({ ...this.content, registrations });
	}

	get seen(): SavedDeliveries {
		return this.content.seen;
	}

	set seen(saved: SavedDeliveries) {
		this.write({ ...this.content, seen: saved });
	}

	/** The node is gone, and nothing is registered any more. */
	remove(): void {
		if (this.file !== undefined) rmSync(this.file, { force: true });
	}

	private read(): Content {
		try {
			const parsed = JSON.parse(readFileSync(this.file ?? '', 'utf8')) as Partial<Content>;
			return { registrations: parsed.registrations ?? [], seen: parsed.seen ?? [] };
		} catch {
			// None yet, or damaged: what is registered is then looked for at the API.
			return this.content;
		}
	}

	/** Whole or not at all, whenever the process ends. */
	private write(content: Content): void {
		this.content = content;
		const { file } = this;
		if (file === undefined) return;
		this.attempt(() => {
			writeFileSync(`${file}.new`, JSON.stringify(content), { mode: 0o600 });
			renameSync(`${file}.new`, file);
		});
	}

	/** A full disk must not keep an event from the flow. */
	private attempt(write: () => void): void {
		try {
			write();
		} catch (caught) {
			this.file = undefined;
			this.onFailure(caught instanceof Error ? caught.message : String(caught));
		}
	}
}

/**
 * Stands for the token, which is kept with the node's credentials and nowhere else. Of another token it is
 * another: what was registered with a token that is lost must not pass for what is wanted now. Eight
 * digits tell tokens apart, and are too few to find one out.
 */
function standInOf(token: string): string {
	return `{token ${createHash('sha256').update(token).digest('hex').slice(0, 8)}}`;
}

/** An address with the one token in place of the other, however it is spelled there. */
function exchanged(address: string, one: string, other: string): string {
	if (!URL.canParse(address)) return address;
	const url = new URL(address);
	if (url.searchParams.get('token') === one) url.searchParams.set('token', other);
	return url.href;
}
