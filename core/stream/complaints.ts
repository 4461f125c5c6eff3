import { redact } from '../client/redact';
import type { ErrorFrame } from './read-frame';

const WINDOW_MS = 60_000;
const MAX_IN_WINDOW = 10;

/** How long an error may be the answer to something the guide does not document. */
const ODDITY_MS = 5000;

/**
 * What is wrong but does not end the connection, for people: the same thing once a minute, and ten
 * different things at most.
 */
export class Complaints {
	private since = -Infinity;
	private readonly said = new Set<string>();
	private askedOddlyAt = -Infinity;
	readonly #apiKey: string;

	constructor(
		apiKey: string,
		private readonly say: (message: string) => void,
	) {
		this.#apiKey = apiKey;
	}

	/** Something was sent that the API may not know. */
	askedOddly(now: number): void {
		this.askedOddlyAt = now;
	}

	unreadable(why: string, now: number): void {
		this.complain(`a message was left out, since it is ${why}`, now);
	}

	error({ word, message }: ErrorFrame, now: number): void {
		const isAnswer =
			now - this.askedOddlyAt < ODDITY_MS &&
			/action|ping|pong|unsub|unknown|unsupported|parameter|command|message/i.test(
				`${word} ${message}`,
			);
		if (isAnswer) return;
		const detail = word === message ? word : `${word}: ${message}`;
		this.complain(`the API says "${redact(detail, this.#apiKey).slice(0, 300)}"`, now);
	}

	private complain(message: string, now: number): void {
		if (Math.abs(now - this.since) >= WINDOW_MS) {
			this.since = now;
			this.said.clear();
		}
		if (this.said.has(message) || this.said.size >= MAX_IN_WINDOW) return;
		this.said.add(message);
		this.say(message);
	}
}
