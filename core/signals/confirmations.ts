import { usd } from '../api/format';
import type { Facts } from './facts';
import { readGamma, type Regime } from './readings/gamma';
import { readOrderFlow } from './readings/order-flow';

/** `null` = not asked for. What is missing confirms nothing. */
export type Verdict = 'confirmed' | 'not confirmed' | 'missing' | null;

export interface Confirmations {
	orderFlow: Verdict;
	toxicityScore: number | null;
	/** Bought minus sold by takers, in USD. */
	netFlowUsd: number | null;
	gamma: Verdict;
	gammaRegime: Regime | null;
	reasons: string[];
	missing: string[];
}

/** What the guide suggests to add to its bot: "Add TOF confirmation, GEX+ regime check". */
export const CONFIRMATIONS = [
	{ value: 'none', title: 'None', description: 'As the sample bot of the API guide' },
	{ value: 'orderFlow', title: 'Toxic order flow', description: 'One call more an asset' },
	{ value: 'gamma', title: 'Gamma regime', description: 'One call more an asset' },
	{ value: 'both', title: 'Both', description: 'Two calls more an asset' },
] as const;

export type Wanted = (typeof CONFIRMATIONS)[number]['value'];

export const wantsOrderFlow = (wanted: Wanted) => wanted === 'orderFlow' || wanted === 'both';
export const wantsGamma = (wanted: Wanted) => wanted === 'gamma' || wanted === 'both';

/**
 * Whether the price is likely to go on to a level on that side of it. Order flow confirms when it is
 * toxic and its takers push that way, as far as each is reported. Gamma confirms when it is negative:
 * dealers then amplify moves, and in positive gamma they dampen them.
 */
export function confirm(
	facts: readonly Facts[],
	wanted: Wanted,
	level: 'below' | 'above',
	toxicFrom: number,
): Confirmations {
	const flow = wantsOrderFlow(wanted) ? readOrderFlow(facts) : undefined;
	const gamma = wantsGamma(wanted) ? readGamma(facts) : undefined;
	const regime = gamma?.reported ?? null;
	const reasons: string[] = [];
	const found: boolean[] = [];
	if (flow && flow.toxicity !== null) {
		found.push(flow.toxicity >= toxicFrom);
		reasons.push(`toxicity ${flow.toxicity}, toxic from ${toxicFrom}`);
	}
	if (flow && flow.netUsd !== null) {
		found.push(level === 'below' ? flow.netUsd < 0 : flow.netUsd > 0);
		const side = flow.netUsd === 0 ? 'neither side' : flow.netUsd < 0 ? 'sellers' : 'buyers';
		reasons.push(`takers' net volume ${usd(flow.netUsd)}: ${side} push`);
	}
	if (regime !== null) {
		reasons.push(`gamma ${regime}: dealers ${regime === 'negative' ? 'amplify' : 'dampen'} moves`);
	}
	const orderFlow = wantsOrderFlow(wanted) ? verdict(found) : null;
	const gammaVerdict = wantsGamma(wanted) ? verdict(regime ? [regime === 'negative'] : []) : null;
	return {
		orderFlow,
		toxicityScore: flow?.toxicity ?? null,
		netFlowUsd: flow?.netUsd ?? null,
		gamma: gammaVerdict,
		gammaRegime: regime,
		reasons,
		missing: [
			...(orderFlow === 'missing' ? ['toxic order flow'] : []),
			...(gammaVerdict === 'missing' ? ['gamma regime'] : []),
		],
	};
}

function verdict(found: boolean[]): Verdict {
	if (found.length === 0) return 'missing';
	return found.every(Boolean) ? 'confirmed' : 'not confirmed';
}

/** Whether everything that was asked for confirms. */
export function isConfirmed({ orderFlow, gamma }: Confirmations): boolean {
	return [orderFlow, gamma].every((one) => one === null || one === 'confirmed');
}

/** As it follows on the text of a setup. */
export function confirmationText({ orderFlow, gamma, gammaRegime }: Confirmations): string {
	const parts = [
		orderFlow && `order flow ${WORDS[orderFlow]}`,
		gamma && `${gammaRegime ?? ''} gamma ${WORDS[gamma]}`.trim(),
	].filter((part) => part !== null);
	return parts.length === 0 ? '' : `; ${parts.join(', ')}`;
}

const WORDS = { confirmed: 'confirms', 'not confirmed': 'does not confirm', missing: 'is missing' };
