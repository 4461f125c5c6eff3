import { startBench, customCredential, KINGFISHER, type Bench } from '../../e2e/n8n/setup';
import type { Credential } from '../../e2e/hosts/n8n-credentials';
import { askBare } from './ask-bare';
import { contest, freshKey, type Taken } from './contest';
import { DISTINCT, identical, type Question } from './questions';

const NODE = 'Node under test';

/** 100 items through our node, through n8n's own, and through axios alone. */
export async function askInN8n(
	rounds: number,
): Promise<{ distinct: Map<string, Taken>; same: Map<string, Taken> }> {
	const bench = await startBench('market');
	try {
		const ways = (questions: Question[]) => ({
			'axios alone': async () => await askBare(bench.emulator.baseUrl, questions),
			'HTTP Request': async () => await httpRequest(bench, questions),
			Kingfisher: async () => await kingfisher(bench, questions),
		});
		return {
			distinct: await contest(bench.emulator, rounds, ways(DISTINCT)),
			same: await contest(bench.emulator, rounds, ways(identical(100))),
		};
	} finally {
		await bench.close();
	}
}

async function kingfisher(bench: Bench, items: Question[]): Promise<number> {
	const parameters = {
		resource: 'liquidation',
		operation: 'get',
		asset: { __rl: true, mode: 'symbol', value: '={{ $json.asset }}' },
		exchange: '={{ $json.exchange }}',
		timeframe: '={{ $json.timeframe }}',
	};
	return await timeOf(bench, KINGFISHER, parameters, items);
}

async function httpRequest(bench: Bench, items: Question[]): Promise<number> {
	const url = `${bench.emulator.baseUrl}/liquidations/{{ $json.asset }}?exchange={{ $json.exchange }}&timeframe={{ $json.timeframe }}`;
	const parameters = {
		url: `=${url}`,
		authentication: 'predefinedCredentialType',
		nodeCredentialType: 'kingfisherApi',
		options: {},
	};
	return await timeOf(bench, 'n8n-nodes-base.httpRequest', parameters, items, { typeVersion: 4.2 });
}

/** What n8n says that the node took, in ms. */
async function timeOf(
	bench: Bench,
	type: string,
	parameters: Parameters<Bench['run']>[0],
	items: Question[],
	settings = {},
): Promise<number> {
	const credential: Credential = await bench.n8n.credentials.create(
		'kingfisherApi',
		customCredential(bench.emulator.baseUrl, freshKey()),
	);
	const result = await bench.n8n.run({ type, parameters, items, credential, settings });
	if (result.error || result.items.length !== items.length) {
		throw new Error(`${type}: ${result.error?.message ?? `${result.items.length} items`}`);
	}
	return result.execution.data.resultData.runData[NODE]?.at(-1)?.executionTime ?? NaN;
}
