import { PRO_CALLS_PER_DAY, type Accounts } from './accounts';
import type { Shapes } from './shapes/shapes';

export type RateLimitHeaders = Record<string, string>;

/** The value the guide prints, 1 February 2022. */
const GUIDE_RESET = '1643721600';

const ELITE: Record<Shapes['eliteRateLimit'], string | undefined> = {
	none: undefined,
	unlimited: 'unlimited',
	minusOne: '-1',
	zero: '0',
};

export function proHeaders(
	accounts: Accounts,
	key: string,
	reset: Shapes['rateLimitReset'],
): RateLimitHeaders {
	const at = accounts.resetsAt();
	const resets = { seconds: String(at / 1000), milliseconds: String(at), guide: GUIDE_RESET };
	return {
		'x-ratelimit-limit': String(PRO_CALLS_PER_DAY),
		'x-ratelimit-remaining': String(accounts.remaining(key)),
		'x-ratelimit-reset': resets[reset],
	};
}

/** The guide promises the headers "with every response" and Elite no limit: what then, it does not say. */
export function eliteHeaders(shape: Shapes['eliteRateLimit']): RateLimitHeaders {
	const value = ELITE[shape];
	if (value === undefined) return {};
	return { 'x-ratelimit-limit': value, 'x-ratelimit-remaining': value };
}
