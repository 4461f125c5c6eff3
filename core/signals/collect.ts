import type { AnyEndpoint, Row } from '../api/endpoint';
import { assetParameter } from '../api/parameters';
import { isObject, number, time, withRest, type JsonObject } from '../api/read';
import { endpointOf } from '../api/stream';
import { Answer } from '../client/answer';
import { isKingfisherError } from '../client/errors';
import { Snapshot } from '../client/snapshot';
import { frameOf } from '../stream/frame';
import { StreamMessage } from '../stream/message';
import { factsOf, symbol, type Facts, type Unusable } from './facts';
import { positive } from './plausible';
import { endpointNamed, endpointOfResponse, endpointOfRow, isRow } from './recognise';

/** What is known of a value from where it was found. */
interface Hint {
	endpoint?: AnyEndpoint | undefined;
	parameters: JsonObject;
	receivedAt: number;
}

/** Messages in lists in messages: nobody means more than this. */
const MAX_ENVELOPES = 4;

/** Deeper than any response; what is deeper is left unread. */
const MAX_DEPTH = 100;

const PRICE_NAMES = ['price', 'currentPrice', 'current_price', 'markPrice', 'lastPrice'];
const TICK_NAMES = [...PRICE_NAMES, 'asset', 'symbol', 'exchange', 'currency', 'time', 'timestamp'];

/** Gathers the data in whatever is handed over; the order of what is given is kept. */
export class Collector {
	readonly facts: Facts[] = [];
	readonly remarks: string[] = [];
	private readonly ticks: { asset: string | null; price: number }[] = [];

	constructor(
		private readonly reads: readonly AnyEndpoint[],
		private readonly context: { now: number; asset: string | null; price: number | null },
	) {}

	take(given: unknown): void {
		const asset = this.context.asset ?? undefined;
		this.value(given, { parameters: { asset }, receivedAt: this.context.now }, 0);
	}

	/** Every asset that the data name, in the order in which they came. */
	assets(): string[] {
		const named = [...this.facts, ...this.ticks].flatMap(({ asset }) => asset ?? []);
		return [...new Set(named)];
	}

	/** The newest price that came by itself. */
	priceOf(asset: string): number | null {
		const own = this.ticks.filter((one) => one.asset === null || one.asset === asset);
		return own.at(-1)?.price ?? null;
	}

	private value(given: unknown, hint: Hint, level: number): void {
		if (given === undefined || given === null) return;
		if (given instanceof Snapshot) this.snapshot(given as Snapshot);
		else if (isKingfisherError(given)) this.remark(given.message);
		else if (level > MAX_ENVELOPES || ArrayBuffer.isView(given)) this.notRecognised();
		else if (Array.isArray(given)) this.list(given, hint, level);
		else if (isObject(given)) this.object(given, hint, level);
		else if (typeof given === 'number') this.tick({ price: given }, hint);
		else this.notRecognised();
	}

	private snapshot(given: Snapshot): void {
		this.add(factsOf(given));
		// Such as that it is an old one, since a new one could not be had.
		if (given instanceof Answer) for (const hint of given.hints()) this.remark(hint);
	}

	private object(given: JsonObject, hint: Hint, level: number): void {
		if ('payload' in given) this.message(given, hint, level);
		else if (isObject(given['json'])) this.value(given['json'], hint, level + 1);
		else if (isDeeper(given, MAX_DEPTH)) this.notRecognised();
		else if (this.frame(given, hint)) return;
		// The data of a stream trigger, which can bring the message along as it came.
		else if (isObject(given['raw']) && this.frame(given['raw'], hint)) return;
		else if (endpointOfRow(given)) this.rows([given]);
		else if (Object.keys(given).every((name) => TICK_NAMES.includes(name))) this.tick(given, hint);
		else this.response(given, hint);
	}

	/** A message of Node-RED; our nodes tell in `kingfisher` what is in it. */
	private message(given: JsonObject, outer: Hint, level: number): void {
		const facts = isObject(given['kingfisher']) ? given['kingfisher'] : {};
		const parameters = isObject(facts['parameters']) ? facts['parameters'] : {};
		// Our nodes put the asset there; others put there whatever they like.
		const topic = assetParameter().read(given['topic']);
		const asset = outer.parameters['asset'] ?? ('value' in topic ? topic.value : undefined);
		const hint: Hint = {
			endpoint: endpointNamed(facts['endpoint']),
			parameters: { asset, ...parameters },
			receivedAt: time(facts['receivedAt']) ?? outer.receivedAt,
		};
		const { payload, parts } = given;
		const count = isObject(parts) ? number(parts['count']) : null;
		if (facts['raw'] !== undefined && hint.endpoint) this.response(facts['raw'], hint);
		else if (count !== null && count > 1 && isObject(payload) && endpointOfRow(payload)) {
			this.remark(
				`one row of ${count} was handed over: they are needed together: choose the output with all rows in one message`,
			);
		} else this.value(payload, hint, level + 1);
	}

