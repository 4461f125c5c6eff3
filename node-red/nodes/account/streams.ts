import {
	listen,
	settleStream,
	type ListenOptions,
	type StreamAccess,
	type Subscriber,
} from '../../../core';
import { clock } from '../../shared/clock';
import { wsSockets } from '../../shared/ws-sockets';

/** A deploy stops a node before it starts the one in its place, which then finds the connection open. */
const LINGER_MS = 1500;

/** What the nodes of one account listen to. The connection itself is the core's: one for every key. */
export class Streams {
	private readonly open = new Set<Subscriber>();
	private access: StreamAccess | undefined;

	/** @param findAccess throws when the account cannot be used for it */
	constructor(private readonly findAccess: () => StreamAccess) {}

	listen(options: ListenOptions): Subscriber {
		this.access ??= this.findAccess();
		const ports = { sockets: wsSockets, clock, random: Math.random };
		const subscriber = listen(this.access, options, ports);
		this.open.add(subscriber);
		return subscriber;
	}

	unlisten(subscriber: Subscriber, forGood: boolean): void {
		this.open.delete(subscriber);
		subscriber.close({ lingerMs: forGood ? 0 : LINGER_MS });
	}

	/** Ends them all, and what lingers of those that ended before. */
	close(): void {
		for (const one of this.open) one.close();
		this.open.clear();
		if (this.access) settleStream(this.access);
	}
}
