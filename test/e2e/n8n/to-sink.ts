import type { NodeInWorkflow } from '../hosts/n8n-workflows';

/** Sends the items of an execution to a local server, as one request. */
export function toSink(url: string): NodeInWorkflow {
	return {
		name: 'Sink',
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.2,
		executeOnce: true,
		parameters: {
			method: 'POST',
			url,
			sendBody: true,
			specifyBody: 'json',
			jsonBody: '={{ JSON.stringify($input.all().map((item) => item.json)) }}',
			options: {},
		},
	};
}
