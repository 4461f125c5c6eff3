import type { FastifyInstance } from 'fastify';
import type { Gate } from './gate';
import {
	EXCHANGE,
	HISTORICAL,
	PERCENTAGE,
	readAsset,
	readChoice,
	TIMEFRAME,
	type Choice,
} from './parameters';
import type { Body, Scenario } from './scenario';
import { depthBody } from './shapes/depth';
import { fundingBody } from './shapes/funding';
import { historicalGammaBody } from './shapes/historical-gamma';
import { orderFlowBody } from './shapes/order-flow';
import type { ShapeSwitches } from './shapes/shapes';

/** What an endpoint can ask of its request. */
interface Asked {
	asset: (options?: { withOptions: boolean }) => string;
	choice: <T extends string>(name: string, choice: Choice<T>) => T;
	elite: boolean;
}

type Endpoint = (asked: Asked) => Body;

/** The guide's core endpoints, and /tof from its cluster-proximity bot, by their path under /v1. */
export function dataEndpoints(scenario: Scenario, shapes: ShapeSwitches): Record<string, Endpoint> {
	return {
		'/liquidations/:asset': ({ asset, choice }) =>
			scenario.liquidations(asset(), choice('exchange', EXCHANGE), choice('timeframe', TIMEFRAME)),

		'/gex/:asset': ({ asset, choice }) => {
			const name = asset({ withOptions: true });
			const current = scenario.gammaExposure(name);
			if (choice('historical', HISTORICAL) === 'false') return current;
			const record = (typeof current === 'string' ? JSON.parse(current) : current) as object;
			const history = scenario.gammaHistory(name);
			return historicalGammaBody(shapes.current.historicalGamma, name, history, record);
		},

		'/open-interest/:asset': ({ asset, choice }) =>
			scenario.openInterest(asset(), choice('exchange', EXCHANGE)),

		'/funding-rates/:asset': ({ asset, elite }) => {
			const name = asset();
			const { funding, fundingUnit: unit } = shapes.current;
			const timestamp = scenario.timestamp();
			const rates = scenario.fundingRates(name);
			return fundingBody(funding, { asset: name, timestamp, rates, elite, unit });
		},

		'/tof/:asset': ({ asset }) => {
			const name = asset();
			return orderFlowBody(shapes.current.orderFlow, name, scenario.orderFlow(name));
		},

		'/depth/:asset': ({ asset, choice }) => {
			const name = asset();
			const exchange = choice('exchange', EXCHANGE);
			const percentage = choice('percentage', PERCENTAGE);
			return depthBody(shapes.current.depth, {
				asset: name,
				exchange,
				percentage: Number(percentage),
				timestamp: scenario.timestamp(),
				book: scenario.book(name, exchange, percentage),
			});
		},
	};
}

export function serveEndpoints(
	scope: FastifyInstance,
	endpoints: Record<string, Endpoint>,
	gate: Gate,
): void {
	for (const [path, answer] of Object.entries(endpoints)) {
		scope.get<{ Params: { asset: string } }>(path, (request, reply) => {
			const body = answer({
				asset: (options) => readAsset(request.params.asset, options),
				choice: (name, choice) => readChoice(request.query as object, name, choice),
				elite: gate.caller(request.raw).kind === 'elite',
			});
			return reply.type('application/json; charset=utf-8').send(body);
		});
	}
}
