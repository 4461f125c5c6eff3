import { count, isWithin, oneOf, text, yes, type Check } from './checks';

/**
 * Something to go wrong. The first fields say where and how often, `delayMs` and `headers` go with
 * anything, and of the rest the first one given (in this order) is what happens.
 */
export interface Fault {
	/** Of the request; any when left out. */
	method?: string;
	/** A prefix of the path, with or without `/v1`; any when left out. */
	path?: string;
	/** How many requests it hits; 1 when left out. */
	times?: number | 'always';

	/** Wait before anything else happens. */
	delayMs?: number;
	/** Header fields of the answer to set, or with null to leave out. */
	headers?: Record<string, string | null>;

	/** Never answer. */
	hang?: boolean;
	/**
	 * Close the connection: before anything is done, half way through the genuine answer, or when all is
	 * done, such as a webhook registered, but nothing answered.
	 */
	dropConnection?: 'before' | 'midBody' | 'after';
	/** Send the caller elsewhere, with 302 or `status`. */
	redirect?: string;
	/** A JSON answer of this many bytes. */
	oversize?: number;
	/** 200 or `status` with a web page, as a proxy in between would send. */
	html?: boolean;
	/** An error, 401 or `status`, that repeats the caller's API key. */
	echoKey?: boolean;
	/** Any JSON value, or a string to be sent as it stands; with 200 or `status`. */
	body?: unknown;
	/** The guide's body for the status, where there is no `body`. */
	status?: number;

	/** Cuts the answer's JSON off half way. */
	brokenJson?: boolean;
	/** Puts `__proto__` and `constructor` keys into the answer's JSON object. */
	protoKeys?: boolean;
}

const FIELDS: Record<keyof Fault, Check> = {
	method: text,
	path: text,
	times: [(value) => value === 'always' || count[0](value), "a whole number or 'always'"],
	delayMs: count,
	headers: [isHeaders, 'an object of strings and nulls'],
	hang: yes,
	dropConnection: oneOf('before', 'midBody', 'after'),
	redirect: text,
	oversize: count,
	html: yes,
	echoKey: yes,
	body: [() => true, 'anything'],
	status: [(value) => isWithin(value, 200, 599), '200 to 599'],
	brokenJson: yes,
	protoKeys: yes,
};

/** @throws TypeError that says which field is wrong: a misspelt fault that never fires would pass tests */
export function checkFault(value: unknown): Fault {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) {
		throw new TypeError('A fault is an object');
	}
	for (const [name, given] of Object.entries(value)) {
		const check = Object.hasOwn(FIELDS, name) ? FIELDS[name as keyof Fault] : undefined;
		if (!check) {
			throw new TypeError(`No fault field '${name}'. There are: ${Object.keys(FIELDS).join(', ')}`);
		}
		if (given !== undefined && !check[0](given)) {
			throw new TypeError(`Fault field '${name}' must be ${check[1]}`);
		}
	}
	return value;
}

/** The faults still to happen, in the order they were injected. */
export class Faults {
	#waiting: { fault: Fault; left: number }[] = [];

	inject(fault: Fault): void {
		const { times = 1 } = checkFault(fault);
		this.#waiting.push({ fault: { ...fault }, left: times === 'always' ? Infinity : times });
	}

	/** The first fault meant for this request, used up by one. */
	take(method: string, path: string): Fault | undefined {
		const found = this.#waiting.find(({ fault, left }) => left > 0 && matches(fault, method, path));
		if (found) found.left--;
		this.#waiting = this.#waiting.filter(({ left }) => left > 0);
		return found?.fault;
	}

	/** What is still to happen; `times` counts down. */
	waiting(): Fault[] {
		return this.#waiting.map(({ fault, left }) => ({
			...fault,
			times: left === Infinity ? 'always' : left,
		}));
	}

	clear(): void {
		this.#waiting = [];
	}
}

/** Refusals cost no call, nor does a request the server never got to. */
export function costsNothing(fault: Fault | undefined): boolean {
	if (!fault) return false;
	const status = fault.status ?? (fault.echoKey ? 401 : undefined);
	return fault.dropConnection === 'before' || status === 401 || status === 429;
}

function matches(
	{ method, path = '' }: Fault,
	requestMethod: string,
	requestPath: string,
): boolean {
	if (method !== undefined && method.toUpperCase() !== requestMethod) return false;
	return requestPath.startsWith(path) || requestPath.replace(/^\/v1/, '').startsWith(path);
}

function isHeaders(value: unknown): boolean {
	if (typeof value !== 'object' || value === null) return false;
	return Object.values(value).every((field) => typeof field === 'string' || field === null);
}
