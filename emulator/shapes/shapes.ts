/**
 * Where the guide is silent, the emulator can answer in every way a real server plausibly might.
 * The first of each list is the default.
 */
export const SHAPES = {
	/** Where the list of funding rates stands; `byExchange` is an object keyed by the exchange's name. */
	funding: ['rates', 'exchanges', 'data', 'byExchange'],
	/** 0.0001 or 0.01 for one hundredth of a percent. */
	fundingUnit: ['fraction', 'percent'],
	/** One current record, the same with toxicity and CVD as objects, or the last hour as a list. */
	orderFlow: ['record', 'nested', 'series'],
	/** Figures, or the order book: levels as [price, size] or as objects. */
	depth: ['summary', 'bookArrays', 'bookObjects'],
	/** `historical=true`: beside the current profile, alone under `data`, or as a bare list. */
	historicalGamma: ['history', 'data', 'list'],
	/** Where a registration's id stands; `none`: the answer to a registration has none, the list has. */
	webhookId: ['id', 'webhook_id', 'data.id', 'none'],
	webhookList: ['webhooks', 'data', 'list'],
	webhookDelete: ['noContent', 'body'],
	/** The guide documents only the registering: whether listing, reading and deleting exist at all. */
	webhookManagement: ['on', 'notFound', 'methodNotAllowed'],
	/** Whether callback URLs on this machine or in a private network are taken, as no real server would. */
	webhookUrls: ['any', 'public'],
	/** Whether a registration without the `threshold` of the guide's example is taken. */
	webhookThreshold: ['optional', 'required'],
	/** What an Elite key sees of rate limits. */
	eliteRateLimit: ['none', 'unlimited', 'minusOne', 'zero'],
	/** `X-RateLimit-Reset`; `guide` is the guide's literal 1643721600, long past. */
	rateLimitReset: ['seconds', 'milliseconds', 'guide'],
} as const;

export type Shapes = { -readonly [Name in keyof typeof SHAPES]: (typeof SHAPES)[Name][number] };

function defaults(): Shapes {
	const first = Object.entries(SHAPES).map(([name, choices]) => [name, choices[0]]);
	return Object.fromEntries(first) as Shapes;
}

/** The shapes in force. */
export class ShapeSwitches {
	readonly current: Shapes = defaults();

	/** @throws RangeError naming the choices, changing nothing, when a name or choice is unknown */
	set(changes: Partial<Shapes>): void {
		for (const [name, choice] of Object.entries(changes)) {
			const choices: readonly string[] | undefined = Object.hasOwn(SHAPES, name)
				? SHAPES[name as keyof Shapes]
				: undefined;
			if (!choices) {
				throw new RangeError(`No shape '${name}'. There are: ${Object.keys(SHAPES).join(', ')}`);
			}
			if (!choices.includes(choice)) {
				throw new RangeError(`Shape '${name}' is one of ${choices.join(', ')}, not '${choice}'`);
			}
		}
		Object.assign(this.current, changes);
	}

	reset(): void {
		Object.assign(this.current, defaults());
	}
}
