import type { Clock } from '../../../core';

interface Sleeper {
	ms: number;
	until: number;
	wake: () => void;
}

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
