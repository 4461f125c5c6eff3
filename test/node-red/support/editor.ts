import vm from 'node:vm';
import { lookUp } from './host';
import type { Texts } from '../../../node-red/render/languages';
import { scriptOf } from './rendered';

type Validate = (this: unknown, value: unknown, options: object) => boolean | string;

/** What a node's script registers with the editor. */
export interface Definition {
	category: string;
	color?: string;
	icon?: string;
	inputs?: number;
	outputs?: number;
	defaults: Record<string, { value: unknown; type?: string; validate?: Validate }>;
	credentials?: Record<string, { type: string }>;
	paletteLabel(): string;
	label(): string;
	inputLabels?(): string;
	outputLabels?(index?: number): string;
	oneditprepare(): void;
}

/** A stand-in for jQuery and the editor, as far as the scripts use them. */
export class Editor {
	/** What stands in the fields of the open dialog. */
	readonly fields = new Map<string, string>();
	readonly typedInputs = new Map<string, { types: unknown[]; default?: string }>();
	/** The boxes with a tick. */
	readonly ticked = new Set<string>();
	readonly visible = new Map<string, boolean>();
	readonly texts = new Map<string, string>();
	readonly requests: { url: string; type: string; data?: string }[] = [];
	readonly listeners = new Map<string, () => void>();
	/** What the runtime answers to a request, or `undefined` for a failure. */
	answer: (url: string) => unknown = () => ({});

	/** Runs a node's script and returns what it registered. */
	load(html: string, catalog: Texts): Definition & { type: string } {
		let registered: (Definition & { type: string }) | undefined;
		const RED = {
			nodes: {
				registerType: (type: string, definition: Definition) => {
					const _ = (key: string, values?: Record<string, string>) => lookUp(catalog, key, values);
					registered = Object.assign(definition, { type, _ });
				},
			},
			utils: { validateTypedProperty: (value: string) => !value.includes('..') || 'bad path' },
		};
		vm.runInNewContext(scriptOf(html), { RED, $: this.jquery(), URL });
		if (!registered) throw new Error('The script registered nothing');
		return registered;
	}

	tick(selector: string, isTicked: boolean): void {
		if (isTicked) this.ticked.add(selector);
		else this.ticked.delete(selector);
	}

	private jquery() {
		const select = (selector: string): object => {
			const element: object = {
				val: (value?: string) => {
					if (value === undefined) return this.fields.get(selector);
					this.fields.set(selector, value);
					return element;
				},
				is: () => this.ticked.has(selector),
				typedInput: (options: { types: unknown[] }) => this.typedInputs.set(selector, options),
				toggle: (isVisible: boolean) => (this.visible.set(selector, isVisible), element),
				text: (text: string) => (this.texts.set(selector, text), element),
				prop: (name: string, value: boolean) => {
					if (name === 'checked') this.tick(selector, value);
					return element;
				},
				trigger: (event: string) => {
					this.listeners.get(`${event} ${selector}`)?.();
					return element;
				},
				each: () => element,
				next: (other: string) => select(`${selector} + ${other}`),
				toggleClass: () => element,
				attr: () => element,
				on: (event: string, listener: () => void) => (
					this.listeners.set(`${event} ${selector}`, listener),
					element
				),
			};
			return element;
		};
		const ajax = (request: { url: string; type: string; data?: string }) => {
			this.requests.push(request);
			const answer = this.answer(request.url);
			const promise = {
				done: (listener: (answer: unknown) => void) => {
					if (answer !== undefined) listener(answer);
					return promise;
				},
				fail: (listener: () => void) => {
					if (answer === undefined) listener();
					return promise;
				},
			};
			return promise;
		};
		return Object.assign(select, { ajax });
	}
}

/** A node as the editor holds it: its stored properties, and its definition. */
export function nodeInEditor(definition: Definition, properties: Record<string, unknown> = {}) {
	const defaults = Object.entries(definition.defaults).map(([name, { value }]) => [name, value]);
	return {
		id: 'node',
		...(Object.fromEntries(defaults) as Record<string, unknown>),
		...properties,
		_: (definition as unknown as { _: unknown })._,
		_def: definition,
	};
}

/** What is wrong with the node, by property. */
export function problems(definition: Definition, node: object): Record<string, unknown> {
	const results = Object.entries(definition.defaults).map(([name, { validate }]) => [
		name,
		validate?.call(node, (node as Record<string, unknown>)[name], {}) ?? true,
	]);
	return Object.fromEntries(results.filter(([, result]) => result !== true)) as object as Record<
		string,
		unknown
	>;
}