	private list(given: unknown[], hint: Hint, level: number): void {
		const { endpoint } = hint;
		if (given.length === 0) {
			const asset = symbol(hint.parameters['asset']);
			if (endpoint) this.facts.push({ endpoint, asset, rows: [], summary: null });
			return;
		}
		const items = given.map((one) => (isObject(one) && isObject(one['json']) ? one['json'] : one));
		const rows = items.filter(isOurRow);
		this.rows(rows);
		const others = items.filter((one) => !isOurRow(one));
		if (others.length === 0) return;
		const isWhole = rows.length === 0 && !others.some(standsAlone) && !isDeeper(others, MAX_DEPTH);
		if (isWhole && (endpoint ?? endpointOfResponse(others, this.reads)))
			this.response(others, hint);
		else for (const one of others) this.value(one, hint, level + 1);
	}

	/** Rows of one delivery belong together. */
	private rows(records: JsonObject[]): void {
		const groups = new Map<string, { endpoint: AnyEndpoint; asset: string | null; rows: Row[] }>();
		for (const record of records) {
			const endpoint = endpointOfRow(record);
			if (!endpoint) continue;
			const asset = symbol(record['asset']);
			const key = JSON.stringify([endpoint.name, asset, record['receivedAt'] ?? null]);
			const group = groups.get(key) ?? { endpoint, asset, rows: [] };
			group.rows.push(withRest({}, record));
			groups.set(key, group);
		}
		for (const { endpoint, asset, rows } of groups.values()) {
			const all = rows.filter((row) => isRow(endpoint, row));
			const summary = rows.find((row) => !isRow(endpoint, row)) ?? null;
			this.facts.push({ endpoint, asset, rows: all.length > 0 ? all : null, summary });
		}
	}

	/** A message of the stream, as it came. */
	private frame(given: JsonObject, { receivedAt }: Hint): boolean {
		const frame = frameOf(given, '', receivedAt);
		if (!frame || !endpointOf(frame.channel)) return false;
		const message = StreamMessage.of(frame, this.context.price ?? undefined);
		if (message) this.add(factsOf(message));
		return message !== undefined;
	}

	private tick(given: JsonObject, hint: Hint): void {
		const name = PRICE_NAMES.find((one) => given[one] !== undefined);
		const price = name === undefined ? null : positive(given[name]);
		if (price === null) this.notRecognised();
		else this.ticks.push({ asset: symbol(given['asset'] ?? hint.parameters['asset']), price });
	}

	private response(given: unknown, { endpoint, parameters, receivedAt }: Hint): void {
		const isData = typeof given === 'object' && !isDeeper(given, MAX_DEPTH);
		const known = isData ? (endpoint ?? endpointOfResponse(given, this.reads)) : undefined;
		if (!known) this.notRecognised();
		else this.add(factsOf(new Snapshot(known, parameters, receivedAt, given)));
	}

	private add(facts: Facts | Unusable): void {
		if ('unusable' in facts) this.remark(facts.unusable);
		else this.facts.push(facts);
	}

	private notRecognised(): void {
		const titles = this.reads.map(({ title }) => title.toLowerCase());
		const wanted = titles.length === 0 ? 'anything' : titles.join(' or ');
		this.remark(`something was handed over that is not recognised as ${wanted}`);
	}

	private remark(text: string): void {
		if (!this.remarks.includes(text) && this.remarks.length < 20) this.remarks.push(text);
	}
}

function isOurRow(value: unknown): value is JsonObject {
	const isRecord = isObject(value) && !('payload' in value) && endpointOfRow(value) !== undefined;
	return isRecord && !isDeeper(value, MAX_DEPTH);
}

/** Whether it is something by itself, and not an entry of a response that is a bare list. */
function standsAlone(value: unknown): boolean {
	if (value instanceof Snapshot || isKingfisherError(value)) return true;
	if (!isObject(value)) return false;
	const isEnvelope = 'payload' in value || frameOf(value, '', 0) !== undefined;
	return isEnvelope || endpointOfResponse(value, []) !== undefined;
}

function isDeeper(value: unknown, levels: number): boolean {
	if (typeof value !== 'object' || value === null) return false;
	return levels === 0 || Object.values(value).some((one) => isDeeper(one, levels - 1));
}
