import { setTimeout } from 'node:timers/promises';
import { callbackUrl } from './callback-url';
import type { DeliveryLog } from './delivery-log';
import { sendRequest, type Outgoing } from './request';
import { signatureHeaders } from './signature';
import type { DeliveryReport, WebhookBehaviour } from './types';

export interface CourierParts {
	log: DeliveryLog;
	now: () => number;
}

/** One event for one registration. */
export interface Delivery {
	id: string;
	registration: string;
	event: string;
	/** As registered. */
	url: string;
	body: Buffer;
	/** Throughout, whatever is set meanwhile. */
	behaviour: Readonly<WebhookBehaviour>;
	/** Ends it early, leaving nothing. */
	signal: AbortSignal;
}

type About = Pick<DeliveryReport, 'registration' | 'event' | 'deliveryId' | 'attempt'>;

/** Brings deliveries to their addresses: repeated, retried and recorded. */
export class Courier {
	constructor(private readonly parts: CourierParts) {}

	/** @returns every attempt, in the order they were made */
	async deliver(delivery: Delivery): Promise<DeliveryReport[]> {
		const { times, together, delayMs } = delivery.behaviour;
		const attempts: Promise<DeliveryReport>[] = [];
		const copy = async () => {
			for (const pauseMs of [0, ...delivery.behaviour.retryAfterMs]) {
				await pause(pauseMs, delivery.signal);
				if (delivery.signal.aborted) return;
				const attempt = this.#attempt(delivery, attempts.length + 1);
				attempts.push(attempt);
				if (isTaken((await attempt).status)) return;
			}
		};
		await pause(delayMs, delivery.signal);
		if (together) await Promise.all(Array.from({ length: times }, copy));
		else for (let sent = 0; sent < times; sent++) await copy();
		return await Promise.all(attempts);
	}

	/** Sends a request once and records it, unless it was cut short. */
	async send(outgoing: Outgoing, about: About): Promise<DeliveryReport> {
		const at = this.parts.now();
		const outcome = await sendRequest(outgoing);
		const report = { ...about, url: outgoing.url, ...outcome, at };
		if (!outgoing.signal.aborted) this.parts.log.add(report);
		return report;
	}

	async #attempt(delivery: Delivery, attempt: number): Promise<DeliveryReport> {
		const { id, registration, event, body, behaviour, signal } = delivery;
		const { deliveryId, contentType, timeoutMs } = behaviour;
		const headers = {
			'Content-Type': contentType,
			'User-Agent': 'kingfisher-emulator',
			...(typeof deliveryId === 'object' && { [deliveryId.header]: id }),
			...signatureHeaders(behaviour.signature, {
				id,
				at: this.parts.now() - behaviour.staleMs,
				body,
			}),
		};
		const url = callbackUrl(delivery.url, behaviour.token);
		return await this.send(
			{ url, method: 'POST', headers, body, timeoutMs, signal },
			{ registration, event, deliveryId: id, attempt },
		);
	}
}

function isTaken(status: number | undefined): boolean {
	return status !== undefined && status >= 200 && status < 300;
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
	// An abort ends the pause; who waited looks at the signal then.
	if (ms > 0) await setTimeout(ms, undefined, { signal }).catch(() => {});
}
