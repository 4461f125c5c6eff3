import type { ITriggerFunctions, ITriggerResponse } from 'n8n-workflow';
import { gatherRound, judgeRound, watchPlan, watchPlanRow } from '../../core';
import { clock, createClient } from '../shared/client';
import { CREDENTIAL } from '../shared/helper-transport';
import { nodeError } from '../shared/node-error';
import { signalItem } from '../shared/signal-items';
import { readParameters } from './read-parameters';

/**
 * "Execute step" in the editor: asks once, and shows how everything stands, fired or not, and what the
 * schedule costs. What alerts remember is left as it is.
 */
export async function testSignals(context: ITriggerFunctions): Promise<ITriggerResponse> {
	const closing = new AbortController();
	const translated = (caught: unknown): never => {
		throw nodeError(context.getNode(), caught);
	};
	const show = async () => {
		const parameters = readParameters(context);
		const { watches, asking, textFormat, intervalMs, hours } = parameters;
		const client = createClient(context, await context.getCredentials(CREDENTIAL));
		const gathered = await gatherRound(client, watches, { ...asking, signal: closing.signal });
		const { evaluations } = judgeRound(gathered, undefined, clock.now());
		const { limit } = client.usage();
		const schedule = { intervalMs, hours, reserve: asking.reserve };
		const plan = watchPlan(watches, schedule, limit ?? undefined);
		const results = evaluations.flatMap((one) => one.results);
		const items = results.map((result) => signalItem(result, textFormat));
		context.emit([[...items, { json: watchPlanRow(plan) }]]);
	};
	return {
		// Not before: n8n takes nothing until `trigger()` has returned.
		manualTriggerFunction: async () => await show().catch(translated),
		closeFunction: async () => closing.abort(),
	};
}
