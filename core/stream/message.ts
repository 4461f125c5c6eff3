import type { Limits, Row } from '../api/endpoint';
import { isObject, iso, string, withRest, type JsonObject } from '../api/read';
import { endpointOf, type StreamedEndpoint } from '../api/stream';
import { Snapshot } from '../client/snapshot';
import type { Frame } from './frame';

/** Whether any of them limits anything. */
export function isLimited(limits: Limits): boolean {
	return Object.values(limits).some((limit) => limit !== undefined);
}

/** One message of the stream, read like an answer of the endpoint that has the same data. */
export class StreamMessage extends Snapshot<StreamedEndpoint> {
	/** Wire name. */
	readonly channel: string;
	readonly asset: string;
	/** `null` when the message does not say, and several were subscribed to. */
	readonly exchange: string | null;
	private response: unknown;

	private constructor(
		endpoint: StreamedEndpoint,
		private readonly frame: Frame,
		private readonly price: number | undefined,
		response?: unknown,
	) {
		const parameters = { asset: frame.asset, exchange: frame.source };
		super(endpoint, parameters, frame.receivedAt, undefined, frame.time ?? frame.receivedAt);
		this.response = response;
		this.channel = frame.channel;
		this.asset = frame.asset;
		this.exchange = frame.source;
	}

	/** Without the documented form its rows and summary are the fields as they came. */
	get isReadable(): boolean {
		return this.shape.error === undefined;
	}

	/** @param price of the asset, where it is known: messages carry none */
	static of(frame: Frame, price?: number): StreamMessage | undefined {
		const endpoint = endpointOf(frame.channel);
		return endpoint && frame.isWhole ? new StreamMessage(endpoint, frame, price) : undefined;
	}

	/** The message as it came; shared by everybody who gets it. */
	get raw(): JsonObject {
		return this.frame.value ?? {};
	}

	/** The message as it came, for the caller alone. */
	takeRaw(): JsonObject {
		return this.frame.take() ?? {};
	}

	/** Put together when somebody looks at it: who takes the message as it came never does. */
	protected override get content(): unknown {
		return (this.response ??= this.asResponse());
	}

	/** Only what the limits let through; `undefined` = nothing. What cannot be read passes. */
	within(frame: Frame, limits: Limits): StreamMessage | undefined {
		const { stream } = this.endpoint;
		if (!isLimited(limits) || !stream.narrow || !this.isReadable) return this;
		const content: unknown = stream.narrow(this.data(), limits);
		return content === undefined
			? undefined
			: new StreamMessage(this.endpoint, frame, this.price, content);
	}

	override rows(options: { simplify?: boolean } = {}): Row[] {
		return this.isReadable ? super.rows(options) : [this.asItCame()];
	}

	override summary(options: { simplify?: boolean } = {}): Row {
		return this.isReadable ? super.summary(options) : this.asItCame();
	}

	override text(): string {
		if (this.isReadable) return super.text();
		return `${this.asset}: ${this.endpoint.title.toLowerCase()} in a form that is not documented`;
	}

	private asResponse(): JsonObject {
		const { data } = this.raw;
		const content = isObject(data) ? data : { data };
		return {
			asset: this.asset,
			...(this.exchange === null ? {} : { exchange: this.exchange }),
			...(this.price === undefined ? {} : { current_price: this.price }),
			...(this.endpoint.stream.response?.(content) ?? content),
		};
	}

	private asItCame(): Row {
		const data = isObject(this.raw['data']) ? this.raw['data'] : this.raw;
		const time = { time: this.at, timestamp: iso(this.at) };
		const columns = { channel: this.channel, asset: this.asset, exchange: this.exchange, ...time };
		return withRest(columns, data, string(data['timestamp']) === null ? [] : ['timestamp']);
	}
}
