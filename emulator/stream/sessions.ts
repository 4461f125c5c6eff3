import type { Socket } from 'node:net';
import type { RawData } from 'ws';
import type { BehaviourSwitches } from './behaviour';
import { Session } from './session';
import type { StreamSocket } from './socket';

export interface SessionsParts {
	behaviour: BehaviourSwitches;
	/** A frame has come in: parsed JSON, or the text where it is not JSON. */
	received: (session: Session, frame: unknown) => void;
	/** A frame is to be answered: at once, or when a silence ends. */
	answer: (session: Session, frame: unknown) => void;
	log: (session: Session, what: string) => void;
}

/** The clients' sockets, from the upgrade until they are closed. */
export class Sessions {
	/** Oldest first; one that is closing stays until it is closed. */
	readonly #all = new Set<Session>();
	#begun = 0;
	#lastId = 0;

	constructor(private readonly parts: SessionsParts) {}

	/** Begun since the start or the last reset. */
	begun(): number {
		return this.#begun;
	}

	open(): Session[] {
		return [...this.#all].filter((session) => session.open);
	}

	subscribedTo(key: string): Session[] {
		return this.open().filter((session) => session.isSubscribedTo(key));
	}

	begin(socket: StreamSocket, transport: Socket): void {
		const { behaviour, log } = this.parts;
		const session = new Session(++this.#lastId, socket, transport, behaviour);
		this.#begun++;
		this.#all.add(session);
		log(session, 'opened');
		socket.on('message', (data) => this.#receive(session, data));
		// What is no WebSocket frame, or too large a one; ws closes the connection by itself.
		socket.on('error', (error) => log(session, error.message));
		socket.on('close', (code) => {
			this.#all.delete(session);
			log(session, `closed, ${code}`);
		});
	}

	goSilent(): void {
		for (const session of this.open()) session.silent = true;
	}

	resume(): void {
		for (const session of this.#all) {
			session.silent = false;
			for (const frame of session.missed.splice(0)) this.#answer(session, frame);
		}
	}

	/** Closes every socket at once and counts anew. */
	reset(): void {
		for (const session of this.#all) session.destroy();
		this.#begun = 0;
	}

	#receive(session: Session, data: RawData): void {
		// A Buffer, unless the socket's binaryType is changed.
		const frame = parsed((data as Buffer).toString());
		this.parts.received(session, frame);
		if (session.silent) session.missed.push(frame);
		else this.#answer(session, frame);
	}

	#answer(session: Session, frame: unknown): void {
		if (session.open) this.parts.answer(session, frame);
	}
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}
