import { withoutKey } from '../client/redact';
import type { Clock } from '../client/transport';
import { Complaints } from './complaints';
import type { Frame } from './frame';
import { PING_FRAME, PONG_FRAME } from './protocol';
import { readFrame, type ErrorFrame } from './read-frame';
import { suspectFrame, type Suspicion } from './refusal';
import type { ConnectionSettings } from './settings';
import type { Socket } from './socket';

/** How long after a ping an end of the connection counts as the answer to it, in ms. */
const ANSWER_MS = 5000;

interface Owner {
	/** The present one, while there is one. */
	socket(): Socket | undefined;
	settings(): ConnectionSettings;
	/** The other side lives. */
	alive(now: number): void;
	acknowledged(): void;
	data(frames: Frame[]): void;
	suspected(error: ErrorFrame, suspicion: Suspicion): void;
	/** Something that people should know, and that ends nothing. */
	complain(message: string): void;
}

/** What is heard and said over a connection: frames are told apart, and answered where they want it. */
export class Conversation {
	/** `unwanted`: data that nobody has subscribed to. */
	readonly counts = { frames: 0, unreadable: 0, unwanted: 0 };
	private readonly complaints: Complaints;
	private pingedAt = -Infinity;
	private moment: number | undefined;
	/** Whether a ping as a frame has not ended a connection so far. */
	private mayPing = true;
	/** Private at run time too: what is logged or serialised does not tell it. */
	readonly #apiKey: string;

	constructor(
		apiKey: string,
		private readonly clock: Clock,
		private readonly owner: Owner,
	) {
		this.#apiKey = apiKey;
		this.complaints = new Complaints(apiKey, (message) => owner.complain(message));
	}

	hear(received: string): void {
		const now = this.now();
		this.owner.alive(now);
		this.counts.frames += 1;
		const { maxFrameLength, isReadAtOnce } = this.owner.settings();
		if (received.length > maxFrameLength) {
			this.unreadable('too large', now);
			return;
		}
		const incoming = readFrame(this.keyless(received), now, isReadAtOnce);
		switch (incoming.kind) {
			case 'data':
				this.owner.data(incoming.frames);
				return;
			case 'acknowledgement':
				this.owner.acknowledged();
				return;
			case 'heartbeat':
				if (incoming.wantsAnswer) this.request(PONG_FRAME);
				return;
			case 'error':
				this.hearError(incoming.error, now);
				return;
			case 'unreadable':
				this.unreadable(incoming.why, now);
				return;
			case 'greeting':
		}
	}

	/** A socket that has read much hands over many frames at once: they are of the same moment. */
	private now(): number {
		if (this.moment === undefined) {
			this.moment = this.clock.now();
			void Promise.resolve().then(() => (this.moment = undefined));
		}
		return this.moment;
	}

	hearBinary(): void {
		const now = this.clock.now();
		this.owner.alive(now);
		this.counts.frames += 1;
		this.unreadable('binary', now);
	}

	request(frame: string): void {
		// Whatever the guide does not document may be answered with an error.
		if (!frame.includes('"subscribe"')) this.complaints.askedOddly(this.clock.now());
		this.owner.socket()?.send(frame);
	}

	/** Asks for a sign of life. */
	ping(): void {
		const socket = this.owner.socket();
		if (socket?.ping) socket.ping();
		else if (this.mayPing) {
			this.pingedAt = this.clock.now();
			this.request(PING_FRAME);
		}
	}

	/**
	 * Whether the server has just closed a connection because it does not know pings. It is not asked
	 * in this way again.
	 */
	wasEndedByPing(): boolean {
		const isAnswer = Math.abs(this.clock.now() - this.pingedAt) < ANSWER_MS;
		if (isAnswer) this.mayPing = false;
		return isAnswer;
	}

	/** A frame as it came, unless it echoes the key: as it is, or in some spelling. */
	private keyless(received: string): string {
		const mayHoldIt =
			received.includes(this.#apiKey) || received.includes('\\') || received.includes('%');
		return mayHoldIt ? withoutKey(received, this.#apiKey) : received;
	}

	private hearError(error: ErrorFrame, now: number): void {
		const suspicion = suspectFrame(error);
		if (suspicion) this.owner.suspected(error, suspicion);
		else this.complaints.error(error, now);
	}

	private unreadable(why: string, now: number): void {
		this.counts.unreadable += 1;
		this.complaints.unreadable(why, now);
	}
}
