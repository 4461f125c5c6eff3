import { regimeAt, type PositiveSide } from './gamma-polarity';
import type { GammaReading, Regime } from './readings/gamma';
import type { KnownPrice } from './signal';
import { plain } from './wording';

/** What is remembered that a regime is decided by. */
export interface GammaPast {
	flipLevel: number | null;
	/** When it was told, epoch ms. */
	flipLevelAt: number;
	/** How many times in a row the regime that is not in force was seen. */
	seen: number;
	tracked: { state: string } | null;
}

/** How long a flip level is applied to newer prices without having been told again. */
const LEVEL_VALID_MS = 24 * 3_600_000;

/** The reported level, else the last one as long as it means something. */
export function flipLevelOf(reading: GammaReading | undefined, past: GammaPast, now: number) {
	if (reading?.flipLevel != null) return { flipLevel: reading.flipLevel, flipLevelAt: now };
	const age = now - past.flipLevelAt;
	const isValid = age >= 0 && age <= LEVEL_VALID_MS;
	return { flipLevel: isValid ? past.flipLevel : null, flipLevelAt: past.flipLevelAt };
}

/** A price that the flow gives is newer than the one reported with the profile. */
export function priceFor(
	reading: GammaReading | undefined,
	known: KnownPrice | undefined,
): number | null {
	if (known?.isGiven) return known.value;
	return reading?.price ?? known?.value ?? null;
}

/** The regime at the newest price: as reported for it, else by the side of the flip level. */
export function regimeSeen(
	reading: GammaReading | undefined,
	price: number | null,
	flipLevel: number | null,
	positiveSide: PositiveSide | null,
): Regime | undefined {
	const isReportedFor = reading?.price == null || price === reading.price;
	const reported = reading?.reported ?? undefined;
	if (reported && isReportedFor) return reported;
	if (price === null || flipLevel === null || positiveSide === null) return reported;
	return regimeAt(price, flipLevel, positiveSide) ?? reported;
}

const REGIMES: readonly Regime[] = ['positive', 'negative'];

/** Which regime is in force: the other one needs to be clear of the band, as many times as set. */
export function decide(
	seen: Regime,
	{ tracked, seen: before }: GammaPast,
	isInBand: boolean,
	settings: { band: number; confirmations: number },
): { regime: Regime; count: number; waiting: string[] } {
	const regime = REGIMES.find((one) => one === tracked?.state);
	if (regime === undefined || regime === seen) return { regime: seen, count: 0, waiting: [] };
	if (isInBand) {
		const waiting = [`${seen} by now, but within ${plain(settings.band)}% of the flip level`];
		return { regime, count: 0, waiting };
	}
	const count = before + 1;
	if (count >= settings.confirmations) return { regime: seen, count: 0, waiting: [] };
	const waiting = [`${seen} by now, seen ${count} of ${settings.confirmations} times`];
	return { regime, count, waiting };
}
