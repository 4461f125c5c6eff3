/**
 * The commands of an outline with curves that go on into one another put together, as long as the one
 * curve is nowhere farther than `tolerance` from the ones that it stands for.
 */
exports.fewerCurves = function fewerCurves(commands, tolerance) {
	const result = [];
	let pen = { x: 0, y: 0 };
	let index = 0;
	while (index < commands.length) {
		const run = [];
		let best;
		for (let next = index; commands[next]?.type === 'Q'; next += 1) {
			run.push({ from: run.at(-1)?.to ?? pen, by: control(commands[next]), to: commands[next] });
			const one = run.length === 1 ? run[0] : asOne(run, tolerance);
			if (!one) break;
			best = { ...one, count: run.length };
		}
		if (best) {
			result.push({ type: 'Q', x1: best.by.x, y1: best.by.y, x: best.to.x, y: best.to.y });
		} else {
			result.push(commands[index]);
		}
		index += best?.count ?? 1;
		pen = result.at(-1).type === 'Z' ? pen : result.at(-1);
	}
	return result;
};

function control({ x1, y1 }) {
	return { x: x1, y: y1 };
}

/** The curve that leaves and arrives in the same directions; `undefined` = it runs elsewhere. */
function asOne(curves, tolerance) {
	const [first, last] = [curves[0], curves.at(-1)];
	const out = minus(first.by, first.from);
	const back = minus(last.by, last.to);
	const turn = cross(out, back);
	if (Math.abs(turn) < 1e-6) return undefined;
	const way = minus(last.to, first.from);
	const [along, backwards] = [cross(way, back) / turn, cross(way, out) / turn];
	if (along < 0 || backwards < 0) return undefined;
	const by = { x: first.from.x + along * out.x, y: first.from.y + along * out.y };
	const one = { from: first.from, by, to: last.to };
	const dots = pointsOf(one, 512);
	const isNear = (point) =>
		dots.some((dot) => Math.hypot(dot.x - point.x, dot.y - point.y) <= tolerance);
	return curves.flatMap((curve) => pointsOf(curve, 8)).every(isNear) ? one : undefined;
}

function pointsOf({ from, by, to }, steps) {
	return Array.from({ length: steps + 1 }, (_, step) => {
		const t = step / steps;
		const at = (axis) => (1 - t) ** 2 * from[axis] + 2 * t * (1 - t) * by[axis] + t ** 2 * to[axis];
		return { x: at('x'), y: at('y') };
	});
}

const minus = (a, b) => ({ x: a.x - b.x, y: a.y - b.y });
const cross = (a, b) => a.x * b.y - a.y * b.x;
