/** Counts what arrives, and says when: the end of both flows of the benchmark. */
module.exports = (RED) => {
	const PRICE = 100_000_000_000;
	const WRAPS_NS = 100_000_000_000n;
	let seen;

	const forget = () => {
		seen = { count: 0, firstAt: 0, lastAt: 0, ages: [] };
	};
	forget();

	RED.nodes.registerType('bench-sink', function (config) {
		RED.nodes.createNode(this, config);
		this.on('input', (msg, _send, done) => {
			const now = performance.now();
			if (seen.count === 0) seen.firstAt = now;
			seen.count += 1;
			seen.lastAt = now;
			// The moment of sending, as the price of the first cluster.
			const price = msg.payload?.data?.clusters?.[0]?.price;
			if (config.ages && price) {
				const elapsed = (process.hrtime.bigint() - BigInt(price - PRICE)) % WRAPS_NS;
				seen.ages.push(Number(elapsed) / 1e6);
			}
			done();
		});
	});

	RED.httpAdmin.get('/bench-sink', (_request, response) => {
		const { firstAt, lastAt, ...rest } = seen;
		const lastEpochMs = performance.timeOrigin + lastAt;
		response.json({ ...rest, seconds: (lastAt - firstAt) / 1000, lastEpochMs });
	});
	RED.httpAdmin.delete('/bench-sink', (_request, response) => {
		forget();
		response.json({});
	});
};
