import type { Check } from './checks';

/** How a part of the emulator behaves at present: checked settings, each with a default. */
export class Switches<Behaviour extends object> {
	#current: Readonly<Behaviour>;

	constructor(
		private readonly fields: Record<keyof Behaviour & string, Check>,
		private readonly defaults: Behaviour,
	) {
		this.#current = { ...defaults };
	}

	get current(): Readonly<Behaviour> {
		return this.#current;
	}

	/** @throws TypeError, changing nothing: a misspelt behaviour that never shows would pass tests */
	set(changes: Partial<Behaviour>): void {
		const fields: Record<string, Check> = this.fields;
		for (const [name, value] of Object.entries(changes)) {
			const check = Object.hasOwn(fields, name) ? fields[name] : undefined;
			if (!check) {
				const names = Object.keys(fields).join(', ');
				throw new TypeError(`No behaviour '${name}'. There are: ${names}`);
			}
			if (!check[0](value)) throw new TypeError(`Behaviour '${name}' must be ${check[1]}`);
		}
		this.#current = { ...this.#current, ...changes };
	}

	reset(): void {
		this.#current = { ...this.defaults };
	}
}
