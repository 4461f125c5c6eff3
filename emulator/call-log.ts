import type { IncomingHttpHeaders } from 'node:http';
import { PRO_CALLS_PER_DAY, type Caller, type KeyKind } from './accounts';

/** A request that reached /v1. It holds no API key, unless the caller put one where it does not belong. */
export interface CallRecord {
	method: string;
	/** As sent, undecoded: path and query. */
	url: string;
	/** With /v1, without the query. */
	path: string;
	query: Record<string, string | string[]>;
	keyKind: KeyKind;
	/** Tells keys apart: the first digits of the key's SHA-256. */
	keyId: string | undefined;
	authorized: boolean;
	/** Undefined while there is no answer, and for good when the call was dropped or left hanging. */
	status: number | undefined;
	/** A Pro key's calls left after this one. */
	remaining: number | undefined;
	/** `authorization` is replaced by the kind of key. */
	headers: IncomingHttpHeaders;
	/** Calls with the same port came over the same TCP connection. */
	remotePort: number | undefined;
	/** By the emulator's clock, ms. */
	receivedAt: number;
	/** Parsed where it is JSON, otherwise as text. */
	body?: unknown;
}

/** An emulator left running for days must not grow without end. */
const KEPT = 10_000;

export class CallLog {
	/** The same array for good, so that it can be held on to; oldest first. */
	readonly calls: CallRecord[] = [];

	constructor(
		private readonly now: () => number,
		private readonly log: (line: string) => void,
	) {}

	add(call: CallRecord): void {
		this.calls.push(call);
		if (this.calls.length > KEPT) this.calls.shift();
	}

	answered(call: CallRecord, status: number): void {
		call.status = status;
		this.log(describe(call, String(status), this.now()));
	}

	unanswered(call: CallRecord, how: 'dropped' | 'hanging'): void {
		this.log(describe(call, how, this.now()));
	}

	clear(): void {
		this.calls.length = 0;
	}
}

export function redact(headers: IncomingHttpHeaders, caller: Caller): IncomingHttpHeaders {
	if (headers.authorization === undefined) return { ...headers };
	return { ...headers, authorization: `[${caller.kind} key]` };
}

/** `12:34:56 GET /v1/gex/BTC?historical=true 200 pro, 95 of 100 left` */
function describe(call: CallRecord, outcome: string, now: number): string {
	const time = new Date(now).toISOString().slice(11, 19);
	return `${time} ${call.method} ${call.url} ${outcome} ${whose(call)}`;
}

function whose({ keyKind, remaining }: CallRecord): string {
	if (remaining !== undefined) return `${keyKind}, ${remaining} of ${PRO_CALLS_PER_DAY} left`;
	return keyKind === 'elite' ? 'elite, unlimited' : `${keyKind} key`;
}
