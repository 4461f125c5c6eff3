import {
	Client,
	fetchTransport,
	gatherRound,
	judgeRound,
	nextActive,
	planCalls,
	signals,
	stretchInterval,
	type ActiveHours,
	type SignalMemory,
	type Watch,
} from '../../../core';
import type { Emulator } from '../../../emulator';

export interface Scenario {
	name: string;
	assets: string[];
	everyMinutes: number;
	hours: ActiveHours;
}

/** One day as somebody went through it. */
export interface Day {
	/** Sent to the API. */
	calls: number;
	refused: number;
	/** When each asset was looked at with success, epoch ms, in order. */
	looks: Map<string, number[]>;
}

/** Moved by whoever asks; the emulator's day follows it. */
export interface DayClock {
	at: number;
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** Round after round as both hosts' signals do it: shared calls, the reserve, a stretched interval. */
export async function ourDay(
	{ assets, everyMinutes, hours }: Scenario,
	emulator: Emulator,
	time: DayClock,
	apiKey: string,
): Promise<Day> {
	const end = time.at + DAY;
	const client = new Client({
		apiKey,
		environment: 'custom',
		baseUrl: emulator.baseUrl,
		transport: fetchTransport(fetch),
		clock: { now: () => time.at, sleep: untilAborted },
		random: Math.random,
	});
	const watches = assets.map((asset): Watch => ({ signal: signals.clusterProximity, asset }));
	const callsPerRound = planCalls(watches).calls.length;
	const day: Day = { calls: 0, refused: 0, looks: new Map(assets.map((asset) => [asset, []])) };
	const before = emulator.calls.length;
	let memory: SignalMemory | undefined;
	time.at = nextActive(hours, time.at);
	while (time.at < end) {
		const round = await gatherRound(client, watches).catch(() => undefined);
		if (round) {
			memory = judgeRound(round, memory, time.at).memory;
			round.given.forEach((answer, index) => {
				if (answer instanceof Error) return;
				day.looks.get(assets[index] ?? '')?.push(time.at);
			});
		}
		const { remaining, resetAt } = client.usage();
		const { intervalMs } = stretchInterval({
			intervalMs: everyMinutes * MINUTE,
			callsPerRound,
			remaining,
			resetAt,
			now: time.at,
			hours,
		});
		time.at = nextActive(hours, time.at + intervalMs);
	}
	const sent = emulator.calls.slice(before);
	day.calls = sent.length;
	day.refused = sent.filter(({ status }) => status === 429).length;
	return day;
}

/** Time passes between rounds alone, so no time-out comes. */
async function untilAborted(_ms: number, signal?: AbortSignal): Promise<void> {
	await new Promise((resolve) => signal?.addEventListener('abort', resolve));
}

/** A schedule that asks about every asset each time, whatever is left. */
export async function plainDay(
	{ assets, everyMinutes, hours }: Scenario,
	emulator: Emulator,
	time: DayClock,
	apiKey: string,
): Promise<Day> {
	const end = time.at + DAY;
	const day: Day = { calls: 0, refused: 0, looks: new Map(assets.map((asset) => [asset, []])) };
	const headers = { Authorization: `Bearer ${apiKey}` };
	time.at = nextActive(hours, time.at);
	while (time.at < end) {
		for (const asset of assets) {
			const response = await fetch(`${emulator.baseUrl}/liquidations/${asset}`, { headers });
			await response.text();
			day.calls += 1;
			if (response.ok) day.looks.get(asset)?.push(time.at);
			else day.refused += 1;
		}
		time.at = nextActive(hours, time.at + everyMinutes * MINUTE);
	}
	return day;
}

/**
 * How late something would be noticed that happens at a random moment of the active time: on average,
 * and at the worst, in minutes. What is not noticed by the end of the active time counts until then.
 */
export function lateness(
	{ looks }: Day,
	from: number,
	to: number,
): { mean: number; worst: number } {
	let squares = 0;
	let worst = 0;
	for (const all of looks.values()) {
		const ends = [...all.filter((at) => at > from && at < to), to];
		let since = from;
		for (const at of ends) {
			squares += (at - since) ** 2;
			worst = Math.max(worst, at - since);
			since = at;
		}
	}
	return { mean: squares / 2 / (to - from) / looks.size / MINUTE, worst: worst / MINUTE };
}
