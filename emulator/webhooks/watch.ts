import type { Condition, Conditions } from './conditions';
import type { Webhook, WebhookEvent, WebhookStore } from './store';

export interface WatchParts {
	store: WebhookStore;
	conditions: Pick<Conditions, 'exist' | 'holding'>;
	/** A condition has begun to hold. */
	entered: (webhook: Webhook, event: WebhookEvent, condition: Condition) => void;
}

/**
 * Watches the conditions of every registration's events, and tells of those that hold and did not at the
 * look before.
 */
export class Watch {
	/** What held at the last look, by registration and event. */
	#held = new Map<string, Set<string>>();

	constructor(private readonly parts: WatchParts) {}

	look(): void {
		const { store, conditions, entered } = this.parts;
		const holding = new Map<string, Set<string>>();
		for (const webhook of store.all()) {
			const { id, events, config } = webhook;
			// An event named twice is one all the same.
			for (const event of new Set(events)) {
				if (!conditions.exist(event, config.asset)) continue;
				const now = conditions.holding(event, config);
				const name = `${id} ${event}`;
				const before = this.#held.get(name);
				holding.set(name, new Set(now.map(({ key }) => key)));
				// A regime that has been seen once only has not flipped.
				if (event === 'gex.flip' && !before) continue;
				for (const condition of now) {
					if (!before?.has(condition.key)) entered(webhook, event, condition);
				}
			}
		}
		this.#held = holding;
	}

	forget(): void {
		this.#held.clear();
	}
}
