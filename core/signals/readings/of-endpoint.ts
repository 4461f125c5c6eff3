import type { AnyEndpoint, Row } from '../../api/endpoint';
import type { Facts } from '../facts';
import { positive } from '../plausible';

/** The facts of one endpoint among those of several, the newest last. */
export function factsFrom(facts: readonly Facts[], endpoint: AnyEndpoint): Facts[] {
	return facts.filter((one) => one.endpoint.name === endpoint.name);
}

/** Every row there is; a summary stands in where there are none. */
export function rowsOf({ rows, summary }: Facts): Row[] {
	return rows ?? (summary ? [summary] : []);
}

/** The price in the newest facts that have one. */
export function priceIn(facts: readonly Facts[]): number | null {
	for (const { summary, rows } of [...facts].reverse()) {
		for (const row of [summary, ...(rows ?? [])]) {
			const price = positive(row?.['currentPrice']);
			if (price !== null) return price;
		}
	}
	return null;
}

/** How an exchange is called; data that do not say are of all of them. */
export function exchangeOf(row: Row | null | undefined): string {
	const name = row?.['exchange'];
	return typeof name === 'string' && name.trim() !== '' ? name.trim().slice(0, 40) : 'all';
}
