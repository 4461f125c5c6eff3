import type { IDataObject, ITriggerFunctions } from 'n8n-workflow';
import {
	KingfisherError,
	readAssets,
	settingsFrom,
	type ActiveHours,
	type AnySignal,
	type SettingName,
	type Settings,
	type Watch,
} from '../../core';
import { ALERTS, HOURS, INTERVAL, settingsName } from './properties';

/** What the user has entered, judged. */
export interface WatchParameters {
	watches: Watch[];
	intervalMs: number;
	hours: ActiveHours;
	asking: Partial<Settings>;
	textFormat: unknown;
	scheduleEvents: boolean;
}

/**
 * Reads every field of the node. Only while n8n runs `trigger()`: later, in the background, it cannot
 * evaluate expressions.
 * @throws KingfisherError `invalid_parameter`
 */
export function readParameters(context: ITriggerFunctions): WatchParameters {
	const parameter = (name: string, otherwise: unknown): unknown =>
		context.getNodeParameter(name, otherwise);
	const options = parameter('options', {}) as IDataObject;
	const names = [parameter('signals', [])].flat().map(String);
	const chosen = names.map((name) => ALERTS.find(([value]) => value === name) ?? unknown(name));
	if (chosen.length === 0) throw refused('no signal is chosen', 'Choose at least one.');
	const assets = readAssets(parameter('assets', ''), 'Signals');
	if (assets.length === 0) {
		throw refused('no asset is given', 'Enter one or more symbols, such as BTC, ETH.');
	}
	const days = [options.days ?? []].flat().map(Number);
	return {
		watches: chosen.flatMap(([value, signal]: [string, AnySignal]) =>
			assets.map((asset) => ({ signal, asset, settings: parameter(settingsName(value), {}) })),
		),
		intervalMs: numberOf(parameter('interval', INTERVAL.default), INTERVAL) * 60_000,
		hours: {
			from: numberOf(parameter('activeFrom', HOURS.from.default), HOURS.from),
			to: numberOf(parameter('activeTo', HOURS.to.default), HOURS.to),
			days,
			timeZone: context.getTimezone(),
		},
		// Every round asks anew; what others have just been told would be an older state.
		asking: { ...settingsFrom(options as Partial<Record<SettingName, unknown>>), cacheSeconds: 5 },
		textFormat: options.textFormat,
		scheduleEvents: options.scheduleEvents === true,
	};
}

function numberOf(
	value: unknown,
	{ title, minimum, maximum }: { title: string; minimum: number; maximum: number },
): number {
	const isBlank = value === '' || value === null || typeof value === 'boolean';
	const number = isBlank ? NaN : Number(value);
	if (number >= minimum && number <= maximum) return number;
	throw refused(
		`${title}: ${JSON.stringify(value)} cannot be used`,
		`Enter a number from ${minimum} to ${maximum}.`,
	);
}

function unknown(name: string): never {
	const values = ALERTS.map(([value]) => value).join(', ');
	throw refused(`"${name}" is not a signal that fires`, `Use some of: ${values}.`);
}

function refused(message: string, help: string): KingfisherError {
	return new KingfisherError({ code: 'invalid_parameter', message: `Signals: ${message}`, help });
}
