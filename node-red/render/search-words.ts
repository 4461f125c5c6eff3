import {
	catalogue,
	charts,
	signals,
	streamed,
	webhookOperations,
	type AnyEndpoint,
	type AnySignal,
	type Chart,
} from '../../core';

/** Words by which the palette's filter finds the nodes, beside their names: what a trader would type. */

const EVERYWHERE = ['crypto', 'derivatives'];

export function endpointWords({ keywords }: AnyEndpoint): string {
	return joined(keywords);
}

export function chartWords(): string {
	const drawn = Object.values<Chart>(charts);
	const words = drawn.flatMap(({ keywords, endpoint }) => [...keywords, ...endpoint.keywords]);
	return joined([...words, 'chart', 'picture', 'png']);
}

export function eventWords(): string {
	const { liquidations, gammaExposure, fundingRates } = catalogue;
	const told = [liquidations, gammaExposure, fundingRates].flatMap(({ keywords }) => keywords);
	return joined([...webhookOperations.create.keywords, ...told]);
}

export function signalWords(): string {
	return joined(Object.values<AnySignal>(signals).flatMap(({ keywords }) => keywords));
}

export function streamWords(): string {
	const words = streamed.flatMap(({ keywords }) => keywords);
	return joined([...words, 'websocket', 'live', 'real time']);
}

export function webhooksWords(): string {
	return joined(webhookOperations.create.keywords);
}

function joined(words: readonly string[]): string {
	return [...new Set([...words, ...EVERYWHERE])].join(', ');
}
