import { createHash } from 'node:crypto';

/** What an Authorization header turned out to be; the first two are let in. */
export type KeyKind = 'pro' | 'elite' | 'expired' | 'unknown' | 'missing';
export const TIERS = ['pro', 'elite', 'expired'] as const;
export type Tier = (typeof TIERS)[number];

export interface Caller {
	kind: KeyKind;
	/** The key as sent; undefined where there was none. Never recorded. */
	key: string | undefined;
	/** Tells keys apart without giving them away. */
	keyId: string | undefined;
	authorized: boolean;
}

export const KEYS = {
	pro: 'kf_pro_0123456789abcdef0123456789abcdef',
	elite: 'kf_elite_0123456789abcdef0123456789abcdef',
	expired: 'kf_expired_0123456789abcdef0123456789abcdef',
};

export const PRO_CALLS_PER_DAY = 100;
const DAY = 86_400_000;

/** Who calls, and how many calls a Pro key has left today (UTC). */
export class Accounts {
	readonly #tiers = new Map<string, Tier>();
	readonly #budgets = new Map<string, { day: number; remaining: number }>();

	constructor(private readonly now: () => number) {}

	/** The key is compared as sent: the guide warns of extra whitespace, so that makes it another key. */
	identify(authorization: string | undefined): Caller {
		const key = authorization?.match(/^Bearer (.*)$/s)?.[1];
		const kind = key === undefined ? 'missing' : this.#kindOf(key);
		const authorized = kind === 'pro' || kind === 'elite';
		return { kind, key, keyId: key === undefined ? undefined : keyId(key), authorized };
	}

	/** Takes one call off a Pro key's day. False when there is none left. */
	spend(key: string): boolean {
		const remaining = this.remaining(key);
		if (remaining > 0) this.setRemaining(key, remaining - 1);
		return remaining > 0;
	}

	remaining(key: string): number {
		const budget = this.#budgets.get(key);
		return budget?.day === this.#today() ? budget.remaining : PRO_CALLS_PER_DAY;
	}

	/** For the rest of the day. */
	setRemaining(key: string, remaining: number): void {
		this.#budgets.set(key, { day: this.#today(), remaining });
	}

	/** Makes any key a Pro, Elite or expired one, whatever it looks like. */
	setTier(key: string, tier: Tier): void {
		this.#tiers.set(key, tier);
	}

	/** The next UTC midnight, in ms. */
	resetsAt(): number {
		return (this.#today() + 1) * DAY;
	}

	secondsUntilReset(): number {
		return Math.max(1, Math.ceil((this.resetsAt() - this.now()) / 1000));
	}

	/** The Pro keys seen today. */
	budgets(): { keyId: string; remaining: number }[] {
		return [...this.#budgets.keys()].map((key) => ({
			keyId: keyId(key),
			remaining: this.remaining(key),
		}));
	}

	reset(): void {
		this.#tiers.clear();
		this.#budgets.clear();
	}

	#kindOf(key: string): KeyKind {
		const tier = this.#tiers.get(key) ?? key.match(/^kf_(pro|elite|expired)_\S+$/)?.[1];
		return (tier as Tier | undefined) ?? 'unknown';
	}

	#today(): number {
		return Math.floor(this.now() / DAY);
	}
}

function keyId(key: string): string {
	return createHash('sha256').update(key).digest('hex').slice(0, 8);
}
