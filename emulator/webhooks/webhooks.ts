import { isoSeconds, type Scenario } from '../scenario';
import { Pulse } from '../pulse';
import type { ShapeSwitches } from '../shapes/shapes';
import { WebhookSwitches } from './behaviour';
import { Conditions } from './conditions';
import { Courier } from './courier';
import { DeliveryLog } from './delivery-log';
import { padded, payloadText, type Payload } from './payload';
import {
	isWebhookEvent,
	WEBHOOK_EVENTS,
	type Webhook,
	type WebhookEvent,
	type WebhookStore,
} from './store';
import type {
	DeliveryReport,
	EmulatorWebhooks,
	FireOptions,
	SendOptions,
	WebhookBehaviour,
} from './types';
import { Watch } from './watch';

export interface WebhooksParts {
	scenario: Scenario;
	shapes: ShapeSwitches;
	store: WebhookStore;
	now: () => number;
	log: (line: string) => void;
	/** Aborted when the emulator closes. */
	closing: AbortSignal;
}

/** The delivery of webhooks put together, and what a test can do to it. */
export class Webhooks implements EmulatorWebhooks {
	readonly #behaviour = new WebhookSwitches();
	readonly #conditions: Conditions;
	readonly #log: DeliveryLog;
	readonly #courier: Courier;
	readonly #watch: Watch;
	readonly #pulse = new Pulse(() => this.#watch.look());
	/** Receivers remember ids: two emulators started one after the other must not give the same. */
	readonly #idPrefix: string;
	#lastId = 0;
	/** Ends the deliveries under way. */
	#underWay = new AbortController();

	constructor(private readonly parts: WebhooksParts) {
		const { scenario, shapes, store, now, log, closing } = parts;
		this.#idPrefix = `evt_${now().toString(36)}`;
		this.#conditions = new Conditions({ scenario, shapes });
		this.#log = new DeliveryLog(now, log);
		this.#courier = new Courier({ log: this.#log, now });
		this.#watch = new Watch({
			store,
			conditions: this.#conditions,
			entered: (webhook, event, { data }) => {
				// Nobody waits for it: an address that cannot even be tried must not end the emulator.
				this.#deliver(webhook, event, data).catch((error: unknown) =>
					log(`webhook ${webhook.id} ${event} not sent: ${String(error)}`),
				);
			},
		});
		closing.addEventListener('abort', () => this.#stop(), { once: true });
	}

	get deliveries(): DeliveryReport[] {
		return this.#log.deliveries;
	}

	get behaviour(): WebhookBehaviour {
		return { ...this.#behaviour.current };
	}

	registrations() {
		return this.parts.store
			.all()
			.map(({ id, url, events, config, tier }) => ({ id, url, events, config, tier }));
	}

	behave(changes: Partial<WebhookBehaviour>): void {
		this.#behaviour.set(changes);
		const { watchEveryMs } = this.#behaviour.current;
		// What began to hold unseen is not told afterwards as if it were new.
		if (watchEveryMs === 0) this.#watch.forget();
		// A closed emulator leaves no timer.
		if (!this.parts.closing.aborted) this.#pulse.every(watchEveryMs);
	}

	async fire(event: string, asset: string, options: FireOptions = {}): Promise<DeliveryReport[]> {
		if (!isWebhookEvent(event)) {
			throw new RangeError(`No event '${event}'. There are: ${WEBHOOK_EVENTS.join(', ')}`);
		}
		if (!this.#conditions.exist(event, asset)) {
			throw new RangeError(`There is no ${event} of '${asset}'`);
		}
		const audience = this.parts.store
			.all()
			.filter(({ events, config }) => events.includes(event) && config.asset === asset);
		const reports = await Promise.all(
			audience.map((webhook) => {
				const data = { ...this.#conditions.latest(event, webhook.config), ...options.data };
				return this.#deliver(webhook, event, data, options);
			}),
		);
		return reports.flat();
	}

	async send(url: string, { method = 'POST', headers = {}, body }: SendOptions = {}) {
		const { timeoutMs } = this.#behaviour.current;
		const { signal } = this.#underWay;
		return await this.#courier.send(
			{ url, method, headers, body, timeoutMs, signal },
			{ registration: undefined, event: undefined, deliveryId: undefined, attempt: 1 },
		);
	}

	/** Ends what is under way and forgets what was set and delivered. */
	reset(): void {
		this.#stop();
		if (!this.parts.closing.aborted) this.#underWay = new AbortController();
		this.#behaviour.reset();
		this.#log.clear();
	}

	#stop(): void {
		this.#pulse.every(0);
		this.#watch.forget();
		this.#underWay.abort();
	}

	async #deliver(
		webhook: Webhook,
		event: WebhookEvent,
		data: object,
		{ timestamp, deliveryId = this.#nextId() }: FireOptions = {},
	): Promise<DeliveryReport[]> {
		const behaviour = this.#behaviour.current;
		const sample = this.parts.scenario.webhookSample?.();
		const payload: Payload = {
			...(behaviour.deliveryId === 'body' && { id: deliveryId }),
			event,
			timestamp: timestamp ?? this.#timestamp(sample, behaviour.staleMs),
			data,
		};
		return await this.#courier.deliver({
			id: deliveryId,
			registration: webhook.id,
			event,
			url: webhook.url,
			body: padded(payloadText(payload, sample), behaviour.padToBytes),
			behaviour,
			signal: this.#underWay.signal,
		});
	}

	/**
	 * The guide's, or the clock's: the market's own time may run ahead of it, and receivers compare with
	 * the time of day.
	 */
	#timestamp(sample: string | undefined, staleMs: number): string {
		const at = sample ? Date.parse((JSON.parse(sample) as Payload).timestamp) : this.parts.now();
		return isoSeconds(at - staleMs);
	}

	#nextId(): string {
		return `${this.#idPrefix}_${String(++this.#lastId).padStart(6, '0')}`;
	}
}
