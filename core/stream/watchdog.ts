import type { Clock } from '../client/transport';
import { Alarm } from './alarm';

/** How long an answer to a ping may take. */
const PING_TIMEOUT_MS = 10_000;

/** What comes this soon answers what we sent, and shows nothing of the time after. */
const GREETING_MS = 10_000;

const MAX_SILENCE_MS = 30 * 60_000;

/**
 * How long a connection may be silent before it is doubted. A fresh connection that stays silent as
 * well shows that silence is normal here (funding rates come every few hours), so each one in a row
 * doubles the time, up to half an hour.
 */
export function silenceLimit(silentInARow: number, idleLimitMs: number): number {
	return Math.max(idleLimitMs, Math.min(MAX_SILENCE_MS, idleLimitMs * 2 ** silentInARow));
}

interface Owner {
	ping(): void;
	/** The connection is dead, as far as can be told. `neverSpoke`: not a word since it was live. */
	silent(forMs: number, neverSpoke: boolean): void;
}

/** Notices a connection that is dead without having been closed. */
export class Watchdog {
	/** The last sign of life, epoch ms. */
	aliveAt = 0;
	private startedAt = 0;
	/** Whether more came than a greeting, on this connection. */
	private hasSpoken = false;
	private silentInARow = 0;
	private isPinging = false;
	private readonly alarm: Alarm;

	constructor(
		private readonly clock: Clock,
		private readonly idleLimitMs: () => number,
		private readonly owner: Owner,
	) {
		this.alarm = new Alarm(clock);
	}

	start(): void {
		this.startedAt = this.aliveAt = this.clock.now();
		this.isPinging = this.hasSpoken = false;
		this.watch();
	}

	stop(): void {
		this.alarm.clear();
	}

	/** Anything came. */
	alive(now: number): void {
		this.aliveAt = now;
		this.isPinging = false;
		if (this.hasSpoken || now - this.startedAt < GREETING_MS || !this.alarm.isSet) return;
		this.hasSpoken = true;
		this.silentInARow = 0;
		this.watch();
	}

	private watch(): void {
		const limit = silenceLimit(this.silentInARow, this.idleLimitMs());
		const now = this.clock.now();
		// A clock that was set back must not put off the next look until it has caught up.
		this.aliveAt = Math.min(this.aliveAt, now);
		const silentForMs = now - this.aliveAt;
		if (silentForMs < limit) {
			this.alarm.set(limit - silentForMs, () => this.watch());
			return;
		}
		this.isPinging = true;
		this.owner.ping();
		this.alarm.set(PING_TIMEOUT_MS, () => this.judge());
	}

	private judge(): void {
		if (!this.isPinging) {
			this.watch();
			return;
		}
		if (!this.hasSpoken) this.silentInARow += 1;
		this.owner.silent(this.clock.now() - this.aliveAt, !this.hasSpoken);
	}
}
