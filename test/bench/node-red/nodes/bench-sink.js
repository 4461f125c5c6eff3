/** Counts what arrives, and says when: the end of every flow of the benchmark. */
module.exports = (RED) => {
	const PRICE = 100_000_000_000;
	const WRAPS_NS = 100_000_000_000n;
	/** By the sink's id. */
	const seen = new Map();

	const begin = (id) => seen.set(id, { count: 0, firstAt: 0, lastAt: 0, ages: [] });

	RED.nodes.registerType('bench-sink', function (config) {
		RED.nodes.createNode(this, config);
		begin(config.id);
		this.on('input', (msg, _send, done) => {
			const now = performance.now();
			const mine = seen.get(config.id);
			if (mine.count === 0) mine.firstAt = now;
			mine.count += 1;
			mine.lastAt = now;
			// The moment of sending, as the price of the first cluster.
			const price = msg.payload?.data?.clusters?.[0]?.price;
			if (config.ages && price) {
				const elapsed = (process.hrtime.bigint() - BigInt(price - PRICE)) % WRAPS_NS;
				mine.ages.push(Number(elapsed) / 1e6);
			}
			done();
		});
	});

	RED.httpAdmin.get('/bench-sink/:id', (request, response) => {
		const { firstAt, lastAt, ...rest } = seen.get(request.params.id);
		const lastEpochMs = performance.timeOrigin + lastAt;
		response.json({ ...rest, seconds: (lastAt - firstAt) / 1000, lastEpochMs });
	});
	RED.httpAdmin.delete('/bench-sink/:id', (request, response) => {
		begin(request.params.id);
		response.json({});
	});
};
