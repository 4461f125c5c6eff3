/** The WebSocket stream of the emulator as its user, a test or a demo, sees it. */
export interface EmulatorStream {
	/** `ws://127.0.0.1:PORT/v1/stream` */
	readonly url: string;
	/** Sockets that are open now, oldest first. */
	connections(): StreamConnection[];
	/** Sockets accepted (the upgrade completed) since the start or the last reset. */
	opened(): number;
	/** Upgrade requests since the start or the last reset, the refused ones included. */
	attempts(): number;
	/** `channel:asset:exchange` of all open sockets together, sorted; a duplicate shows up twice. */
	subscriptions(): string[];
	/**
	 * Every frame clients sent, oldest first; the same array for good. The key of an auth frame is replaced
	 * by its tier; one that was put elsewhere stays, so that a leak can be seen.
	 */
	readonly received: ReceivedFrame[];
	/**
	 * How it behaves from now on, beside what was set before; a reset restores the defaults.
	 * @throws TypeError that says which field is wrong, changing nothing
	 */
	behave(changes: Partial<StreamBehaviour>): void;
	readonly behaviour: StreamBehaviour;
	/**
	 * Sends one message of the market, or of the guide's scenario, to every socket subscribed to it: for
	 * exchange `all` when none is given. `data` replaces fields of the genuine data or adds to them.
	 * Returns to how many sockets.
	 * @throws RangeError for a channel, asset or exchange that does not exist
	 */
	publish(channel: string, asset: string, options?: PublishOptions): number;
	/**
	 * Sends this as it stands to every open, authenticated socket: a string as a text frame, a Buffer as a
	 * binary frame, anything else as JSON. Returns to how many sockets.
	 */
	sendRaw(frame: unknown): number;
	/** Ends the open connections, by a TCP reset or by a close frame. Returns how many. */
	drop(how?: 'destroy' | { code: number; reason?: string }): number;
	/**
	 * Every open socket goes silent without closing: nothing is sent, frames, pings and close frames are
	 * left unanswered, TCP stays open. New connections behave normally.
	 */
	goSilent(): void;
	/** Ends the silence; the frames that came in meanwhile are answered now. */
	resume(): void;
	/**
	 * Ends the authenticated sessions of a key the way `behaviour.refuse` says. A tier set to 'expired'
	 * only keeps the next session from beginning. Returns how many.
	 */
	revoke(key: string): number;
	/**
	 * Messages as fast as the sockets take them, for the given assets in turn. Each carries `data.sequence`
	 * (0, 1, 2, … over all assets), `data.timestamp` (the real time, with ms) and `data.sent_at` (ms since
	 * 1970). Resolves when all is written, with the last sequence per `channel:asset:exchange`.
	 */
	burst(count: number, options?: LoadOptions): Promise<Record<string, number>>;
	/** The same messages at a steady rate. */
	steady(
		perSecond: number,
		seconds: number,
		options?: LoadOptions,
	): Promise<Record<string, number>>;
}

export interface StreamConnection {
	/** Never given twice by one emulator. */
	id: number;
	/** Of the key it sent last. */
	tier: 'pro' | 'elite' | undefined;
	authenticated: boolean;
	/** `channel:asset:exchange`, in order of subscription. */
	subscriptions: string[];
}

export interface ReceivedFrame {
	/** The id of the connection. */
	connection: number;
	/** By the emulator's clock, ms. */
	at: number;
	/** Parsed JSON, or the text where it is not JSON. */
	frame: unknown;
}

export interface PublishOptions {
	exchange?: string;
	data?: object;
	timestamp?: string;
}

export interface LoadOptions {
	/** `liquidations` when left out. */
	channel?: string;
	/** `['BTC']` when left out. */
	assets?: string[];
	/** Clusters in each message of `liquidations`; 20 when left out. */
	clusters?: number;
}

/** Where the guide is silent, the ways in which a real server plausibly might behave. */
export interface StreamBehaviour {
	/**
	 * Acknowledges auth by `{"type":"auth","status":"ok"}` and a subscription by
	 * `{"type":"subscribed","channel",…}`. The guide documents neither. Default false.
	 */
	acknowledge: boolean;
	/**
	 * How a bad key, or a plan without streaming, is refused: `frame` (the default) an error in the REST form and
	 * then close 4401 or 4403; `frameOnly` the error without closing; `close` a close code alone; `silent`
	 * nothing at all. `http` refuses every upgrade, since the key cannot be known then.
	 */
	refuse: 'frame' | 'frameOnly' | 'close' | 'http' | 'silent';
	/** For `close`, in place of 4401 and 4403. */
	closeCode?: number | undefined;
	/** For `http`; 401 when left out. */
	httpStatus?: number | undefined;
	/**
	 * False, the default: keys are judged by their tier. `all` refuses every key as invalid, `plan` every
	 * key as one of a plan without streaming.
	 */
	refuseKeys: false | 'all' | 'plan';
	/** Refuses upgrades by a TCP reset or an HTTP status; they are accepted when left out. */
	refuseUpgrade?: 'reset' | number | undefined;
	/**
	 * ms between messages of the market's own changes, for every subscription, the first one right after
	 * subscribing; 0, the default, sends only what is published.
	 */
	publishEveryMs: number;
	/** ms between heartbeats; 0, the default, sends none. */
	heartbeatEveryMs: number;
	/** `{"type":"heartbeat"}` (the default), `{"type":"ping"}`, or a ping frame of the protocol. */
	heartbeat: 'heartbeat' | 'ping' | 'protocol';
	/** `{"action":"ping"}` is answered by `{"type":"pong"}`, or not at all; false, the default: by an error. */
	answerPing: boolean | 'ignore';
	/** Repeats every data message this many times. Default 0. */
	repeat: number;
	/** Sends, after each data message, the one before it of the same subscription again. Default false. */
	outOfOrder: boolean;
	/** Names the exchange in messages, at the top or in `data`. The guide does not. Default false. */
	includeExchange: boolean | 'data';
	/** Understands the undocumented `{"action":"unsubscribe",…}`; otherwise an error. Default true. */
	unsubscribe: boolean;
	/** Takes subscriptions to assets the market does not have; they get the data of BTC. Default false. */
	anyAsset: boolean;
}
