import type { NodeStatus } from 'node-red';
import type { SignalResult } from '../../../core';
import { fit, SHORT, type Translate } from '../../shared/status-text';

/** What is shown after an evaluation, and when it fired last (epoch ms), if it has since it was deployed. */
export function resultStatus(
	t: Translate,
	results: readonly SignalResult[],
	firedAt: number | undefined,
): NodeStatus {
	const fired = results.filter((one) => one.fired);
	const missing = results.find((one) => one.missing.length > 0 && !one.fired);
	if (fired.length === 0 && missing) {
		return { fill: 'yellow', shape: 'ring', text: fit(t('status.inputMissing')) };
	}
	const shown = fired.length > 0 ? fired : results;
	const [first] = shown;
	if (!first) return {};
	const state = t(`state.${first.signal}.${first.state}`);
	const subjects = new Set(shown.map((one) => one.asset));
	const whose = subjects.size === 1 && first.asset !== '' ? `${first.asset} ${state}` : state;
	const many = t('status.results', { n: SHORT.format(shown.length) });
	const texts = shown.length === 1 ? [whose, state] : [many];
	const at = firedAt === undefined ? [] : texts.map((one) => `${one} · ${clockTime(firedAt)}`);
	const fill = fired.length > 0 ? 'blue' : 'green';
	return { fill, shape: 'dot', text: fit(...at, ...texts) };
}

/** The message was about assets that this node does not watch. */
export function otherAssetStatus(t: Translate): NodeStatus {
	return { fill: 'grey', shape: 'ring', text: fit(t('status.otherAsset')) };
}

export function forgottenStatus(t: Translate): NodeStatus {
	return { fill: 'grey', shape: 'dot', text: fit(t('status.forgotten')) };
}

/** `14:05`, by the clock of the machine. */
function clockTime(at: number): string {
	return new Date(at).toTimeString().slice(0, 5);
}
