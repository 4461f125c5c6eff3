import { setImmediate } from 'node:timers/promises';
import type { Clock } from '../../../core';

interface Sleeper {
	ms: number;
	until: number;
	wake: () => void;
}

/** Resolves when everything that was waiting for a promise has been done. */
export const settled = () => setImmediate();

/** A clock that stands still until a test moves it. */
export class ManualClock implements Clock {
	/** Every wait that was asked for, in ms. */
	readonly slept: number[] = [];
	private readonly sleepers = new Set<Sleeper>();
	private readonly watchers = new Set<() => void>();
	private time: number;

	/** `skips`: waits that are over at once, the time moved on by them. */
	constructor(
		start = '2026-02-01T12:00:00Z',
		private readonly skips: (ms: number) => boolean = () => false,
	) {
		this.time = Date.parse(start);
	}

	readonly now = () => this.time;

	readonly sleep = (ms: number, signal?: AbortSignal): Promise<void> => {
		this.slept.push(ms);
		if (signal?.aborted) return Promise.resolve();
		if (this.skips(ms)) {
			this.time += ms;
			return Promise.resolve();
		}
		return new Promise((resolve) => {
			const wake = () => {
				signal?.removeEventListener('abort', wake);
				this.sleepers.delete(sleeper);
				resolve();
			};
			const sleeper: Sleeper = { ms, until: this.time + ms, wake };
			signal?.addEventListener('abort', wake, { once: true });
			this.sleepers.add(sleeper);
			for (const watcher of [...this.watchers]) watcher();
		});
	};

	advance(ms: number): void {
		this.time += ms;
		const due = [...this.sleepers].filter(({ until }) => until <= this.time);
		for (const { wake } of due.sort((a, b) => a.until - b.until)) wake();
	}

	/** Lets `ms` go by: what is due meanwhile happens at its time, and so does what follows from it. */
	async pass(ms: number): Promise<void> {
		const end = this.time + ms;
		for (;;) {
			await settled();
			const next = Math.min(...[...this.sleepers].map(({ until }) => until));
			if (next > end) break;
			this.advance(Math.max(0, next - this.time));
		}
		this.advance(end - this.time);
		await settled();
	}

	/** Puts the time on or back, as the user of a machine may; waits go on as long as they would have. */
	set(time: number): void {
		for (const sleeper of this.sleepers) sleeper.until += time - this.time;
		this.time = time;
	}

	/** The waits that are not over, in ms. */
	get asleep(): number[] {
		return [...this.sleepers].map(({ ms }) => ms);
	}

	/** Resolves as soon as somebody waits for exactly `ms`. */
	async untilAsleepFor(ms: number): Promise<void> {
		if (this.asleep.includes(ms)) return;
		await new Promise<void>((resolve) => {
			const watcher = () => {
				if (!this.asleep.includes(ms)) return;
				this.watchers.delete(watcher);
				resolve();
			};
			this.watchers.add(watcher);
		});
	}
}
