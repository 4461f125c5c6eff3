import * as v from 'valibot';
import { column, EXCHANGE } from '../api/fields';
import { fundingRates } from '../api/funding-rates';
import { tidy } from '../api/read';
import { grown } from './alert';
import { alertFields, escalationField } from './fields';
import { FollowedSubject, followSubjects, NORMAL, type SubjectStep } from './follow-subjects';
import { scaleOf, unitOf } from './funding-scale';
import { bandOf, isBeyond, type Band } from './hysteresis';
import { readFunding } from './readings/funding';
import { defineSignal, type Finding } from './signal';
import { plain, UNKNOWN, unknown } from './wording';

/** The funding of one exchange on a scale that compares. */
interface Funding {
	/** The exchange. */
	id: string;
	ratePercent: number;
	intervalHours: number;
	intervalAssumed: boolean;
	unitAssumed: boolean;
	rate8hPercent: number;
	predictedPercent: number | null;
	aprPercent: number;
}

/**
 * Funding so far from nothing that one side is crowded, per 8 hours: `rate × 8 / intervalHours`.
 * Source: API guide, "Funding Rates" ("exceeds +/-0.05% on a major exchange").
 */
export const fundingExtreme = defineSignal({
	name: 'funding-extreme',
	title: 'Funding extreme',
	description:
		'Fires when the funding rate of an exchange becomes extreme, and names the contrarian side.',
	keywords: ['funding', 'funding rate', 'extreme', 'crowded', 'contrarian', 'perpetuals'],
	kind: 'alert',
	reads: [fundingRates],
	settings: {
		threshold: {
			kind: 'number',
			title: 'Threshold',
			description: 'Rate beyond which funding is extreme, in either direction',
			unit: 'percent per 8 hours',
			minimum: 0.0001,
			maximum: 100,
			default: 0.05,
		},
		exchanges: {
			kind: 'text',
			title: 'Exchanges',
			description: 'Which exchanges to look at, separated by commas. Left out, all of them.',
			placeholder: 'e.g. binance, bybit, okx',
			default: '',
		},
		exitThreshold: {
			kind: 'number',
			title: 'Exit threshold',
			description:
				'Rate below which funding is normal again. Left out, four fifths of the threshold.',
			unit: 'percent per 8 hours',
			minimum: 0,
			maximum: 100,
			suggestion: 0.04,
			isOption: true,
		},
		rateUnit: {
			kind: 'choice',
			title: 'Rate unit',
			description: 'How the API reports rates',
			choices: [
				{ value: 'auto', title: 'Automatic', description: 'Told from the annualised rates' },
				{ value: 'fraction', title: 'Fraction', description: '0.0005 is 0.05%' },
				{ value: 'percent', title: 'Percent', description: '0.05 is 0.05%' },
			] as const,
			default: 'auto',
			isOption: true,
		},
		assumedInterval: {
			kind: 'number',
			title: 'Assumed interval',
			description: 'Hours between payments, where the API does not tell',
			unit: 'hours',
			minimum: 0.5,
			maximum: 24,
			default: 8,
			isOption: true,
		},
		...escalationField('the rate has doubled'),
		...alertFields(240),
	},
	states: [
		{ value: 'positive', title: 'Positive', description: 'Longs pay shorts, extremely' },
		{ value: 'negative', title: 'Negative', description: 'Shorts pay longs, extremely' },
		{ value: NORMAL, title: 'Normal', description: 'Funding is not extreme' },
		UNKNOWN,
	],
	figures: {
		exchange: EXCHANGE,
		ratePercent: column('Funding rate', 'Rate of an interval; positive: longs pay shorts', {
			unit: 'percent',
		}),
		intervalHours: column('Interval', 'Hours between payments', { unit: 'hours' }),
		intervalAssumed: column('Interval assumed', 'Whether the interval is the assumed one', {
			type: 'boolean',
		}),
		unitAssumed: column('Unit assumed', 'Whether the unit is told by the size of the rates alone', {
			type: 'boolean',
		}),
		rate8hPercent: column('Rate per 8 hours', 'The rate on the scale of the threshold', {
			unit: 'percent per 8 hours',
		}),
		aprPercent: column('Annualised', 'Simple: rate × 24 ÷ interval × 365', { unit: 'percent' }),
		predictedPercent: column('Predicted rate', 'Predicted next rate (Elite plan)', {
			unit: 'percent',
		}),
		payer: column('Payer', 'Who pays: longs or shorts', { type: 'string' }),
		contrarianSide: column('Contrarian side', 'The side that is paid: short or long', {
			type: 'string',
		}),
	},
	needs: () => [{ endpoint: fundingRates, parameters: {} }],
	memory: v.object({
		exchanges: v.fallback(v.optional(v.array(FollowedSubject), []), []),
		unit: v.fallback(v.optional(v.nullable(v.picklist(['fraction', 'percent'])), null), null),
	}),
	evaluate({ asset, now, settings, memory, facts }) {
		const wanted = new Set(settings.exchanges.toLowerCase().split(/[\s,;]+/));
		const readings = readFunding(facts).filter(
			({ exchange }) => settings.exchanges === '' || wanted.has(exchange.toLowerCase()),
		);
		if (readings.length === 0) {
			const where = settings.exchanges === '' ? '' : ` of ${settings.exchanges}`;
			return { memory, findings: [unknown(asset, 'funding', [`funding rates${where}`])] };
		}
		const scales = readings.map(scaleOf);
		const hours = scales.map((scale) => scale.intervalHours ?? settings.assumedInterval);
		const per8Hours = readings.map(({ rate }, index) => (rate * 8) / (hours[index] ?? 8));
		const { unit, isAssumed, learnt } = unitOf(settings.rateUnit, scales, per8Hours, memory.unit);
		const percent = unit === 'fraction' ? 100 : 1;
		const fundings = readings.map(({ exchange, rate, predicted }, index): Funding => {
			const intervalHours = hours[index] ?? 8;
			return {
				id: exchange,
				ratePercent: tidy(rate * percent),
				intervalHours,
				intervalAssumed: scales[index]?.intervalHours === undefined,
				unitAssumed: isAssumed,
				rate8hPercent: tidy((rate * percent * 8) / intervalHours),
				predictedPercent: predicted === null ? null : tidy(predicted * percent),
				aprPercent: tidy(((rate * percent * 24) / intervalHours) * 365),
			};
		});
		const band = bandOf(settings.threshold, settings.exitThreshold, 0.8);
		const { kept, steps } = followSubjects(memory.exchanges, fundings, {
			observe({ rate8hPercent }, before) {
				const state = stateOf(rate8hPercent, band, before?.state);
				const marks = settings.escalate ? { size: grown(Math.abs(rate8hPercent), 2) } : {};
				return { state, isAlert: state !== NORMAL, marks };
			},
			now,
			rules: { cooldownMs: settings.cooldown * 60_000, reportEnd: settings.reportEnd },
		});
		const told = steps.filter(({ tracked, changed }) => tracked.state !== NORMAL || changed);
		const bySize = [...(told.length > 0 ? told : steps)].sort(
			(a, b) => Math.abs(b.subject.rate8hPercent) - Math.abs(a.subject.rate8hPercent),
		);
		const shown = told.length > 0 ? bySize : bySize.slice(0, 1);
		return {
			memory: { exchanges: kept, unit: learnt },
			findings: shown.map((step) => finding(asset, step, band)),
		};
	},
});

