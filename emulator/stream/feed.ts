import { Pulse } from '../pulse';
import type { BehaviourSwitches } from './behaviour';
import type { Messages } from './messages';
import type { Session } from './session';
import type { Sessions } from './sessions';
import type { Subscription } from './subscription';

export interface FeedParts {
	behaviour: BehaviourSwitches;
	messages: Messages;
	sessions: Sessions;
}

/** A socket that has not taken this much yet misses a turn: the next message holds the full state again. */
const TOO_MUCH_BACKLOG = 1024 * 1024;

/** What goes out at intervals without being asked for: the market's changes and heartbeats. */
export class Feed {
	readonly #market = new Pulse(() => this.#tellAll());
	readonly #heartbeat = new Pulse(() => this.#beat());

	constructor(private readonly parts: FeedParts) {}

	/** Takes the present behaviour's intervals. */
	keepPace(): void {
		const { publishEveryMs, heartbeatEveryMs } = this.parts.behaviour.current;
		this.#market.every(publishEveryMs);
		this.#heartbeat.every(heartbeatEveryMs);
	}

	stop(): void {
		this.#market.every(0);
		this.#heartbeat.every(0);
	}

	/** Where the market is told at intervals, a subscriber hears of it at once. */
	greet(session: Session, subscription: Subscription): void {
		if (this.parts.behaviour.current.publishEveryMs === 0) return;
		session.deliver(subscription.key, this.#text(subscription));
	}

	#tellAll(): void {
		const texts = new Map<string, string>();
		for (const session of this.parts.sessions.open()) {
			if (session.backlog > TOO_MUCH_BACKLOG) continue;
			const subscriptions = new Map(session.subscriptions.map((one) => [one.key, one]));
			for (const [key, subscription] of subscriptions) {
				const text = texts.get(key) ?? this.#text(subscription);
				texts.set(key, text);
				session.deliver(key, text);
			}
		}
	}

	#text(subscription: Subscription): string {
		const { messages } = this.parts;
		return messages.text(subscription, messages.data(subscription));
	}

	#beat(): void {
		const { heartbeat } = this.parts.behaviour.current;
		for (const session of this.parts.sessions.open()) {
			if (heartbeat === 'protocol') session.ping();
			else session.send({ type: heartbeat });
		}
	}
}
