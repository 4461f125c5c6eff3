import { startEmulator, type Emulator, type EmulatorOptions } from '../../emulator';

// Against hanging, not a measure of speed: a busy machine may take its time.
jest.setTimeout(30_000);

export interface Question {
	/** The Pro key when left out; null sends no Authorization header. */
	key?: string | null;
	method?: string;
	headers?: Record<string, string>;
	/** Sent as JSON; a string is sent as it stands. */
	body?: unknown;
	redirect?: 'follow' | 'manual';
	signal?: AbortSignal;
}

export interface Answer {
	status: number;
	headers: Headers;
	text: string;
	/** Parsed on reading, so that answers that are not JSON can be looked at too. */
	readonly json: any;
}

const started: Emulator[] = [];

/** An emulator that is closed after the test. */
export async function emulate(options: EmulatorOptions = {}): Promise<Emulator> {
	const emulator = await startEmulator(options);
	started.push(emulator);
	return emulator;
}

afterEach(async () => {
	await Promise.all(started.splice(0).map((emulator) => emulator.close()));
});

/** Asks the API: `path` is under /v1. */
export function ask(emulator: Emulator, path: string, question: Question = {}): Promise<Answer> {
	const { key = emulator.keys.pro, headers = {}, ...rest } = question;
	const authorization = key === null ? {} : { authorization: `Bearer ${key}` };
	return request(emulator.baseUrl + path, { ...rest, headers: { ...authorization, ...headers } });
}

/** The data of an endpoint, with the key that has no limit. */
export async function read(emulator: Emulator, path: string): Promise<any> {
	return (await ask(emulator, path, { key: emulator.keys.elite })).json;
}

/** The statuses of one call after the other. */
export async function statuses(emulator: Emulator, ...paths: string[]) {
	const seen: number[] = [];
	for (const path of paths) seen.push((await ask(emulator, path)).status);
	return seen;
}

/** Asks the emulator's own controls. */
export function control(
	emulator: Emulator,
	path: string,
	question: Question = {},
): Promise<Answer> {
	return request(`${emulator.url}/_control${path}`, question);
}

async function request(url: string, { body, headers, key: _, ...rest }: Question): Promise<Answer> {
	const json = body === undefined ? {} : { 'content-type': 'application/json' };
	const response = await fetch(url, {
		...rest,
		headers: { ...json, ...headers },
		...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
	});
	const text = await response.text();
	return {
		status: response.status,
		headers: response.headers,
		text,
		get json() {
			return JSON.parse(text);
		},
	};
}

/** A clock that stands still until it is moved. */
export function stoppedClock(at = '2026-02-01T12:00:00Z') {
	let time = Date.parse(at);
	return {
		now: () => time,
		set: (to: string) => void (time = Date.parse(to)),
		forward: (ms: number) => void (time += ms),
	};
}
