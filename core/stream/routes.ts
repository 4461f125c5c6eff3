import type { Frame } from './frame';
import type { Listener } from './listener';
import { judge, judgeUnnamed, type Last, type Order } from './order';
import type { Subscription } from './protocol';

/** Who wants one channel of one asset, and the newest message of each exchange. */
interface Route {
	readonly byExchange: Map<string, Set<Listener>>;
	/** The one exchange that is asked for, as long as there is but one. */
	only: string | undefined;
	readonly newest: Map<string, Last>;
}

const ALL = 'all';

/** More than there are: a server that makes them up may not fill the memory. */
const MAX_EXCHANGES = 100;

/** Who gets which message. */
export class Routes {
	/** By asset, by channel. */
	private readonly routes = new Map<string, Map<string, Route>>();

	add(listener: Listener, { channel, asset, exchange }: Subscription): void {
		const ofAsset = this.routes.get(asset) ?? new Map<string, Route>();
		this.routes.set(asset, ofAsset);
		const route = ofAsset.get(channel) ?? newRoute();
		ofAsset.set(channel, route);
		const listeners = route.byExchange.get(exchange) ?? new Set<Listener>();
		route.byExchange.set(exchange, listeners.add(listener));
		route.only = onlyOf(route.byExchange);
	}

	remove(listener: Listener, { channel, asset, exchange }: Subscription): void {
		this.routes.get(asset)?.get(channel)?.byExchange.get(exchange)?.delete(listener);
	}

	/** Nobody wants it any more, not even soon: what was newest is forgotten. */
	forget({ channel, asset, exchange }: Subscription): void {
		const ofAsset = this.routes.get(asset);
		const route = ofAsset?.get(channel);
		if (!ofAsset || !route) return;
		route.byExchange.delete(exchange);
		route.only = onlyOf(route.byExchange);
		if (route.byExchange.size === 0) ofAsset.delete(channel);
		if (ofAsset.size === 0) this.routes.delete(asset);
	}

	/** Gives a message to whoever wants it; `false` = nobody has asked for its kind. */
	deliver(frame: Frame): boolean {
		const route = this.routes.get(frame.asset)?.get(frame.channel);
		if (!route) return false;
		// The guide's messages do not name their exchange: with one subscription it is that one's.
		const { only } = route;
		frame.source = frame.exchange ?? only ?? null;
		const order = judgeIn(route, frame);
		if (only !== undefined && (frame.source === only || only === ALL)) {
			give(route.byExchange.get(only), frame, order);
			return true;
		}
		return giveToMany(route, frame, order);
	}
}

function newRoute(): Route {
	return { byExchange: new Map(), only: undefined, newest: new Map() };
}

function onlyOf(byExchange: Route['byExchange']): string | undefined {
	const [first] = byExchange.keys();
	return byExchange.size === 1 ? first : undefined;
}

function judgeIn({ newest }: Route, frame: Frame): Order {
	const name = frame.source ?? '';
	let last = newest.get(name);
	if (!last) {
		const key = `${frame.channel}:${frame.asset}:${name}`;
		last = { key, time: null, receivedAt: 0, recent: [] };
		if (newest.size === MAX_EXCHANGES) newest.clear();
		newest.set(name, last);
	}
	// One that may be of any exchange replaces nothing.
	if (frame.source === null) return judgeUnnamed(last, frame);
	frame.key = last.key;
	return judge(last, frame);
}

/** A message of one exchange is also for those who want all; one that does not say is for everybody. */
function giveToMany({ byExchange }: Route, frame: Frame, order: Order): boolean {
	const { source } = frame;
	const wanted =
		source === null ? [...byExchange.values()] : [byExchange.get(source), byExchange.get(ALL)];
	const listeners = new Set(wanted.flatMap((some) => [...(some ?? [])]));
	give(listeners, frame, order);
	return source === null || wanted.some((some) => some !== undefined);
}

function give(listeners: Iterable<Listener> | undefined, frame: Frame, order: Order): void {
	for (const listener of listeners ?? []) listener.receive(frame, order);
}
