import type { Answer } from '../client/answer';
import type { Client } from '../client/client';
import { isKingfisherError, type KingfisherError } from '../client/errors';
import type { Settings } from '../client/settings';
import { evaluateSignal, type Evaluation } from './evaluate';
import { inputFrom } from './input';
import { readMemory, type SignalMemory } from './memory';
import { planCalls, type Plan, type PlannedCall, type Watch } from './plan-calls';

export interface RoundOptions {
	/** For every call of the round. */
	settings?: Partial<Settings>;
	/** Epoch ms; asked when the answers are there. */
	now: () => number;
}

export interface Round {
	/** To be kept, and handed in with the next round. */
	memory: SignalMemory;
	/** One for each watch, in their order. */
	evaluations: Evaluation[];
	/** Calls that failed: their signals are without that input, and say so. */
	failures: KingfisherError[];
}

/** Calls under way at the same time. */
const AT_A_TIME = 5;

/** What a round asked, and what came of it. */
export interface Gathered {
	plan: Plan;
	/** One for each call of the plan. */
	given: (Answer | KingfisherError)[];
}

/**
 * One round of signals: asks what they need, each question once, and evaluates them.
 *
 * @param kept the memory of the last round
 * @throws KingfisherError when every call has failed, or it was cancelled: there is nothing to evaluate
 */
export async function evaluateRound(
	client: Client,
	watches: readonly Watch[],
	kept: unknown,
	{ settings, now }: RoundOptions,
): Promise<Round> {
	const gathered = await gatherRound(client, watches, settings);
	return judgeRound(gathered, kept, now());
}

/**
 * The first half of a round: asks. A host where others may change the memory while it waits reads the
 * memory after this, and not before.
 *
 * @throws KingfisherError when every call has failed, or it was cancelled: there is nothing to evaluate
 */
export async function gatherRound(
	client: Client,
	watches: readonly Watch[],
	settings: Partial<Settings> = {},
): Promise<Gathered> {
	const plan = planCalls(watches);
	const given: (Answer | KingfisherError)[] = [];
	for (let start = 0; start < plan.calls.length; start += AT_A_TIME) {
		const calls = plan.calls.slice(start, start + AT_A_TIME);
		given.push(...(await Promise.all(calls.map((call) => outcomeOf(client, call, settings)))));
	}
	const failures = given.filter(isKingfisherError);
	const [first] = failures;
	const isCancelled = failures.some(({ code }) => code === 'cancelled');
	if (first && (isCancelled || failures.length === given.length)) throw first;
	return { plan, given };
}

/** The second half of a round: evaluates. Never throws. */
export function judgeRound({ plan, given }: Gathered, kept: unknown, now: number): Round {
	let memory = readMemory(kept);
	const evaluations = plan.evaluations.map(({ signal, asset, price, settings, calls }) => {
		const own = calls.map((index) => given[index]);
		const input = inputFrom(signal, own, { now, asset, price });
		const evaluation = evaluateSignal(signal, memory, input, settings);
		memory = evaluation.memory;
		return evaluation;
	});
	return { memory, evaluations, failures: given.filter(isKingfisherError) };
}

async function outcomeOf(
	client: Client,
	{ endpoint, parameters }: PlannedCall,
	settings: Partial<Settings>,
): Promise<Answer | KingfisherError> {
	try {
		return await client.ask(endpoint, parameters, settings);
	} catch (caught) {
		if (!isKingfisherError(caught)) throw caught;
		return caught;
	}
}
