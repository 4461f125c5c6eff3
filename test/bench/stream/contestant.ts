import { join } from 'node:path';
import { Child } from '../child';
import type { Begin, ReceiverNews } from './receive';
import type { Pour, ServerNews } from './server';

/** What one turn gave. */
export interface Turn {
	perSecond: number;
	/** Of the receiving process, kernel included. */
	cpuMicros: number;
	/** ms from sending to handing over, sorted. */
	ages: number[];
}

/** What is sent in one turn. */
export type Portion = Omit<Pour, 'to'>;

/** Sends to one receiver at a time. */
export class Source {
	private constructor(
		private readonly server: Child,
		/** `http://host:port`; a receiver takes a path of its own. */
		readonly url: string,
	) {}

	static async start(): Promise<Source> {
		const server = Child.start(join(__dirname, 'server.ts'));
		const { url } = await server.hear<Extract<ServerNews, { url: string }>>();
		return new Source(server, url);
	}

	/** Resolves when everything is on its way. */
	async pour(what: Pour): Promise<void> {
		const poured = this.server.hear();
		this.server.say(what);
		await poured;
	}

	/** A receiver in a process of its own, which stays: what was compiled once is not compiled again. */
	async connect(name: string): Promise<Contestant> {
		const to = `/${encodeURIComponent(name)}`;
		const address = `${this.url.replace('http', 'ws')}${to}`;
		const receiver = Child.start(join(__dirname, 'receive.ts'), [name, address]);
		await receiver.hear();
		const handsOverAll = /every|\+ JSON.parse/.test(name);
		return new Contestant(
			receiver,
			handsOverAll,
			async (portion) => await this.pour({ to, ...portion }),
		);
	}

	async end(): Promise<void> {
		await this.server.end();
	}
}

export class Contestant {
	constructor(
		private readonly receiver: Child,
		/** Otherwise newer messages take the place of older ones. */
		private readonly handsOverAll: boolean,
		private readonly pour: (portion: Portion) => Promise<void>,
	) {}

	async turn(portion: Portion): Promise<Turn> {
		const { count, perSecond } = portion;
		const begun = this.receiver.hear();
		const begin: Begin = { count, ages: perSecond !== undefined };
		this.receiver.say(begin);
		await begun;
		const heard = this.receiver.hear<Exclude<ReceiverNews, string>>();
		const [news] = await Promise.all([heard, this.pour(portion)]);
		const { seconds, cpuMicros, ages, handedOver } = news;
		if (this.handsOverAll && handedOver !== count) {
			throw new Error(`${handedOver} of ${count} messages were handed over`);
		}
		return { perSecond: count / seconds, cpuMicros: cpuMicros / count, ages };
	}

	async end(): Promise<void> {
		await this.receiver.end();
	}
}
