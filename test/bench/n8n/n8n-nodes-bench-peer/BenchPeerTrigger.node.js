/** Connects as the guide's sample does, and starts a workflow with every message. */
class BenchPeerTrigger {
	constructor() {
		this.description = {
			displayName: 'Bench Peer Trigger',
			name: 'benchPeerTrigger',
			group: ['trigger'],
			version: 1,
			description: 'Starts a workflow with every message of a stream',
			defaults: { name: 'Bench Peer Trigger' },
			inputs: [],
			outputs: ['main'],
			properties: [
				{ displayName: 'URL', name: 'url', type: 'string', default: '' },
				{ displayName: 'API Key', name: 'apiKey', type: 'string', default: '' },
				{ displayName: 'Assets', name: 'assets', type: 'string', default: '' },
			],
		};
	}

	async trigger() {
		const [url, apiKey, assets] = ['url', 'apiKey', 'assets'].map((name) =>
			this.getNodeParameter(name),
		);
		const socket = new WebSocket(url);
		socket.onopen = () => {
			socket.send(JSON.stringify({ action: 'auth', apiKey }));
			for (const asset of assets.split(', ')) {
				const channel = 'liquidations';
				socket.send(JSON.stringify({ action: 'subscribe', channel, asset, exchange: 'all' }));
			}
		};
		socket.onmessage = ({ data }) => {
			const message = JSON.parse(data);
			if (!message.channel) return;
			this.emit([[{ json: { asset: message.asset, ...message.data } }]]);
		};
		return {
			closeFunction: async () => {
				socket.close();
			},
		};
	}
}

module.exports = { BenchPeerTrigger };
