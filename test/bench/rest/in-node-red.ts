import { join } from 'node:path';
import { startEmulator, type Emulator } from '../../../emulator';
import type { FlowNode } from '../../e2e/hosts/node-red-admin';
import { startNodeRed, type NodeRed } from '../../e2e/hosts/node-red';
import { packNodeRed } from '../../e2e/hosts/pack';
import { waitFor } from '../../e2e/hosts/wait';
import { askBare } from './ask-bare';
import { contest, freshKey, type Taken } from './contest';
import { DISTINCT, identical, type Question } from './questions';

const PLACE = { z: 'tab', x: 100, y: 100 };

/** Messages through our node, through Node-RED's own, and through axios alone. */
export async function askInNodeRed(
	rounds: number,
): Promise<{ distinct: Map<string, Taken>; same: Map<string, Taken> }> {
	const emulator = await startEmulator();
	const settings = { nodesDir: join(__dirname, '../node-red/nodes') };
	const tarball = await packNodeRed();
	const red = await startNodeRed({ version: '5.0.7', tarball, settings });
	try {
		const ways = (questions: Question[]) => ({
			'axios alone': async () => await askBare(emulator.baseUrl, questions),
			'http request': async () => await ask(red, questions, httpRequest(emulator)),
			'kingfisher-liquidations': async () => await ask(red, questions, kingfisher(emulator)),
		});
		return {
			distinct: await contest(emulator, rounds, ways(DISTINCT)),
			same: await contest(emulator, rounds, ways(identical(1000))),
		};
	} finally {
		await red.remove();
		await emulator.close();
	}
}

function httpRequest({ baseUrl }: Emulator): FlowNode[] {
	return [
		{
			...PLACE,
			id: 'asking',
			type: 'http request',
			method: 'GET',
			ret: 'obj',
			paytoqs: 'ignore',
			url: `${baseUrl}/liquidations/{{{payload.asset}}}?exchange={{{payload.exchange}}}&timeframe={{{payload.timeframe}}}`,
			persist: true,
			authType: 'bearer',
			credentials: { user: '', password: freshKey() },
			wires: [['sink']],
		},
	];
}

function kingfisher({ baseUrl }: Emulator): FlowNode[] {
	return [
		{
			id: 'account',
			type: 'kingfisher-account',
			environment: 'custom',
			baseUrl,
			credentials: { apiKey: freshKey() },
		},
		{
			...PLACE,
			id: 'asking',
			type: 'kingfisher-liquidations',
			account: 'account',
			asset: 'payload.asset',
			assetType: 'msg',
			exchange: 'payload.exchange',
			exchangeType: 'msg',
			timeframe: 'payload.timeframe',
			timeframeType: 'msg',
			output: 'raw',
			wires: [['sink']],
		},
	];
}

/** From the button to the last answer at the sink, in ms. */
async function ask(red: NodeRed, questions: Question[], asking: FlowNode[]): Promise<number> {
	const send = `for (const payload of ${JSON.stringify(questions)}) node.send({ payload });`;
	await red.deploy([
		{ id: 'tab', type: 'tab', label: 'bench' },
		{ ...PLACE, id: 'go', type: 'inject', props: [], wires: [['questions']] },
		{ ...PLACE, id: 'questions', type: 'function', func: send, outputs: 1, wires: [['asking']] },
		...asking,
		{ ...PLACE, id: 'sink', type: 'bench-sink', wires: [] },
	]);
	await red.admin.request('DELETE', '/bench-sink/sink');
	const began = Date.now();
	await red.inject('go');
	const { lastEpochMs } = await waitFor(
		'every answer',
		async () => {
			const seen = await red.admin.request<{ count: number; lastEpochMs: number }>(
				'GET',
				'/bench-sink/sink',
			);
			return seen.count === questions.length && seen;
		},
		{ timeoutMs: 60_000 },
	);
	return lastEpochMs - began;
}
