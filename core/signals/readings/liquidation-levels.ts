import { liquidations } from '../../api/liquidations';
import type { Facts } from '../facts';
import { plausible, positive } from '../plausible';
import { exchangeOf, factsFrom } from './of-endpoint';

/** One price level with the liquidations reported there. Sizes in USD. */
export interface Level {
	/** Whose clusters were asked for: an exchange, or `all`. */
	source: string;
	exchange: string;
	price: number;
	longUsd: number;
	shortUsd: number;
}

export interface LevelReading {
	levels: Level[];
	/** What has been reported in full: what is not among `levels` there is no longer. */
	sources: ReadonlySet<string>;
	/** Entries without a price or a size. */
	unreadable: number;
}

/** The levels of every source, as it last reported them; `undefined` = nobody has reported any. */
export function readLevels(facts: readonly Facts[]): LevelReading | undefined {
	const bySource = new Map<string, LevelReading>();
	for (const { rows, summary } of factsFrom(facts, liquidations)) {
		if (rows === null) continue;
		const exchanges = new Set(rows.map(exchangeOf));
		const [only = 'all'] = exchanges.size === 1 ? exchanges : [];
		const source = summary === null ? only : exchangeOf(summary);
		const levels = rows.flatMap((row): Level[] => {
			const price = positive(row['price']);
			const long = plausible(row['longLiquidationsUsd']);
			const short = plausible(row['shortLiquidationsUsd']);
			if (price === null || (long === null && short === null)) return [];
			const [longUsd, shortUsd] = [Math.max(0, long ?? 0), Math.max(0, short ?? 0)];
			return [{ source, exchange: exchangeOf(row), price, longUsd, shortUsd }];
		});
		const unreadable = rows.length - levels.length;
		bySource.set(source, { levels, sources: new Set([source]), unreadable });
	}
	if (bySource.size === 0) return undefined;
	const readings = [...bySource.values()];
	return {
		levels: readings.flatMap(({ levels }) => levels),
		sources: new Set(bySource.keys()),
		unreadable: readings.reduce((sum, one) => sum + one.unreadable, 0),
	};
}
