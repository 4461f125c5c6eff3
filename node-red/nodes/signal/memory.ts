import type { Node } from 'node-red';
import { NodeRedError } from '../../shared/errors';

/** Under this name the context of the node holds what it remembers, in the editor's context sidebar too. */
const KEY = 'kingfisherSignal';

interface Context {
	get(key: string, store: string | undefined, done: (error: unknown, value: unknown) => void): void;
	set(
		key: string,
		value: unknown,
		store: string | undefined,
		done: (error?: unknown) => void,
	): void;
}

/**
 * What a node remembers, in its context: in the store that the user's settings make the default, or in
 * the one that was chosen. Changes come one after the other, so that none is lost when several
 * messages arrive at once.
 */
export class NodeMemory {
	private last: Promise<unknown> = Promise.resolve();
	/** What could not be stored: without it, the same alert would fire again. */
	private unsaved: { memory: unknown } | undefined;

	/** @param store empty = the default one */
	constructor(
		private readonly node: Node,
		private readonly store: string,
	) {}

	/**
	 * Hands `step` what is remembered, and keeps what it makes of it.
	 * @returns what `step` found, and why it could not be stored, if so
	 * @throws NodeRedError `memory_unavailable` when what is remembered cannot be read
	 */
	async change<T extends { memory: unknown }>(
		step: (kept: unknown) => T,
	): Promise<{ found: T; problem: NodeRedError | undefined }> {
		return await this.inTurn(async () => {
			const kept = this.unsaved ? this.unsaved.memory : await this.read();
			const found = step(kept);
			return { found, problem: await this.write(found.memory) };
		});
	}

	/** @throws NodeRedError `memory_unavailable` */
	async forget(): Promise<void> {
		const problem = await this.inTurn(async () => await this.write(undefined));
		if (problem) throw problem;
	}

	/** Resolves when nothing is being read or written any more. */
	async settled(): Promise<void> {
		await this.last;
	}

	private async inTurn<T>(task: () => Promise<T>): Promise<T> {
		const turn = this.last.then(task);
		this.last = turn.catch(() => undefined);
		return await turn;
	}

	private async read(): Promise<unknown> {
		try {
			return await new Promise((resolve, reject) => {
				this.context.get(KEY, this.store || undefined, (error, value) =>
					error ? reject(asError(error)) : resolve(value),
				);
			});
		} catch (caught) {
			throw unavailable('read', caught);
		}
	}

	private async write(memory: unknown): Promise<NodeRedError | undefined> {
		try {
			await new Promise<void>((resolve, reject) => {
				this.context.set(KEY, memory, this.store || undefined, (error) =>
					error ? reject(asError(error)) : resolve(),
				);
			});
			this.unsaved = undefined;
			return undefined;
		} catch (caught) {
			this.unsaved = { memory };
			return unavailable('stored', caught);
		}
	}

	/** The declared type of a node's context lacks the forms that wait. */
	private get context(): Context {
		return this.node.context();
	}
}

function unavailable(what: string, caught: unknown): NodeRedError {
	const reason = asError(caught).message;
	return new NodeRedError(
		'memory_unavailable',
		`What this signal remembers could not be ${what}: ${reason}. Check the context store that is chosen in the node, and contextStorage in Node-RED's settings.`,
	);
}

function asError(caught: unknown): Error {
	return caught instanceof Error ? caught : new Error(String(caught));
}
