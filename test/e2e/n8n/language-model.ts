import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

interface ChatRequest {
	stream?: boolean;
	messages: { role: string; content: unknown }[];
	tools?: { function: { name: string } }[];
}

/**
 * A local stand-in for a language model with OpenAI's API: it uses the tool for liquidations with
 * BTC as the asset, and repeats what the tool has said.
 */
export class LanguageModel {
	private offered: string[] = [];

	private constructor(private readonly server: Server) {}

	static async open(): Promise<LanguageModel> {
		const server = createServer();
		const model = new LanguageModel(server);
		server.on('request', (request, response) => {
			let body = '';
			request.setEncoding('utf8').on('data', (text: string) => (body += text));
			request.on('end', () => {
				const asked = JSON.parse(body) as ChatRequest;
				const { message, reason } = model.answer(asked);
				const isStream = asked.stream === true;
				response.setHeader('content-type', isStream ? 'text/event-stream' : 'application/json');
				response.end(isStream ? streamed(message, reason) : whole(message, reason));
			});
		});
		server.listen(0, '127.0.0.1');
		await once(server, 'listening');
		return model;
	}

	get url(): string {
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/v1`;
	}

	/** The names of the tools that it was offered. */
	tools(): string[] {
		return this.offered;
	}

	async close(): Promise<void> {
		this.server.closeAllConnections();
		this.server.close();
		await once(this.server, 'close');
	}

	private answer({ messages, tools = [] }: ChatRequest): { message: object; reason: string } {
		if (tools.length > 0) this.offered = tools.map((one) => one.function.name);
		const said = messages.find(({ role }) => role === 'tool')?.content;
		if (said !== undefined) {
			const content = typeof said === 'string' ? said : JSON.stringify(said);
			return { message: { role: 'assistant', content }, reason: 'stop' };
		}
		const name = this.offered.find((one) => one.includes('Liquidation')) ?? '';
		const asked = { name, arguments: JSON.stringify({ asset: 'BTC' }) };
		const call = { index: 0, id: 'call_1', type: 'function', function: asked };
		const message = { role: 'assistant', content: null, tool_calls: [call] };
		return { message, reason: 'tool_calls' };
	}
}

const HEAD = { id: 'chat_1', created: 0, model: 'stand-in' };

function whole(message: object, finish_reason: string): string {
	const choices = [{ index: 0, message, finish_reason }];
	const usage = { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 };
	return JSON.stringify({ ...HEAD, object: 'chat.completion', choices, usage });
}

function streamed(delta: object, finish_reason: string): string {
	const chunk = (choice: object) =>
		`data: ${JSON.stringify({ ...HEAD, object: 'chat.completion.chunk', choices: [{ index: 0, ...choice }] })}\n\n`;
	return `${chunk({ delta, finish_reason: null })}${chunk({ delta: {}, finish_reason })}data: [DONE]\n\n`;
}
