import type { Client } from '../client/client';
import { isKingfisherError } from '../client/errors';
import type { Settings } from '../client/settings';
import { CHECKS } from './checks';
import type { EventName } from './event-kinds';
import type { WebhookEvent } from './events';

/** What asking the API about an event has shown; `null` = it could not be asked, or not about this. */
export interface Confirmation {
	confirmed: boolean | null;
	/** In plain words. */
	reason: string;
}

/** Several events of one moment share an answer. */
const FRESH_SECONDS = 5;

/**
 * Asks the endpoint an event is about whether it says the same: for flows that move money, where a
 * webhook that anybody could have sent is not enough. Costs a call, unless an answer of just now shows it.
 */
export async function confirmEvent(
	client: Client,
	{ name, asset, row }: Pick<WebhookEvent, 'name' | 'asset' | 'row'>,
	settings: Partial<Settings> = {},
): Promise<Confirmation> {
	const check = Object.hasOwn(CHECKS, name) ? CHECKS[name as EventName] : undefined;
	if (!check || asset === null) return unknown('nothing to ask about this event');
	const shows = check.expecting(row);
	if (!shows) return unknown(`the event does not say ${check.needs}`);
	const ask = async (cacheSeconds: number) => {
		const answer = await client.ask(check.endpoint, { asset }, { ...settings, cacheSeconds });
		// Served since the API cannot be asked: it is from long before the event.
		if (answer.staleBecause) throw answer.staleBecause;
		return { confirmed: shows(answer), cached: answer.cached };
	};
	try {
		const first = await ask(FRESH_SECONDS);
		// What was asked just before the event could not show it.
		const isOutdated = first.cached && first.confirmed !== true;
		const { confirmed } = isOutdated ? await ask(0) : first;
		if (confirmed === null) return unknown(`${check.where} do not tell`);
		return { confirmed, reason: `${check.where} ${confirmed ? '' : 'do not '}show ${check.what}` };
	} catch (caught) {
		if (!isKingfisherError(caught)) throw caught;
		return unknown(`the API could not be asked: ${caught.message}`);
	}
}

function unknown(reason: string): Confirmation {
	return { confirmed: null, reason };
}
