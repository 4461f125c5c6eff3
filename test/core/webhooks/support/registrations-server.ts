import type { ServerResponse } from 'node:http';
import { TIMEOUT_MS } from '../../support/client';
import { json, type Answering, type Received, type TestServer } from '../../support/http-server';
import type { ManualClock } from '../../support/manual-clock';

/** What goes wrong with one request, and whether it has been carried out all the same. */
export interface Trouble {
	/** `hang`: no answer in time. `cut`: the connection breaks in the middle of the answer. */
	ends: 'hang' | 'cut' | number;
	done?: boolean;
	message?: string;
}

export interface Stored {
	id: string;
	url: string;
	events: string[];
	config: { asset: string; threshold?: number };
}

/** Where the guide is silent: how this API answers. */
export interface Habits {
	/** The answer to a registration. */
	created(one: Stored): unknown;
	listed(all: Stored[]): unknown;
	/** Statuses of what it does not offer. */
	list: number;
	delete: number;
}

export interface Registrations {
	server: TestServer;
	/** What the API has, oldest first. */
	stored: Stored[];
	habits: Habits;
	/** What goes wrong from now on, request by request; each of a method takes the next of that method. */
	trouble(method: string, ...troubles: (Trouble | undefined)[]): void;
	/** Nothing goes wrong any more. */
	calm(method: string): void;
	/** `POST gex.flip BTC`, `GET`, `DELETE wh_1` */
	requests(): string[];
	/** In a form that a test can compare. */
	registered(): string[];
}

/** A small API that keeps registrations, with a real server. */
export async function registrations(
	serve: (answering: Answering) => Promise<TestServer>,
	clock: ManualClock,
): Promise<Registrations> {
	const stored: Stored[] = [];
	const troubles = new Map<string, (Trouble | undefined)[]>();
	const habits: Habits = {
		created: (one) => one,
		listed: (webhooks) => ({ webhooks }),
		list: 200,
		delete: 200,
	};
	let made = 0;

	const carryOut = ({ method, url, body }: Received): Answering => {
		if (method === 'POST') {
			made += 1;
			const one: Stored = { id: `wh_${made}`, ...JSON.parse(body) };
			stored.push(one);
			return json(habits.created(one), 201);
		}
		if (method === 'GET') {
			return habits.list === 200 ? json(habits.listed(stored)) : refusal(habits.list);
		}
		if (habits.delete !== 200) return refusal(habits.delete);
		const id = url.slice(url.lastIndexOf('/') + 1);
		const at = stored.findIndex((one) => one.id === id);
		if (at < 0) return refusal(404);
		stored.splice(at, 1);
		return json({ deleted: true });
	};

	const server = await serve((response, request) => {
		const trouble = troubles.get(request.method)?.shift();
		if (!trouble) {
			carryOut(request)(response, request);
			return;
		}
		if (trouble.done) carryOut(request);
		end(trouble, response, request, clock);
	});
	return {
		server,
		stored,
		habits,
		trouble: (method, ...more) =>
			void troubles.set(method, [...(troubles.get(method) ?? []), ...more]),
		calm: (method) => void troubles.delete(method),
		requests: () => server.received.map(described),
		registered: () =>
			stored.map(({ events, config }) =>
				[events.join('+'), config.asset, config.threshold ?? 'any'].join(' '),
			),
	};
}

function end(
	{ ends, message }: Trouble,
	response: ServerResponse,
	request: Received,
	clock: ManualClock,
): void {
	if (ends === 'hang') {
		clock.advance(TIMEOUT_MS);
	} else if (ends === 'cut') {
		response.writeHead(201, { 'Content-Type': 'application/json', 'Content-Length': '100' });
		response.write('{"id":', () => response.destroy());
	} else {
		refusal(ends, message)(response, request);
	}
}

function refusal(status: number, message = 'no'): Answering {
	return json({ error: 'refused', message, code: status }, status);
}

function described({ method, url, body }: Received): string {
	if (method === 'GET') return method;
	if (method === 'DELETE') return `${method} ${url.slice(url.lastIndexOf('/') + 1)}`;
	const { events, config } = JSON.parse(body) as Stored;
	return `${method} ${events.join('+')} ${config.asset}`;
}
