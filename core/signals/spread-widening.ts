import * as v from 'valibot';
import { marketDepth } from '../api/market-depth';
import { grown, type Tracked } from './alert';
import {
	BookHistory,
	historyOf,
	scoreOf,
	withHistory,
	withReading,
	type BookScore,
} from './book-history';
import { FollowedSubject, followSubjects, NORMAL, type SubjectStep } from './follow-subjects';
import { bandOf, isBeyond } from './hysteresis';
import { readBooks, type BookReading } from './readings/book';
import { defineSignal, type Finding } from './signal';
import type { SettingsOf } from './fields';
import { FIGURES, LEAST_SAMPLES, SETTINGS, STATES } from './spread-fields';
import { spreadText } from './spread-text';
import { INSUFFICIENT, unknown } from './wording';

type Settings = SettingsOf<typeof SETTINGS>;
type Lean = BookHistory['lean'];

/** What was found of one exchange. */
export interface Found {
	book: BookReading;
	score: BookScore;
	history: BookHistory;
}

interface Subject extends Found {
	/** Exchange, and what of it. */
	id: string;
	kind: 'spread' | 'imbalance';
}

/** Wide spreads end when they are a fifth below the least that counts. */
const FLOOR_EXIT = 0.8;

/**
 * Spreads that are unusually wide for their exchange, and books that lean to one side. Source: API
 * guide, "Market Depth" ("bid-ask widens unusually on specific exchanges").
 */
export const spreadWidening = defineSignal({
	name: 'spread-widening',
	title: 'Spread widening',
	description:
		'Fires when the bid-ask spread of an exchange is unusually wide, or its order book one-sided; tells when depth is gone as well.',
	keywords: ['spread', 'depth', 'order book', 'liquidity', 'vacuum', 'imbalance', 'bid ask'],
	kind: 'alert',
	reads: [marketDepth],
	settings: SETTINGS,
	states: STATES,
	figures: FIGURES,
	needs: ({ exchange, percentage }) => [
		{ endpoint: marketDepth, parameters: { exchange, percentage } },
	],
	memory: v.object({
		books: v.fallback(v.optional(v.array(BookHistory), []), []),
		subjects: v.fallback(v.optional(v.array(FollowedSubject), []), []),
	}),
	evaluate({ asset, now, settings, memory, facts }) {
		const books = readBooks(facts).filter(
			({ spreadBps, bidDepthUsd }) => spreadBps !== null || bidDepthUsd !== null,
		);
		if (books.length === 0) {
			const missing = ['best bid and ask', 'depth'];
			return { memory, findings: [unknown(asset, 'spread', missing)] };
		}
		let histories = memory.books;
		const before = (id: string) => memory.subjects.find((one) => one.id === id)?.tracked;
		const subjects = books.flatMap((book): Subject[] => {
			const known = historyOf(histories, book.exchange);
			const score = scoreOf(book, known, LEAST_SAMPLES);
			const history = nextHistory(book, known, score, settings, before);
			histories = withHistory(histories, history);
			const found = { book, score, history };
			return [
				{ ...found, id: `${book.exchange} spread`, kind: 'spread' },
				{ ...found, id: `${book.exchange} imbalance`, kind: 'imbalance' },
			];
		});
		const wanted = subjects.filter(
			({ kind }) => settings.alertOn === 'both' || settings.alertOn === kind,
		);
		const { kept, steps } = followSubjects(memory.subjects, wanted, {
			observe(subject, tracked) {
				const state = stateOf(subject, tracked, settings);
				const spread = subject.kind === 'spread' && settings.escalate;
				return {
					state,
					isAlert: state !== NORMAL,
					marks: spread ? marksOf(subject, settings) : {},
				};
			},
			now,
			rules: { cooldownMs: settings.cooldown * 60_000, reportEnd: settings.reportEnd },
		});
		const told = steps.filter(({ tracked, changed }) => tracked.state !== NORMAL || changed);
		const exchanges = new Set(told.map(({ subject }) => subject.book.exchange));
		const quiet = steps.filter(({ subject }, index) => {
			const first = steps.findIndex((one) => one.subject.book === subject.book);
			return index === first && !exchanges.has(subject.book.exchange);
		});
		return {
			memory: { books: histories, subjects: kept },
			findings: [...told, ...quiet].map((step) => finding(asset, step, settings)),
		};
	},
});

