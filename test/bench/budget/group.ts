import { startEmulator } from '../../../emulator';
import type { Goal, Section } from '../report';
import { lateness, ourDay, plainDay, type Day, type DayClock, type Scenario } from './day';

const HOUR = 3_600_000;

/** Active from the second hour of the day on, so that no end of it is the end of the day. */
const WORKING_DAY = { from: 8, to: 16, days: [], timeZone: 'UTC' };
const ALL_DAY = { from: 0, to: 24, days: [], timeZone: 'UTC' };

/** Source: API guide, FAQ. */
const SCENARIOS: Scenario[] = [
	{
		name: '3 assets, every 15 min, 8 hours',
		assets: ['BTC', 'ETH', 'SOL'],
		everyMinutes: 15,
		hours: WORKING_DAY,
	},
	{
		name: '3 assets, every 15 min, around the clock',
		assets: ['BTC', 'ETH', 'SOL'],
		everyMinutes: 15,
		hours: ALL_DAY,
	},
	{ name: '1 asset, every minute', assets: ['BTC'], everyMinutes: 1, hours: ALL_DAY },
];

/** Group 7: what a day costs on the Pro plan, and how late an alert comes for it. */
export async function callBudget(progress: (text: string) => void): Promise<Section> {
	const rows: string[][] = [];
	const goals: Goal[] = [];
	for (const [index, scenario] of SCENARIOS.entries()) {
		progress(scenario.name);
		const plain = await through(plainDay, scenario, `kf_pro_plain_${index}`);
		const ours = await through(ourDay, scenario, `kf_pro_ours_${index}`);
		rows.push(row(scenario.name, 'Schedule + HTTP Request', plain));
		rows.push(row(scenario.name, 'Kingfisher signals', ours));
		goals.push({
			what: `${scenario.name}: calls a day on Pro`,
			asked: '≤ 90 of 100, none refused, and never blind for an hour',
			measured: `${ours.day.calls}, ${ours.day.refused} refused, ${ours.worst.toFixed(0)} min`,
			isMet: ours.day.calls <= 90 && ours.day.refused === 0 && ours.worst < 60,
		});
	}
	return {
		title: '7. Call budget',
		method:
			"A day of the guide's scenarios on the Pro plan (100 calls a day), on a clock of its own, against the emulator; the signal is cluster proximity. Lateness: from a random moment of the active hours to the next look at that asset that was answered. Ten calls of the day are kept in reserve, so that a person can still ask.",
		tables: [
			{
				head: [
					'Scenario',
					'With',
					'Calls sent',
					'Refused',
					'Late on average, min',
					'At worst, min',
				],
				rows,
			},
		],
		goals,
	};
}

interface Outcome {
	day: Day;
	mean: number;
	worst: number;
}

async function through(
	goThrough: typeof ourDay,
	scenario: Scenario,
	apiKey: string,
): Promise<Outcome> {
	const midnight = Date.UTC(2026, 1, 2);
	const time: DayClock = { at: midnight };
	const emulator = await startEmulator({ now: () => time.at, seed: 6 });
	try {
		const day = await goThrough(scenario, emulator, time, apiKey);
		const { from, to } = scenario.hours;
		return { day, ...lateness(day, midnight + from * HOUR, midnight + to * HOUR) };
	} finally {
		await emulator.close();
	}
}

function row(scenario: string, what: string, { day, mean, worst }: Outcome): string[] {
	return [
		scenario,
		what,
		String(day.calls),
		String(day.refused),
		mean.toFixed(1),
		worst.toFixed(0),
	];
}
