import { EXCHANGES, type Exchange } from './assets';
import { happens, type Random } from './random';

const { exp, min } = Math;

const SECONDS_BETWEEN_SCARES = 40 * 60;
const CALMS_DOWN_SECONDS = 180;
const MOST = 12;

/** How nervous each exchange is: 0 is calm. It widens spreads, thins books and makes order flow toxic. */
export class Stress {
	readonly #levels = new Map<Exchange, number>(EXCHANGES.map((exchange) => [exchange, 0]));

	constructor(private readonly random: Random) {}

	/** A cascade frightens every exchange; besides, one exchange alone takes fright now and then. */
	step(seconds: number, cascade: number): void {
		for (const [exchange, level] of this.#levels) {
			const calmer = level * exp(-seconds / CALMS_DOWN_SECONDS);
			const scared = happens(this.random, SECONDS_BETWEEN_SCARES, seconds);
			const scare = scared ? 3 + 5 * this.random() : 0;
			this.#levels.set(exchange, min(MOST, calmer + scare + 6 * cascade));
		}
	}

	of(exchange: Exchange): number {
		return this.#levels.get(exchange) ?? 0;
	}

	/** Of the market as a whole: that of its calmest exchange, where one would trade. */
	overall(): number {
		return min(...this.#levels.values());
	}
}