function stateOf(rate: number, band: Band, before: string | undefined) {
	if (isBeyond(rate, band, before === 'positive')) return 'positive';
	if (isBeyond(-rate, band, before === 'negative')) return 'negative';
	return NORMAL;
}

function finding(
	asset: string,
	step: SubjectStep<Funding>,
	band: Band & { reasons: string[] },
): Finding {
	const { subject, tracked, changed, alert } = step;
	const { id: exchange, ...figures } = subject;
	const { rate8hPercent, ratePercent, intervalHours } = subject;
	const isExtreme = tracked.state !== NORMAL;
	const payer = ratePercent === 0 ? null : ratePercent > 0 ? 'longs' : 'shorts';
	const contrarianSide = isExtreme ? (payer === 'longs' ? 'short' : 'long') : null;
	return {
		subject: exchange,
		state: tracked.state,
		changed,
		alert,
		escalation: tracked.escalation,
		figures: { exchange, ...figures, payer, contrarianSide },
		text: textOf(asset, step, contrarianSide),
		reasons: [
			`${signed(rate8hPercent)} per 8 h against a threshold of ±${plain(band.enter, 4)}%`,
			...(subject.intervalAssumed ? [`an interval of ${intervalHours} hours is assumed`] : []),
			...(subject.unitAssumed
				? ['the unit is told by the size of the rates: if it is wrong, set the rate unit']
				: []),
			...band.reasons,
		],
		missing: [],
	};
}

function textOf(asset: string, { subject, tracked }: SubjectStep<Funding>, side: string | null) {
	const { id, ratePercent, intervalHours, rate8hPercent, aprPercent } = subject;
	const where = id === 'all' ? '' : ` on ${id}`;
	const scaled = intervalHours === 8 ? '' : `${signed(rate8hPercent)} per 8 h, `;
	const rate = `${signed(ratePercent)} per ${plain(intervalHours)} h (${scaled}${signed(aprPercent, 1)} a year)`;
	if (tracked.state === NORMAL) return `${asset} funding${where} is ${rate}, not extreme`;
	const [payer, paid] = ratePercent > 0 ? ['longs', 'shorts'] : ['shorts', 'longs'];
	return `${asset} funding${where} is extreme at ${rate}: ${payer} pay ${paid}, the contrarian side is ${side}`;
}

function signed(value: number, digits = 4): string {
	const text = plain(Math.abs(value), digits);
	return `${text === '0' ? '' : value < 0 ? '-' : '+'}${text}%`;
}
