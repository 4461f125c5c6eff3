import { ResponseCache, type CachedBody } from './cache';
import { CallBudget } from './call-budget';
import { fingerprint } from './redact';
import { SingleFlight } from './single-flight';

/** What all clients of one key and base URL share: budget, cache and the calls under way. */
export class Account {
	readonly budget = new CallBudget();
	readonly cache = new ResponseCache();
	readonly flights = new SingleFlight<CachedBody>();
}

// Nobody has this many keys; the bound is for a flow that makes them up.
const MAX_ACCOUNTS = 200;

const accounts = new Map<string, Account>();

/**
 * The account of a key: the same object for every node, workflow and flow in the process, so that
 * their calls are counted together. The sandbox has a budget of its own. Holds no key.
 */
export function sharedAccount(apiKey: string, baseUrl: string): Account {
	const name = `${fingerprint(apiKey)} ${baseUrl}`;
	const account = accounts.get(name) ?? new Account();
	accounts.delete(name);
	accounts.set(name, account);
	const [longestUnused] = accounts.keys();
	if (accounts.size > MAX_ACCOUNTS && longestUnused !== undefined) accounts.delete(longestUnused);
	return account;
}
