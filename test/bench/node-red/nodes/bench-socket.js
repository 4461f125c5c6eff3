const { WebSocket } = require('ws');

/** The library alone, as it reads by itself: every message is parsed and sent on, or dropped unread. */
module.exports = (RED) => {
	RED.nodes.registerType('bench-socket', function (config) {
		RED.nodes.createNode(this, config);
		const socket = new WebSocket(config.url, { perMessageDeflate: false });
		const parse = (data) => this.send({ payload: JSON.parse(data.toString()) });
		socket.on('message', config.isRead ? parse : () => undefined);
		this.on('close', () => socket.terminate());
	});
};
