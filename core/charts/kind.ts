import type { AnyEndpoint, Fields, Row } from '../api/endpoint';
import { price, short, usd } from '../api/format';
import { EXCHANGES } from '../api/parameters';
import { iso } from '../api/read';
import type { Facts } from '../signals/facts';
import { plausible } from '../signals/plausible';
import type { Scene } from './draw/scene';
import type { Look } from './look';

/** What a chart makes of the data of one asset. */
export interface Composition {
	marks: Scene['marks'];
	/** By the names of the chart's `figures`. */
	figures: Row;
	/** One line that says what the picture shows, ready to be sent with it. */
	text: string;
}

/** Everything the project knows of one chart. Hosts derive their forms, help and outputs from it. */
export interface Chart {
	/** kebab-case; flows are saved with it, and files are named after it. */
	name: string;
	title: string;
	/** One sentence for tooltips, help texts and language models. */
	description: string;
	/** Words a trader would type to find it. */
	keywords: readonly string[];
	/** Whose data it draws. */
	endpoint: AnyEndpoint;
	/** The parameters of the endpoint that make sense for it. */
	parameters: readonly string[];
	/** The chart's own columns; those of every chart are in `chartFields()`. */
	figures: Fields;
	/** What is missing when there is nothing to draw, in the plural: `liquidation clusters`. */
	subject: string;
	/** `undefined` = there is nothing to draw. */
	compose(facts: Facts, asset: string, look: Look): Composition | undefined;
}

/** When the data are from; epoch ms, `null` = they do not say. */
export function timeOf({ rows, summary }: Facts): number | null {
	const times = [summary, ...(rows ?? [])].map((row) => plausible(row?.['time']) ?? -Infinity);
	const newest = times.reduce((best, one) => Math.max(best, one), -Infinity);
	return iso(newest) === null ? null : newest;
}

/** `2026-01-15 14:30 UTC` */
export function utc(timeMs: number | null): string | undefined {
	return iso(timeMs)?.slice(0, 16).replace('T', ' ').concat(' UTC');
}

/** What is known of them, as one line. */
export function inOneLine(parts: readonly (string | null | undefined)[]): string {
	return parts.filter((part) => part !== null && part !== undefined && part !== '').join(' · ');
}

/** `1 level`, `12 levels` */
export function counted(count: number, one: string, many: string): string {
	return `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`;
}

/** `okx` → `OKX`; others as they are reported. */
export function exchangeTitle(name: string): string {
	return EXCHANGES.find(({ value }) => value === name.toLowerCase())?.title ?? name;
}

/** A price where there is room for some ten characters. */
export function priceLabel(value: number): string {
	const text = price(value);
	if (text.length <= 11) return text;
	return Math.abs(value) >= 1 ? short(value) : value.toExponential(2);
}

/** An amount where there is room for some ten characters. */
export function usdLabel(value: number | null): string {
	return usd(value !== null && Math.abs(value) < 0.01 ? 0 : value);
}
