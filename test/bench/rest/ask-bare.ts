import { Agent } from 'node:http';
import axios from 'axios';
import { freshKey } from './contest';
import { queryOf, type Question } from './questions';

/** Requests at a time, as our nodes and n8n's send them. */
const AT_A_TIME = 10;

/** What is the least it can take: axios with connections that are kept. Returns ms. */
export async function askBare(baseUrl: string, questions: Question[]): Promise<number> {
	const httpAgent = new Agent({ keepAlive: true, maxSockets: AT_A_TIME });
	const client = axios.create({
		baseURL: baseUrl,
		httpAgent,
		headers: { Authorization: `Bearer ${freshKey()}` },
	});
	const began = performance.now();
	for (let start = 0; start < questions.length; start += AT_A_TIME) {
		const some = questions.slice(start, start + AT_A_TIME);
		await Promise.all(some.map(async (question) => await client.get(queryOf(question))));
	}
	const ms = performance.now() - began;
	httpAgent.destroy();
	return ms;
}
