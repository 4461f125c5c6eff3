import { setImmediate, setTimeout } from 'node:timers/promises';
import type { ClusterUpdate, Scenario } from '../scenario';
import type { Messages } from './messages';
import type { Sessions } from './sessions';
import type { Subscription } from './subscription';

export interface LoadParts {
	scenario: Scenario;
	messages: Messages;
	sessions: Sessions;
	/** Told in turn. */
	subscriptions: Subscription[];
	/** In each message of `liquidations`. */
	clusters: number;
	/** Ends the run early. */
	signal: AbortSignal;
}

/** The last sequence of each subscription, by its key. */
export type LastSequences = Record<string, number>;

/** Messages between two looks at the rest of the process, when no socket asks for a pause. */
const IN_ONE_GO = 256;

/** One run of many numbered messages. */
export class Load {
	readonly #last: LastSequences = {};
	readonly #turns: { key: string; text: (sequence: number) => string }[];
	#sequence = 0;

	/** @throws RangeError for nothing to tell */
	constructor(private readonly parts: LoadParts) {
		checkAmount('clusters', parts.clusters);
		if (parts.subscriptions.length === 0) throw new RangeError("'assets' must not be empty");
		this.#turns = parts.subscriptions.map((subscription) => ({
			key: subscription.key,
			text: this.#numbered(subscription),
		}));
	}

	/** As fast as the sockets take them. */
	async burst(count: number): Promise<LastSequences> {
		checkAmount('count', count);
		while (this.#sequence < count && !this.parts.signal.aborted) await this.#next();
		return this.#last;
	}

	/** What is late, since a socket was full, is made up for. */
	async steady(perSecond: number, seconds: number): Promise<LastSequences> {
		checkAmount('perSecond', perSecond);
		checkAmount('seconds', seconds);
		const { signal } = this.parts;
		const count = Math.round(perSecond * seconds);
		const start = performance.now();
		while (this.#sequence < count && !signal.aborted) {
			const due = Math.floor(((performance.now() - start) * perSecond) / 1000) + 1;
			await this.burst(Math.min(count, due));
			const wait = start + (this.#sequence * 1000) / perSecond - performance.now();
			// An abort ends the wait, and with it the loop.
			if (wait > 0) await setTimeout(wait, undefined, { signal }).catch(() => {});
		}
		return this.#last;
	}

	async #next(): Promise<void> {
		const sequence = this.#sequence++;
		const turn = this.#turns[sequence % this.#turns.length];
		if (!turn) return;
		const text = turn.text(sequence);
		const audience = this.parts.sessions.subscribedTo(turn.key);
		for (const session of audience) session.deliver(turn.key, text);
		this.#last[turn.key] = sequence;
		// Without the wait, what a slow reader has not taken yet would pile up here.
		const full = audience.filter((session) => session.full);
		if (full.length > 0) await Promise.all(full.map((session) => session.drained()));
		else if (sequence % IN_ONE_GO === IN_ONE_GO - 1) await setImmediate();
	}

	/** Only what changes is put together per message: the sockets should be the limit, not this. */
	#numbered(subscription: Subscription): (sequence: number) => string {
		const data = { sequence: 0, ...this.#data(subscription) };
		const [head = '', tail = ''] = this.parts.messages
			.text(subscription, data)
			.split('"sequence":0');
		return (sequence) => {
			const now = Date.now();
			const timestamp = new Date(now).toISOString();
			return `${head}"timestamp":"${timestamp}","sequence":${sequence},"sent_at":${now}${tail}`;
		};
	}

	#data(subscription: Subscription): object {
		const { messages, scenario, clusters } = this.parts;
		if (subscription.channel === 'liquidations') {
			return { clusters: clustersAround(scenario.price(subscription.market), clusters) };
		}
		const { timestamp: _, ...data } = messages.data(subscription) as Record<string, unknown>;
		return data;
	}
}

/** As many as asked for, which the market may not have: longs below the price, shorts above it. */
function clustersAround(price: number, count: number): ClusterUpdate['clusters'] {
	return Array.from({ length: count }, (_, index) => {
		const below = index < count / 2;
		const size = 1_000_000_000 + index * 10_000_000;
		return {
			price: Number((price * (0.95 + (0.1 * (index + 0.5)) / count)).toPrecision(6)),
			long_liquidations: below ? size : size / 100,
			short_liquidations: below ? size / 100 : size,
		};
	});
}

function checkAmount(name: string, value: number): void {
	if (!(Number.isFinite(value) && value >= 0)) {
		throw new RangeError(`'${name}' must be a number that is not negative`);
	}
}
