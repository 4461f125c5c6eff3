import { inspect } from 'node:util';

/** From now on a property like any other, with this value. */
export function settled<T>(facts: object, name: string, value: T): T {
	Object.defineProperty(facts, name, { value, writable: true, enumerable: true });
	return value;
}

/** A console would show that there is a getter, and not what it gets. */
export function readable<T extends object>(facts: T): T {
	return Object.defineProperty(facts, inspect.custom, SHOW);
}

const SHOW = {
	value(this: object) {
		return { ...this };
	},
};
