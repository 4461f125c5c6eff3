import { column, TIME, TIMESTAMP } from '../api/fields';
import type { Fields, Row } from '../api/endpoint';
import { iso } from '../api/read';
import { KingfisherError } from '../client/errors';
import { Collector } from '../signals/collect';
import { symbol, type Facts } from '../signals/facts';
import { timeFrom } from '../signals/input';
import { drawScene } from './draw/draw-scene';
import { PNG_MEDIA_TYPE } from './draw/png';
import { timeOf, type Chart } from './kind';
import { CHART_SIZES, CHART_THEMES, lookOf, type SizeName, type ThemeName } from './look';

export interface ChartOptions {
	theme?: ThemeName;
	size?: SizeName;
	/** Of data that are about several; left out = the first one that they name. */
	asset?: unknown;
}

export interface Picture {
	png: Uint8Array;
	width: number;
	height: number;
	fileName: string;
	mediaType: string;
	/** One line that says what the picture shows, ready to be sent with it. */
	text: string;
	/** What is on it as one flat record, by the names of `chartFields`. */
	row: Row;
}

/** The columns of a chart's record. */
export function chartFields({ figures }: Chart): Fields {
	return {
		...figures,
		text: column('Text', 'One line that says what the picture shows, ready to be sent', {
			type: 'string',
		}),
		fileName: column('File name', 'Name of the picture', { type: 'string' }),
		width: column('Width', 'Width of the picture', { unit: 'pixels' }),
		height: column('Height', 'Height of the picture', { unit: 'pixels' }),
		time: TIME,
		timestamp: TIMESTAMP,
	};
}

/** What a chart draws of what is handed over; nothing else is looked at. */
export interface ChartData {
	facts: Facts | undefined;
	asset: string;
	/** What was handed over and cannot be used, in words for the user. */
	remarks: readonly string[];
}

/**
 * The data of a chart in whatever a host hands over: an answer, a message of the stream, rows, a
 * Node-RED message. Never throws.
 */
export function chartData(chart: Chart, given: unknown, asset?: unknown, now = 0): ChartData {
	const chosen = symbol(asset);
	const collected = new Collector([chart.endpoint], {
		now: timeFrom(now),
		asset: chosen,
		price: null,
	});
	collected.take(given);
	const own = collected.facts.filter(
		(one) =>
			one.endpoint.name === chart.endpoint.name &&
			(chosen === null || one.asset === null || one.asset === chosen),
	);
	const facts = own.at(-1);
	return { facts, asset: facts?.asset ?? chosen ?? '', remarks: collected.remarks };
}

/**
 * The picture of an answer, or of whatever else a flow hands over. The same data give the same bytes:
 * the time on it is that of the data.
 * @throws KingfisherError `not_found` when there is nothing to draw, `invalid_parameter` when what was
 * handed over cannot be read
 */
export async function drawChart(
	chart: Chart,
	given: unknown,
	options: ChartOptions = {},
): Promise<Picture> {
	return await drawData(chart, chartData(chart, given, options.asset), options);
}

/** @throws as `drawChart` */
export async function drawData(
	chart: Chart,
	{ facts, asset, remarks }: ChartData,
	{ theme = CHART_THEMES[0].value, size = CHART_SIZES[0].value }: ChartOptions = {},
): Promise<Picture> {
	if (!facts) throw notReadable(chart, remarks);
	const look = lookOf(theme, size);
	const composed = chart.compose(facts, asset, look);
	if (!composed) throw nothingToDraw(chart, asset);
	const { width, height, palette } = look;
	const time = timeOf(facts);
	const fileName = fileNameOf(chart, asset, time);
	const { figures, text, marks } = composed;
	return {
		png: await drawScene({ width, height, background: palette.background, marks }),
		width,
		height,
		fileName,
		mediaType: PNG_MEDIA_TYPE,
		text,
		row: { ...figures, text, fileName, width, height, time, timestamp: iso(time) },
	};
}

/** `BTC-liquidation-map-20260115-1430.png` */
function fileNameOf({ name }: Chart, asset: string, time: number | null): string {
	const at = iso(time)?.replace(/^(\d+)-(\d+)-(\d+)T(\d+):(\d+).*$/, '$1$2$3-$4$5');
	const safe = asset.replace(/[^\w-]/g, '');
	return `${[safe, name, at].filter((part) => part !== '' && part !== undefined).join('-')}.png`;
}

function nothingToDraw({ title, subject, endpoint }: Chart, asset: string): KingfisherError {
	return new KingfisherError({
		code: 'not_found',
		message: `${title}: no ${subject} are reported${asset === '' ? '' : ` for ${asset}`}, so there is nothing to draw`,
		help: 'Choose another asset, exchange or timeframe, or ask again later.',
		endpoint: endpoint.name,
	});
}

function notReadable({ title, endpoint }: Chart, remarks: readonly string[]): KingfisherError {
	const reason = remarks[0] ?? `nothing of ${endpoint.title.toLowerCase()} was handed over`;
	return new KingfisherError({
		code: 'invalid_parameter',
		message: `${title}: ${reason}`,
		help: `Hand over what a node for ${endpoint.title.toLowerCase()} returns.`,
		endpoint: endpoint.name,
	});
}
