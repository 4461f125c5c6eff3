import { serverFrame } from '../../core/stream/support/server-frame';

/** Frames of the guide's liquidation message, ready to be written to a socket as fast as it takes them. */

/** Sizes of the message that are measured. */
export const CLUSTERS = [20, 200];

/** Markets told of in turn. */
export const KEYS = Array.from({ length: 25 }, (_, index) => `COIN${index + 10}`);

const STAMP = '2026-02-01T12:34:56.789Z';

/** Stands for the moment of sending, as the price of the first cluster: 1 and 11 digits of nanoseconds. */
const PRICE = 100_000_000_000;

const WRAPS_NS = 100_000_000_000n;

/** The guide's message with `clusters` clusters, in its order of fields. */
export function message(asset: string, clusters: number): string {
	const list = Array.from({ length: clusters }, (_, index) => ({
		price: index === 0 ? PRICE : 60_000 + index * 70,
		long_liquidations: 5_000_000_000 - index * 10_000_000,
		short_liquidations: 200_000_000 + index * 1_000_000,
	}));
	return JSON.stringify({
		channel: 'liquidations',
		asset,
		data: { timestamp: STAMP, clusters: list },
	});
}

/** How long ago a message was sent, by its first price, in ms. */
export function age(price: number): number {
	const sent = BigInt(price - PRICE);
	const elapsed = (process.hrtime.bigint() - sent) % WRAPS_NS;
	return Number(elapsed) / 1e6;
}

/** As many unmasked WebSocket frames in one buffer; only what differs is written before each use. */
export class Chunk {
	readonly buffer: Buffer;
	private readonly stamps: number[] = [];
	private readonly prices: number[] = [];

	constructor(
		readonly count: number,
		clusters: number,
		/** The market of its first frame. */
		first = 0,
	) {
		const frames: Buffer[] = [];
		let at = 0;
		for (let index = 0; index < count; index += 1) {
			const text = message(KEYS[(first + index) % KEYS.length] ?? '', clusters);
			const frame = serverFrame(Buffer.from(text, 'latin1'));
			const head = frame.length - text.length;
			this.stamps.push(at + head + text.indexOf(STAMP));
			this.prices.push(at + head + text.indexOf(String(PRICE)));
			frames.push(frame);
			at += frame.length;
		}
		this.buffer = Buffer.concat(frames);
	}

	/**
	 * Dates every frame: each of a market a millisecond after the one before, from `from` on, and no two
	 * with the same price. Returns where the next ones go on.
	 */
	date(from = Date.now()): number {
		let stamp = '';
		const now = process.hrtime.bigint() % WRAPS_NS;
		for (let index = 0; index < this.count; index += 1) {
			const sent = (now + BigInt(index)) % WRAPS_NS;
			const round = Math.floor(index / KEYS.length);
			if (index % KEYS.length === 0) stamp = new Date(from + round).toISOString();
			this.buffer.write(stamp, this.stamps[index] ?? 0, 'latin1');
			this.buffer.write(String(sent).padStart(11, '0'), (this.prices[index] ?? 0) + 1, 'latin1');
		}
		return from + Math.ceil(this.count / KEYS.length);
	}
}
