/** The emulator's webhooks as their user, a test or a demo, sees them. */
export interface EmulatorWebhooks {
	/** Present registrations of all keys, oldest first; `tier` is that of the key when it registered. */
	registrations(): RegisteredWebhook[];
	/**
	 * Fires an event now, to every registration of that event and asset, in the way `behaviour` says.
	 * Resolves when every delivery has been answered or given up, with every attempt.
	 * @throws RangeError for an event or an asset that does not exist, or `gex.flip` where there are no options
	 */
	fire(event: string, asset: string, options?: FireOptions): Promise<DeliveryReport[]>;
	/**
	 * Sends exactly this to an address, as an attacker or a broken provider would. Of the behaviour only
	 * `timeoutMs` counts.
	 * @throws TypeError for an address that is not http or https, or headers that cannot be sent
	 */
	send(url: string, options: SendOptions): Promise<DeliveryReport>;
	/**
	 * Every attempt that has ended since the start or the last reset, in the order they ended; the same
	 * array for good. Those a reset or the end of the emulator cut short are not in it.
	 */
	readonly deliveries: DeliveryReport[];
	/**
	 * How it delivers from now on, beside what was set before; a reset restores the defaults.
	 * @throws TypeError that says which field is wrong, changing nothing
	 */
	behave(changes: Partial<WebhookBehaviour>): void;
	readonly behaviour: WebhookBehaviour;
}

export interface RegisteredWebhook {
	id: string;
	url: string;
	events: string[];
	config: { asset: string; threshold?: number };
	tier: 'pro' | 'elite';
}

export interface FireOptions {
	/** Replaces fields of the genuine data, or adds to them. */
	data?: object;
	/**
	 * In the payload, as it stands. When left out: the time by the emulator's clock, or in the guide
	 * scenario the guide's own, which receivers that mind the time find long past.
	 */
	timestamp?: string;
	/** For every registration the same; each delivery has an id of its own when left out. */
	deliveryId?: string;
}

export interface SendOptions {
	/** POST when left out. */
	method?: string;
	/** None but Host, Connection and Content-Length are added. */
	headers?: Record<string, string>;
	body?: string | Buffer;
}

/** One request and what came of it. */
export interface DeliveryReport {
	/** The registration's id; undefined for what was only sent. */
	registration: string | undefined;
	event: string | undefined;
	/** Given to every delivery, also where it is not sent along. */
	deliveryId: string | undefined;
	/** 1, 2, 3, … within a delivery: duplicates and retries count alike. */
	attempt: number;
	url: string;
	/** Undefined: no answer. */
	status: number | undefined;
	/** Of the answer, its first 64 Ki characters. */
	body: string;
	/** Why there is no answer, or no whole one. */
	error?: string;
	tookMs: number;
	/** When it was sent, by the emulator's clock, ms. */
	at: number;
}

/** Where the guide is silent, the ways in which a real provider plausibly might deliver. */
export interface WebhookBehaviour {
	/** How many times each delivery is sent, each time with its own retries. Default 1. */
	times: number;
	/** Sends the duplicates at the same moment instead of one after the other. Default false. */
	together: boolean;
	/** ms before a delivery is sent. Default 0. */
	delayMs: number;
	/**
	 * ms subtracted from the timestamps, the payload's and the signature's; negative for the future.
	 * Default 0. A timestamp given to `fire` stays as it is.
	 */
	staleMs: number;
	/** Pads a shorter body with blanks to so many bytes. Default 0. */
	padToBytes: number;
	/**
	 * What becomes of the token in the callback URL: `wrong` changes the last characters of the query, or
	 * of the path where there is no query; `missing` leaves out the query, or the last part of the path.
	 */
	token: 'right' | 'wrong' | 'missing';
	/** Unsigned, the default, when undefined. */
	signature?: StandardSignature | HmacSignature | undefined;
	/** Where a delivery's id stands: nowhere (the default: the guide shows none), or as said. */
	deliveryId: 'none' | 'body' | { header: string };
	/** Default `application/json`. */
	contentType: string;
	/**
	 * After no answer, or a status outside 2xx, further attempts follow after these pauses, in ms: the same
	 * body and delivery id, a signature of its own time. Default [].
	 */
	retryAfterMs: number[];
	/** How long an answer may take, in ms. Default 5000. */
	timeoutMs: number;
	/**
	 * ms between looks at the market for the events of each registration: they fire when their condition
	 * begins to hold (at the first look, if it does already; a flip needs a second one). 0, the default:
	 * only `fire` fires.
	 */
	watchEveryMs: number;
}

/**
 * Standard Webhooks: headers webhook-id, webhook-timestamp and webhook-signature
 * (`v1,` and the base64 HMAC-SHA256 of `id.timestamp.body`).
 */
export interface StandardSignature {
	kind: 'standard';
	/** `whsec_` and base64, or any text, whose bytes are the key then. */
	secret: string;
	/** Signs with another key. */
	wrong?: boolean;
}

/** An HMAC-SHA256 of the raw body in a header. */
export interface HmacSignature {
	kind: 'hmac';
	header: string;
	secret: string;
	/** Before the digest, such as `sha256=`. */
	prefix?: string;
	/** `hex` when left out. */
	encoding?: 'hex' | 'base64';
	/** Signs with another key. */
	wrong?: boolean;
}
