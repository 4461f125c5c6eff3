import { Frame } from './frame';

/** What a documented message says before its timestamp, in any spacing. */
const HEAD =
	/^\s*\{\s*"channel"\s*:\s*"([\w.-]{1,40})"\s*,\s*"asset"\s*:\s*"([\w.-]{1,24})"\s*,\s*(?:"exchange"\s*:\s*"([\w.-]{1,40})"\s*,\s*)?"data"\s*:\s*\{\s*$/;

const STAMP = '"timestamp"';

interface Head {
	beginning: string;
	channel: string;
	asset: string;
	exchange: string | null;
}

/** Every subscription has its own beginning, which comes again with every message. */
const known = new Map<string, Head>();

/** More than anybody subscribes to: a server that makes them up may not fill the memory. */
const MAX_KNOWN = 10_000;

/** The newest of them by a few of their letters: to look into the map, all letters have to be read. */
const newest: (Head | undefined)[] = new Array<undefined>(1024).fill(undefined);

/**
 * The message in a frame, read from its beginning alone: in a cascade most messages are replaced before
 * anybody reads them, and need not be parsed. `undefined` for every form that has to be looked at as a
 * whole: another order of fields, an exchange further in, escapes, an end that is cut off.
 */
export function readHead(text: string, receivedAt: number): Frame | undefined {
	// Escapes can spell any name.
	if (!text.endsWith('}') || text.includes('\\')) return undefined;
	const at = text.indexOf(STAMP);
	const head = at > 0 && at < 200 ? headIn(text.slice(0, at)) : undefined;
	if (!head) return undefined;
	const from = text.indexOf('"', at + STAMP.length) + 1;
	const to = text.indexOf('"', from);
	if (text.slice(at + STAMP.length, from - 1).trim() !== ':') return undefined;
	if (to - from < 10 || to - from > 40) return undefined;
	// Its first letters are everywhere, and would make the search ten times as long.
	if (text.includes('xchange"', to)) return undefined;
	const { channel, asset, exchange } = head;
	return new Frame(text, channel, asset, exchange, text.slice(from, to), receivedAt);
}

function headIn(beginning: string): Head | undefined {
	const place = placeOf(beginning);
	const head = newest[place];
	if (head?.beginning === beginning) return head;
	return (newest[place] = known.get(beginning) ?? learn(beginning));
}

/** By the letters before `","data":{`, in which assets and exchanges differ. */
function placeOf(beginning: string): number {
	const { length } = beginning;
	const last = beginning.charCodeAt(length - 10);
	const second = beginning.charCodeAt(length - 11);
	const third = beginning.charCodeAt(length - 12);
	return (length * 7 + last * 31 + second * 131 + third * 517) & (newest.length - 1);
}

function learn(beginning: string): Head | undefined {
	// A part of a text keeps all of it in memory, unless it is put together anew.
	const own = Array.from(beginning).join('');
	const match = HEAD.exec(own);
	if (!match) return undefined;
	const [, channel = '', asset = '', exchange] = match;
	const head = {
		beginning: own,
		channel,
		asset: asset.toUpperCase(),
		exchange: exchange?.toLowerCase() ?? null,
	};
	if (known.size === MAX_KNOWN) known.clear();
	known.set(own, head);
	return head;
}
