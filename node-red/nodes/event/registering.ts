import {
	isKingfisherError,
	isSettled,
	nextDelay,
	register,
	unregister,
	type ErrorCode,
	type Logger,
	type Registrar,
	type Registration,
} from '../../../core';
import { clock } from '../../shared/clock';
import type { AccountNode } from '../account/find-account';
import type { KeptState } from './kept-state';

/** Only the user can mend these: trying again would cost calls and change nothing. */
const FINAL: readonly ErrorCode[] = [
	'invalid_configuration',
	'invalid_parameter',
	'invalid_api_key',
	'plan_required',
	'not_supported',
	'not_found',
];

/** Every attempt costs a call: the first pause is seconds, the longest half an hour. */
const PAUSE = { base: 10_000, cap: 1_800_000 };

export interface Progress {
	registered(): void;
	/** It is tried again by itself. */
	failing(caught: unknown): void;
	/** It is not. */
	failed(caught: unknown): void;
}

/** Makes the API have what a node wants, for as long as that takes. */
export class Registering {
	private readonly closing = new AbortController();
	private work: Promise<void> = Promise.resolve();

	constructor(
		private readonly account: AccountNode,
		private readonly state: KeptState,
		private readonly logger: Logger,
	) {}

	start(wanted: readonly Registration[], progress: Progress): void {
		this.work = this.persist(wanted, progress);
	}

	/** Ends it; `isRemoved`: and has the API forget what was registered. Never throws. */
	async end(isRemoved: boolean): Promise<void> {
		this.closing.abort();
		await this.work;
		if (!isRemoved) return;
		try {
			const left = await unregister(this.registrar(), this.state.registrations);
			if (left.length === 0) this.state.remove();
			else this.warn(`${left.length} webhooks are still registered`);
		} catch (caught) {
			this.warn(caught instanceof Error ? caught.message : String(caught));
		}
	}

	private async persist(wanted: readonly Registration[], progress: Progress): Promise<void> {
		const { signal } = this.closing;
		for (let attempt = 0; ; attempt += 1) {
			const caught = await this.attempt(wanted);
			if (signal.aborted) return;
			if (caught === undefined) {
				progress.registered();
				return;
			}
			if (!isKingfisherError(caught) || FINAL.includes(caught.code)) {
				progress.failed(caught);
				return;
			}
			progress.failing(caught);
			const pause = 1000 + nextDelay(attempt, Math.random, PAUSE);
			await clock.sleep(Math.max(caught.retryAfterMs ?? 0, pause), signal);
		}
	}

	/** What went wrong, if anything did. */
	private async attempt(wanted: readonly Registration[]): Promise<unknown> {
		try {
			const kept = this.state.registrations;
			// Nothing has changed since the last deploy: that costs no call.
			if (!isSettled(wanted, kept)) await register(this.registrar(), wanted, kept);
			return undefined;
		} catch (caught) {
			return caught;
		}
	}

	private registrar(): Registrar {
		const { signal } = this.closing;
		return {
			client: this.account.client(),
			save: (kept) => {
				this.state.registrations = kept;
			},
			logger: this.logger,
			// What is taken back when the node is removed must not be cancelled with it.
			...(signal.aborted ? {} : { settings: { signal } }),
		};
	}

	private warn(why: string): void {
		this.logger.warn(
			`Events: what this node has registered could not be deleted (${why}); delete it in the Kingfisher dashboard`,
		);
	}
}
