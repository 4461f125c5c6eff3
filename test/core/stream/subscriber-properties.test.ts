import fc from 'fast-check';
import { subscriptionKey } from '../../../core/stream/protocol';
import { settled } from '../support/manual-clock';
import { BTC, Listening, type Ear } from './support/listening';
import type { ScriptedSocket } from './support/scripted-sockets';

const ASSETS = ['BTC', 'ETH', 'SOL', 'XRP'];
const on = (assets: string[]) => assets.map((asset) => ({ ...BTC, asset }));
const assets = fc.subarray(ASSETS);
const who = fc.nat({ max: 4 });

const act = fc.oneof(
	fc.record({ listen: assets, mode: fc.constantFrom('every', 'latest', 'batch') }),
	fc.record({ close: who, lingerMs: fc.constantFrom(0, 1500) }),
	fc.record({ subscribe: assets, who }),
	fc.record({ unsubscribe: assets, who }),
	fc.record({ say: fc.constantFrom(...ASSETS) }),
	fc.record({ pass: fc.constantFrom(0, 60, 1000, 2000) }),
	fc.record({ drop: fc.constantFrom(1006, 1012) }),
);

/** What the server believes that the other side of a socket wants. */
function believed({ sent }: ScriptedSocket): string[] {
	const there = new Set<string>();
	for (const frame of sent) {
		const key = subscriptionKey(frame);
		if (frame.action === 'unsubscribe') expect(there.delete(key)).toBe(true);
		if (frame.action !== 'subscribe') continue;
		expect(there.has(key)).toBe(false);
		there.add(key);
	}
	return [...there].sort();
}

const wantedBy = (ears: Ear[]) =>
	[
		...new Set(ears.flatMap((ear) => ear.subscriber.status.subscriptions.map(subscriptionKey))),
	].sort();

it('gives everybody what they want and nothing else over one socket, whoever comes and goes', async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(act, { size: 'max', maxLength: 40 }), async (acts) => {
			const rig = new Listening();
			const access = rig.access();
			let open: Ear[] = [];
			const expected = new Map<Ear, number>();
			const accept = () => {
				for (const socket of rig.sockets.alive) {
					if (!socket.wasOpened) socket.open();
					socket.say({ type: 'auth', status: 'ok' });
				}
			};
			for (const one of acts) {
				if ('listen' in one) {
					const settings = { mode: one.mode as 'every', maxInFlight: 100 };
					open.push(rig.listen(access, { subscriptions: on(one.listen), settings }));
				} else if ('close' in one) {
					const ear = open[one.close];
					ear?.subscriber.close({ lingerMs: one.lingerMs });
					open = open.filter((other) => other !== ear);
				} else if ('subscribe' in one) open[one.who]?.subscriber.subscribe(on(one.subscribe));
				else if ('unsubscribe' in one) open[one.who]?.subscriber.unsubscribe(on(one.unsubscribe));
				else if ('pass' in one) await rig.clock.pass(one.pass);
				else if ('drop' in one) rig.sockets.alive.at(-1)?.close(one.drop);
				else if (rig.sockets.alive.length > 0 && rig.sockets.newest.wasOpened) {
					rig.clock.advance(1);
					rig.say({ asset: one.say });
					for (const ear of open) {
						const isWanted = ear.subscriber.status.subscriptions.some(
							({ asset }) => asset === one.say,
						);
						if (isWanted) expected.set(ear, (expected.get(ear) ?? 0) + 1);
					}
				}
				await settled();
				accept();
				expect(rig.sockets.alive.length).toBeLessThanOrEqual(1);
			}
			// Until nothing lingers, and an attempt has come about.
			for (let second = 0; second < 35; second += 1) {
				await rig.clock.pass(1000);
				accept();
			}
			await rig.clock.pass(1000);
			expect(rig.sockets.alive).toHaveLength(open.length > 0 ? 1 : 0);
			if (open.length > 0) expect(believed(rig.sockets.newest)).toEqual(wantedBy(open));
			for (const ear of rig.ears) {
				const { received, delivered, conflated, dropped, rejected, waiting } =
					ear.subscriber.status.counts;
				expect(received).toBe(expected.get(ear) ?? 0);
				expect(received).toBe(delivered + conflated + dropped + rejected + waiting);
				expect(waiting).toBe(0);
				expect(delivered).toBe(ear.deliveries.flat().length);
			}
			rig.end();
		}),
		{ numRuns: 300 },
	);
});
