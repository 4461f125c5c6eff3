import type { INodeTypeDescription } from 'n8n-workflow';
import { DEFAULT_SETTINGS, PRO_CALLS_PER_DAY, readSignalSettings } from '../../core';
import { ALERTS } from './properties';

/** What each signal asks for with its default settings: what several need is asked for once. */
const ENDPOINTS = Object.fromEntries(
	ALERTS.map(([value, signal]) => [
		value,
		signal.needs(readSignalSettings(signal, {})).map(({ endpoint }) => endpoint.name),
	]),
);

const ASKED = `new Set([$parameter["signals"]].flat().flatMap((one) => (${JSON.stringify(ENDPOINTS)})[one] ?? [])).size`;
const ASSETS = 'String($parameter["assets"]).split(/[,;\\s]+/).filter((one) => one !== "").length';
const HOURS = '(($parameter["activeTo"] - $parameter["activeFrom"] + 24) % 24 || 24)';

/**
 * What the fields cost a day, as an n8n expression, for where nothing of ours runs: the subtitle and the
 * hints of a node. "Execute step" tells it exactly.
 */
export const CALLS_PER_DAY = `(${ASKED} * ${ASSETS} * Math.ceil(${HOURS} * 60 / $parameter["interval"]))`;

const FREE = PRO_CALLS_PER_DAY - DEFAULT_SETTINGS.reserve;

/** Shown in the dialog before the workflow is published. */
export const CALL_HINTS: NonNullable<INodeTypeDescription['hints']> = [
	{
		message: `These settings make more than ${FREE} calls a day: of the ${PRO_CALLS_PER_DAY} of the Pro plan, ${DEFAULT_SETTINGS.reserve} are kept in reserve. The trigger then asks less often, so that the calls last. <b>Execute step</b> says how many calls they make, and which interval fits. On the Elite plan there is no limit.`,
		type: 'warning',
		location: 'ndv',
		whenToDisplay: 'always',
		displayCondition: `={{ ${CALLS_PER_DAY} > ${FREE} }}`,
	},
	{
		message: `These settings make at most ${FREE} calls a day, which the Pro plan covers. <b>Execute step</b> says how many.`,
		type: 'info',
		location: 'ndv',
		whenToDisplay: 'always',
		displayCondition: `={{ ${CALLS_PER_DAY} <= ${FREE} }}`,
	},
];
