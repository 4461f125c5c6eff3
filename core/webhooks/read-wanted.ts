import { someOf, type Read } from '../api/parameters';
import { readAssets } from '../client/read-assets';
import { WEBHOOK_EVENTS } from '../api/webhooks';
import { KingfisherError } from '../client/errors';

/** What a node is to be told of. */
export interface WantedEvents {
	events: string[];
	/** In capitals. */
	assets: string[];
}

const eventList = someOf(WEBHOOK_EVENTS, { title: 'Events', description: 'What to be told of' });

/** More registrations than this are a mistake, and an expensive one: each costs a call. */
export const MAX_REGISTRATIONS = 60;

/**
 * Events and assets as a user entered them: lists, or texts separated by commas.
 * @throws KingfisherError `invalid_parameter`
 */
export function readWantedEvents(events: unknown, assets: unknown): WantedEvents {
	const names = accepted(eventList.read(events));
	const symbols = readAssets(assets, 'Events');
	if (symbols.length === 0) {
		throw refused('no asset is given', 'Enter one or more, such as BTC, ETH.');
	}
	const count = names.length * symbols.length;
	if (count <= MAX_REGISTRATIONS) return { events: names, assets: symbols };
	throw refused(
		`${count} registrations are too many`,
		`Choose fewer events or assets: each registers by itself, and costs a call. ${MAX_REGISTRATIONS} at most.`,
	);
}

function accepted<T>(read: Read<T>): T {
	if ('value' in read) return read.value;
	throw refused(read.refused, read.help);
}

function refused(message: string, help: string): KingfisherError {
	return new KingfisherError({ code: 'invalid_parameter', message: `Events: ${message}`, help });
}
