/** How a request is made. Hosts show these as options; every default stands here. */
export interface Settings {
	/** How long one attempt may take, in ms. */
	timeoutMs: number;
	/** How many times a failed GET is sent again; each may cost a call. */
	retries: number;
	/** The longest wait before a retry, in ms; a longer one is reported instead of waited for. */
	maxWaitMs: number;
	/** How long an answer may be served again, in seconds; `undefined` = the endpoint's own freshness. */
	cacheSeconds: number | undefined;
	/** Calls a day kept for what matters more. */
	reserve: number;
	/** Below the reserve: refuse, serve the last answer if there is one, or spend the reserve. */
	onReserve: 'refuse' | 'stale' | 'spend';
	/** Whether the last answer is served when the API cannot be asked. */
	staleIfUnavailable: boolean;
	/** How old such an answer may be, in seconds. */
	staleForSeconds: number;
	/** Cancels the request. */
	signal: AbortSignal | undefined;
	/** What no error and no log may repeat beside the key, such as a callback address with its token. */
	secrets: readonly string[];
}

/** The reserve of 10 is the guide's: "If below 10, back off." */
export const DEFAULT_SETTINGS: Settings = {
	timeoutMs: 30_000,
	retries: 2,
	maxWaitMs: 60_000,
	cacheSeconds: undefined,
	reserve: 10,
	onReserve: 'refuse',
	staleIfUnavailable: false,
	staleForSeconds: 3600,
	signal: undefined,
	secrets: [],
};

const HOUR = 3_600_000;

/** The defaults with what a caller gave, each kept within what a timer and a day can hold. */
export function resolveSettings(...given: Partial<Settings>[]): Settings {
	const settings = { ...DEFAULT_SETTINGS };
	for (const partial of given) {
		for (const [name, value] of Object.entries(partial)) {
			if (value !== undefined) Object.assign(settings, { [name]: value });
		}
	}
	return {
		...settings,
		timeoutMs: within(settings.timeoutMs, 1, HOUR, DEFAULT_SETTINGS.timeoutMs),
		retries: within(settings.retries, 0, 10, DEFAULT_SETTINGS.retries),
		maxWaitMs: within(settings.maxWaitMs, 0, HOUR, DEFAULT_SETTINGS.maxWaitMs),
		reserve: within(settings.reserve, 0, 1e9, DEFAULT_SETTINGS.reserve),
		cacheSeconds:
			settings.cacheSeconds === undefined ? undefined : within(settings.cacheSeconds, 0, 86_400, 0),
	};
}

function within(value: number, low: number, high: number, otherwise: number): number {
	return Number.isFinite(value) ? Math.min(high, Math.max(low, value)) : otherwise;
}