/** The history with this reading, if it is a new one, and how long it has been unusual. */
function nextHistory(
	book: BookReading,
	known: BookHistory,
	score: BookScore,
	settings: Settings,
	before: (id: string) => Tracked | undefined,
): BookHistory {
	if (book.time === known.time) return known;
	const wasWide = before(`${book.exchange} spread`)?.state === 'widened';
	const lean = leanOf(score, settings, before(`${book.exchange} imbalance`)?.state);
	return {
		...withReading(known, book, score.depthUsd),
		wideRun: isWide(book, score, settings, wasWide) ? known.wideRun + 1 : 0,
		lean,
		leanRun: lean === 'none' ? 0 : lean === known.lean ? known.leanRun + 1 : 1,
	};
}

function isWide(
	{ spreadBps }: BookReading,
	{ score }: BookScore,
	{ minimumScore, exitScore, minimumSpread }: Settings,
	wasWide: boolean,
): boolean {
	if (spreadBps === null || score === null) return false;
	const band = bandOf(minimumScore, exitScore, 4 / 7);
	return isBeyond(score, band, wasWide) && spreadBps >= minimumSpread * (wasWide ? FLOOR_EXIT : 1);
}

function leanOf({ imbalance }: BookScore, settings: Settings, before: string | undefined): Lean {
	if (imbalance === null) return 'none';
	const band = bandOf(settings.imbalance, settings.exitImbalance, 0.75);
	if (isBeyond(imbalance, band, before === 'bid_heavy')) return 'bid_heavy';
	return isBeyond(-imbalance, band, before === 'ask_heavy') ? 'ask_heavy' : 'none';
}

/** A state begins after enough readings in a row. What cannot be judged stays as it was. */
function stateOf(subject: Subject, tracked: Tracked | undefined, settings: Settings): string {
	const { kind, history, score, book } = subject;
	const before = tracked?.state ?? NORMAL;
	if (kind === 'spread') {
		if (score.score === null || book.spreadBps === null) return before;
		const needed = before === 'widened' ? 1 : settings.readings;
		return history.wideRun >= needed ? 'widened' : NORMAL;
	}
	if (score.imbalance === null) return before;
	if (history.lean === 'none') return NORMAL;
	if (history.lean === before || history.leanRun >= settings.readings) return history.lean;
	return NORMAL;
}

function isVacuum({ score }: Found, { depthDrop }: Settings): boolean {
	return score.depthChangePercent !== null && score.depthChangePercent <= -depthDrop;
}

function marksOf(subject: Subject, settings: Settings) {
	const severity = isVacuum(subject, settings) ? 2 : 1;
	return {
		severity: { value: severity, isNews: (told: number) => severity > told },
		spreadBps: grown(subject.book.spreadBps ?? 0, 2),
	};
}

function finding(asset: string, step: SubjectStep<Subject>, settings: Settings): Finding {
	const { subject, tracked, changed, alert } = step;
	const { book, score, kind } = subject;
	const isSpread = kind === 'spread';
	const isShort = isSpread && score.samples < LEAST_SAMPLES;
	const isGone = tracked.state === 'widened' && isVacuum(subject, settings);
	const state = isGone ? 'vacuum' : isShort ? INSUFFICIENT : tracked.state;
	const { exchange, spreadBps, bestBid, bestAsk, bidDepthUsd, askDepthUsd } = book;
	const { normalSpreadBps, depthChangePercent, imbalance, samples } = score;
	return {
		subject: subject.id,
		state,
		changed,
		alert,
		escalation: tracked.escalation,
		figures: {
			...{ exchange, spreadBps, normalSpreadBps, score: score.score, bestBid, bestAsk },
			...{ bidDepthUsd, askDepthUsd, depthChangePercent, imbalance, samples },
		},
		text: spreadText(asset, subject, state, changed),
		reasons: [
			...(isShort ? [`${samples} of ${LEAST_SAMPLES} readings so far`] : []),
			...(isSpread && score.score !== null
				? [
						`${score.score.toFixed(1)} deviations from normal, unusual from ${settings.minimumScore}`,
					]
				: []),
		],
		missing: [
			...(isSpread && spreadBps === null ? ['best bid and ask'] : []),
			...(score.depthUsd === null ? ['depth'] : []),
		],
	};
}
