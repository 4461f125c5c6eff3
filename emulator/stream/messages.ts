import type { Body, Scenario } from '../scenario';
import { fundingBody } from '../shapes/funding';
import type { ShapeSwitches } from '../shapes/shapes';
import type { BehaviourSwitches } from './behaviour';
import type { Subscription } from './subscription';

export interface MessageParts {
	scenario: Scenario;
	shapes: ShapeSwitches;
	behaviour: BehaviourSwitches;
}

/** The data messages in the guide's form: `{channel, asset, data: {timestamp, …}}`. */
export class Messages {
	constructor(private readonly parts: MessageParts) {}

	/** What there is to tell at the moment: the fields of the REST answer, behind a timestamp. */
	data(subscription: Subscription): object {
		const { scenario, shapes } = this.parts;
		const { channel, market: asset, exchange } = subscription;
		const timestamp = scenario.timestamp();
		switch (channel) {
			case 'liquidations':
				return scenario.clusterUpdate(asset, exchange);
			case 'gex':
				return { timestamp, ...withoutAsset(scenario.gammaExposure(asset)) };
			case 'open_interest':
				return { timestamp, ...withoutAsset(scenario.openInterest(asset, exchange)) };
			case 'funding_rates': {
				const { funding, fundingUnit: unit } = shapes.current;
				const all = scenario.fundingRates(asset);
				const rates = all.filter((rate) => exchange === 'all' || rate.exchange === exchange);
				// Whoever may stream has an Elite key.
				const body = fundingBody(funding, { asset, timestamp, rates, elite: true, unit });
				return { timestamp, ...withoutAsset(body) };
			}
		}
	}

	text(subscription: Subscription, data: object): string {
		const { channel, asset, exchange } = subscription;
		const { includeExchange } = this.parts.behaviour.current;
		return JSON.stringify({
			channel,
			asset,
			...(includeExchange === true && { exchange }),
			data: includeExchange === 'data' ? { ...data, exchange } : data,
		});
	}
}

function withoutAsset(body: Body): object {
	const { asset: _, ...rest } = (typeof body === 'string' ? JSON.parse(body) : body) as Record<
		string,
		unknown
	>;
	return rest;
}
