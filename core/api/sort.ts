import type { Row } from './endpoint';

export type SortDirection = 'ascending' | 'descending';

/** Rows ordered by a column; those without a value come last either way, and equals keep their order. */
export function sortRows(rows: readonly Row[], column: string, direction: SortDirection): Row[] {
	const sign = direction === 'ascending' ? 1 : -1;
	return [...rows].sort((a, b) => {
		const [left, right] = [a[column] ?? null, b[column] ?? null];
		if (left === null || right === null) return Number(left === null) - Number(right === null);
		if (left === right) return 0;
		return left < right ? -sign : sign;
	});
}
