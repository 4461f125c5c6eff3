export const WEBHOOK_EVENTS = [
	'liquidation.cluster_proximity',
	'gex.flip',
	'funding.rate.extreme',
] as const;

export type WebhookEvent = (typeof WEBHOOK_EVENTS)[number];

export interface Webhook {
	id: string;
	/** Whose it is: registrations of one key are invisible to another. */
	keyId: string;
	tier: 'pro' | 'elite';
	url: string;
	events: WebhookEvent[];
	config: { asset: string; threshold?: number };
	createdAt: string;
}

export type Registration = Pick<Webhook, 'url' | 'events' | 'config'>;
export type Owner = Pick<Webhook, 'keyId' | 'tier'>;

/** The registered webhooks, in order of registration. */
export class WebhookStore {
	readonly #webhooks = new Map<string, Webhook>();
	#registered = 0;

	add(owner: Owner, createdAt: string, registration: Registration): Webhook {
		this.#registered++;
		const id = `wh_${String(this.#registered).padStart(6, '0')}`;
		const webhook = { id, ...owner, ...registration, createdAt };
		this.#webhooks.set(id, webhook);
		return webhook;
	}

	all(): Webhook[] {
		return [...this.#webhooks.values()];
	}

	of(keyId: string): Webhook[] {
		return this.all().filter((webhook) => webhook.keyId === keyId);
	}

	find(keyId: string, id: string): Webhook | undefined {
		const webhook = this.#webhooks.get(id);
		return webhook?.keyId === keyId ? webhook : undefined;
	}

	remove(id: string): void {
		this.#webhooks.delete(id);
	}

	clear(): void {
		this.#webhooks.clear();
		this.#registered = 0;
	}
}

export function isWebhookEvent(value: unknown): value is WebhookEvent {
	return (WEBHOOK_EVENTS as readonly unknown[]).includes(value);
}
