import type { IDataObject, IHookFunctions, IWebhookFunctions } from 'n8n-workflow';
import {
	newToken,
	readKept,
	Rejections,
	SeenDeliveries,
	type KeptRegistration,
	type SavedDeliveries,
} from '../../core';

/**
 * What the node keeps in the workflow's static data, which n8n saves after each of its calls, and hands
 * to every process: main and webhook processors alike.
 */
export class NodeState {
	private readonly data: IDataObject;

	constructor(context: IHookFunctions | IWebhookFunctions) {
		this.data = context.getWorkflowStaticData('node');
	}

	/** The secret in the address; empty until the first registration. */
	get token(): string {
		return typeof this.data.token === 'string' ? this.data.token : '';
	}

	/** Made at the first registration, and kept from then on, so that the address stays the same. */
	ensureToken(): string {
		if (this.token === '') this.data.token = newToken();
		return this.token;
	}

	get registrations(): KeptRegistration[] {
		return readKept(this.data.registrations);
	}

	set registrations(kept: KeptRegistration[]) {
		this.data.registrations = kept as unknown as IDataObject[];
	}

	get seen(): unknown {
		return this.data.seen;
	}

	/** Writes only what is not there yet. */
	keepSeen(saved: SavedDeliveries): void {
		if (JSON.stringify(this.data.seen) === JSON.stringify(saved)) return;
		this.data.seen = saved as unknown as IDataObject[];
	}
}

/** What this process knows of a node beyond its static data. */
interface NodeMemory {
	/** The deliveries that it has seen. */
	seen: SeenDeliveries;
	rejections: Rejections;
}

const memories = new Map<string, NodeMemory>();

/**
 * n8n reads the static data anew for every request, so that two deliveries at the same moment would not
 * know of each other: this process remembers them too.
 */
export function memoryOf(context: IWebhookFunctions, state: NodeState): NodeMemory {
	const key = [context.getMode(), context.getWorkflow().id, context.getNode().id].join(':');
	const known = memories.get(key);
	const memory = known ?? { seen: new SeenDeliveries(), rejections: new Rejections() };
	memories.set(key, memory);
	memory.seen.learn(state.seen);
	return memory;
}
